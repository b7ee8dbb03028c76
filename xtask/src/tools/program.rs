//! Finds programs.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::run::capture;
use crate::workspace::Workspace;

/// The path of a program, searched for in the folders used to start commands.
pub(super) fn find(workspace: &Workspace, name: &str) -> Option<PathBuf> {
    std::env::split_paths(workspace.search_path())
        .map(|folder| folder.join(name))
        .find(|path| is_executable(path))
}

/// The `--version` output of a program; `None` if it doesn't exist or doesn't run.
pub(super) fn version_text(workspace: &Workspace, program: impl AsRef<Path>) -> Option<String> {
    capture(workspace.command(program.as_ref()).arg("--version")).ok()
}

fn is_executable(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}
