//! Locates files in this checkout, and starts programs from it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// The checkout that `cargo xtask` was run in.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    search_path: OsString,
    cargo_bin_root: PathBuf,
}

impl Workspace {
    /// Finds the workspace that this program belongs to.
    pub(crate) fn find() -> Result<Self> {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .context("run this program with cargo, as `cargo xtask`")?;
        let root = Path::new(&package).parent().context("xtask is not in a workspace")?.to_owned();
        let cargo_bin_root = cargo_bin_root()?;
        let search_path = search_path(&[
            root.join("target/tools/node_modules/.bin"),
            cargo_bin_root.join("bin"),
        ])?;
        Ok(Self { root, search_path, cargo_bin_root })
    }

    /// A path in the checkout.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// Removes a folder with its content, if it exists.
    pub(crate) fn remove_folder(&self, relative: impl AsRef<Path>) -> Result<()> {
        let folder = self.path(relative);
        if !folder.exists() {
            return Ok(());
        }
        std::fs::remove_dir_all(&folder)
            .with_context(|| format!("failed to remove {}", folder.display()))
    }

    /// Where cargo puts the build output.
    pub(crate) fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(target) => self.root.join(target),
            None => self.root.join("target"),
        }
    }

    /// Tools installed by npm. They are small and quick to download again.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// The root for `cargo install`. It is outside of the checkout, because these tools take minutes to build.
    pub(crate) fn cargo_bin_root(&self) -> &Path {
        &self.cargo_bin_root
    }

    /// Where programs are searched for; those installed for this project come first.
    pub(crate) fn search_path(&self) -> &OsStr {
        &self.search_path
    }

    /// A command for a program, run in the root of the checkout without input.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).stdin(Stdio::null()).env("PATH", &self.search_path);
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(is_set_by_cargo_run) {
                command.env_remove(name);
            }
        }
        command
    }
}

/// Whether `cargo run` sets this variable. A nested cargo would see this package's name and version in it, and
/// rebuild whatever depends on them.
fn is_set_by_cargo_run(variable: &str) -> bool {
    matches!(variable, "CARGO" | "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "OUT_DIR")
        || ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"]
            .iter()
            .any(|prefix| variable.starts_with(prefix))
}

fn cargo_bin_root() -> Result<PathBuf> {
    ["CARGO_INSTALL_ROOT", "CARGO_HOME"]
        .iter()
        .find_map(std::env::var_os)
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .context("there is no home directory to install tools in: set CARGO_HOME")
}

fn search_path(first: &[PathBuf]) -> Result<OsString> {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let all = first.iter().cloned().chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).context("failed to extend PATH")
}

#[cfg(test)]
mod tests {
    use super::is_set_by_cargo_run;

    #[test]
    fn withholds_only_what_cargo_adds() {
        for variable in ["CARGO", "CARGO_PKG_VERSION", "CARGO_MANIFEST_DIR", "OUT_DIR"] {
            assert!(is_set_by_cargo_run(variable), "{variable}");
        }
        for variable in ["CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_NET_OFFLINE", "RUSTFLAGS"] {
            assert!(!is_set_by_cargo_run(variable), "{variable}");
        }
    }
}
