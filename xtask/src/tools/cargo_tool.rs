//! The tools installed by cargo: trunk, wasm-bindgen and geckodriver.

use anyhow::{Context, Result};

use super::{Progress, install, program, version};
use crate::workspace::Workspace;

const TRUNK: &str = "0.21.14";

const GECKODRIVER: &str = "0.37.1";

/// trunk, of the version that the page is built with.
pub(super) fn ensure_trunk(workspace: &Workspace, progress: Progress) -> Result<()> {
    // With the dependencies it was released with: none of them have to match this project.
    ensure(workspace, "trunk", TRUNK, &["trunk"], &["--locked"], progress)
}

/// wasm-bindgen, of the version in Cargo.lock: the format shared by the library and the tool is private to each
/// version.
pub(super) fn ensure_wasm_bindgen(workspace: &Workspace, progress: Progress) -> Result<()> {
    let lock_file = std::fs::read_to_string(workspace.path("Cargo.lock"))
        .context("failed to read Cargo.lock")?;
    let wanted = version::in_lock_file(&lock_file, "wasm-bindgen")?;
    let programs = ["wasm-bindgen", "wasm-bindgen-test-runner"];
    ensure(workspace, "wasm-bindgen-cli", &wanted, &programs, &[], progress)
}

/// geckodriver, which works with any Firefox that is not much newer. An installed version is used as is.
pub(super) fn ensure_geckodriver(workspace: &Workspace, progress: Progress) -> Result<()> {
    if program::find(workspace, "geckodriver").is_some() {
        return Ok(());
    }
    ensure(workspace, "geckodriver", GECKODRIVER, &["geckodriver"], &["--locked"], progress)
}

/// Installs the package unless all its programs exist in exactly this version.
fn ensure(
    workspace: &Workspace,
    package: &str,
    wanted: &str,
    programs: &[&str],
    flags: &[&str],
    progress: Progress,
) -> Result<()> {
    let text = |name: &&str| program::version_text(workspace, name);
    let texts: Vec<_> = programs.iter().map(text).collect();
    let Some(fault) = fault(package, wanted, &texts) else {
        return Ok(());
    };
    let mut command = workspace.command("cargo");
    command
        // `--force`, because cargo doesn't replace binaries that it did not install.
        .args(["install", package, "--version", wanted, "--force"])
        .args(flags)
        .arg("--root")
        .arg(workspace.cargo_bin_root())
        // In another folder, to avoid the settings that this checkout is built with.
        .current_dir(std::env::temp_dir())
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTFLAGS")
        // These run for seconds and take minutes to build, so they are hardly optimized.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    let fault = format!("{fault} (this takes a few minutes, once)");
    install(&fault, &mut [command], progress)
}

/// What is wrong with the `--version` output of a package's programs.
fn fault(package: &str, wanted: &str, texts: &[Option<String>]) -> Option<String> {
    texts.iter().find_map(|text| {
        let found = text.as_deref().map(|text| version::in_text(text).unwrap_or("unknown"));
        match found {
            Some(found) if found == wanted => None,
            Some(found) => {
                Some(format!("{package} {wanted} is required, but but {found} is installed"))
            }
            None => Some(format!("{package} {wanted} is missing")),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::fault;

    fn said(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn accepts_only_the_exact_version() {
        assert_eq!(fault("trunk", "0.21.14", &[said("trunk 0.21.14\n")]), None);
        let newer = fault("trunk", "0.21.14", &[said("trunk 0.22.1\n")]).unwrap();
        assert_eq!(newer, "trunk 0.21.14 is required, but but 0.22.1 is installed");
        // trunk does the same: it compares strings.
        assert!(fault("trunk", "0.21.14", &[said("trunk 0.21.1\n")]).is_some());
    }

    #[test]
    fn checks_every_program_of_a_package() {
        let texts = [said("wasm-bindgen 0.2.130"), None];
        let missing = fault("wasm-bindgen-cli", "0.2.130", &texts).unwrap();
        assert_eq!(missing, "wasm-bindgen-cli 0.2.130 is missing");
        assert!(
            fault("trunk", "0.21.14", &[said("segmentation fault")]).unwrap().contains("unknown")
        );
    }
}
