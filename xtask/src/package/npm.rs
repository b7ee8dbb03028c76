//! The package for bundlers and Node.

use anyhow::{Context, Result, ensure};

use crate::workspace::Workspace;

use super::bindings::Bindings;
use super::{LANGUAGES, SOURCES, copy_files, editor_data, empty_folder};

/// The output folder.
pub(super) const PACKAGE: &str = "pkg/npm";

const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Builds the package.
pub(super) fn build(workspace: &Workspace, bindings: &[Bindings]) -> Result<()> {
    let package = empty_folder(workspace, PACKAGE)?;
    copy_files(&workspace.path(SOURCES), &package, |name| name != "package.json")?;
    for Bindings { folder } in bindings {
        copy_files(folder, &package, |_| true)?;
    }
    let languages = empty_folder(workspace, &format!("{PACKAGE}/lang"))?;
    copy_files(&workspace.path(LANGUAGES), &languages, |_| true)?;
    editor_data::build(workspace, &package)?;
    for license in LICENSES {
        std::fs::copy(workspace.path(license), package.join(license))?;
    }
    let manifest = std::fs::read_to_string(workspace.path(SOURCES).join("package.json"))?;
    let manifest = with_version(&manifest, env!("CARGO_PKG_VERSION"))?;
    std::fs::write(package.join("package.json"), manifest).context("failed to write package.json")
}

/// The version of the package is that of the crates.
fn with_version(manifest: &str, version: &str) -> Result<String> {
    const UNSET: &str = "\"version\": \"0.0.0\"";
    ensure!(manifest.contains(UNSET), "package.json has no line {UNSET}");
    Ok(manifest.replace(UNSET, &format!("\"version\": \"{version}\"")))
}

#[cfg(test)]
mod tests {
    use super::with_version;

    #[test]
    fn the_version_is_filled_in() {
        let manifest = "{\n  \"name\": \"a\",\n  \"version\": \"0.0.0\"\n}\n";
        assert!(with_version(manifest, "1.2.3").unwrap().contains("\"version\": \"1.2.3\""));
        assert!(with_version("{}", "1.2.3").is_err());
    }

    #[test]
    fn the_manifest_in_this_checkout_can_be_filled_in() {
        let manifest = include_str!("../../../src/embed/js/package.json");
        assert!(with_version(manifest, "1.2.3").is_ok());
    }
}
