//! The JavaScript tools: npm installs what `xtask/npm` lists, in the versions of its lock files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::{Progress, install, program};
use crate::workspace::Workspace;

/// The accessibility checker: a script that is run in a page.
pub(crate) const AXE: &str = "axe-core/axe.min.js";
/// The font of the screenshots in the documentation.
pub(crate) const INTER: &str = "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";

/// Where `package.json` and the lock file are.
const SOURCES: &str = "xtask/npm";
/// The versions of React that integrators may have. Each has a folder of its own, because packages next to each other
/// share one React.
const REACTS: [&str; 2] = ["react-18", "react-19"];
/// A copy of the lock file in a folder of installed packages.
const INSTALLED: &str = "installed.json";
/// The same, where only the packages that a build needs are installed.
const INSTALLED_FOR_BUILD: &str = "installed-for-build.json";

/// The path of a file of an installed package.
pub(crate) fn npm_file(workspace: &Workspace, file: &str) -> PathBuf {
    workspace.tools().join("node_modules").join(file)
}

/// Ensures that the tools that build the page and the package are installed: `dependencies`.
pub(super) fn ensure_build_tools(workspace: &Workspace, progress: Progress) -> Result<()> {
    let folder = workspace.tools();
    let source = workspace.path(SOURCES);
    if is_installed(&source, &folder, INSTALLED)
        || is_installed(&source, &folder, INSTALLED_FOR_BUILD)
    {
        return Ok(());
    }
    npm_ci(workspace, &source, &folder, INSTALLED_FOR_BUILD, progress)
}

/// Ensures that the tools of the checks are installed as well: `devDependencies`, and each React.
pub(super) fn ensure_check_tools(workspace: &Workspace, progress: Progress) -> Result<()> {
    let reacts = REACTS
        .iter()
        .map(|name| (workspace.path(SOURCES).join(name), workspace.tools().join(name)));
    let tools = [(workspace.path(SOURCES), workspace.tools())];
    for (source, folder) in tools.into_iter().chain(reacts) {
        if !is_installed(&source, &folder, INSTALLED) {
            npm_ci(workspace, &source, &folder, INSTALLED, progress)?;
        }
    }
    Ok(())
}

fn is_installed(source: &Path, folder: &Path, record: &str) -> bool {
    let lock = fs::read(source.join("package-lock.json"));
    matches!((lock, fs::read(folder.join(record))), (Ok(lock), Ok(installed)) if lock == installed)
}

fn npm_ci(
    workspace: &Workspace,
    source: &Path,
    folder: &Path,
    record: &str,
    progress: Progress,
) -> Result<()> {
    let missing = "JavaScript tools are missing";
    ensure!(
        program::find(workspace, "npm").is_some(),
        "{missing}, and so is npm; install Node.js 20 or later"
    );
    fs::create_dir_all(folder)?;
    let copy = |from: &str, to: &str| {
        fs::copy(source.join(from), folder.join(to))
            .with_context(|| format!("failed to copy {}", source.join(from).display()))
    };
    copy("package.json", "package.json")?;
    copy("package-lock.json", "package-lock.json")?;
    for stale in [INSTALLED, INSTALLED_FOR_BUILD] {
        let _ = fs::remove_file(folder.join(stale));
    }
    let mut npm = workspace.command("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]).arg(folder);
    if record == INSTALLED_FOR_BUILD {
        npm.arg("--omit=dev");
    }
    install(missing, &mut [npm], progress)?;
    copy("package-lock.json", record)?;
    Ok(())
}
