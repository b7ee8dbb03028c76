//! The programs of a PostgreSQL server.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{Progress, debian, program};
use crate::workspace::Workspace;

/// Where Debian installs the server programs, in a folder for each version.
const FOLDERS: &str = "/usr/lib/postgresql";

/// The folder with `initdb` and `postgres`: that of the newest version, or the one on the path.
pub(crate) fn programs(workspace: &Workspace) -> Result<PathBuf> {
    let on_path = program::find(workspace, "initdb").and_then(|path| path.canonicalize().ok());
    let folder = on_path.and_then(|path| path.parent().map(PathBuf::from));
    folder
        .or_else(newest)
        .context("PostgreSQL: initdb is missing; run `sudo apt-get install postgresql` or similar")
}

/// Installs them if they are missing and no prompt is required.
pub(super) fn ensure(workspace: &Workspace, progress: Progress) -> Result<()> {
    let Err(missing) = programs(workspace) else {
        return Ok(());
    };
    debian::ensure(workspace, &["postgresql"], progress).with_context(|| format!("{missing:#}"))?;
    programs(workspace).map(drop)
}

fn newest() -> Option<PathBuf> {
    let versions = std::fs::read_dir(FOLDERS).ok()?.filter_map(Result::ok);
    let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|version| version.path()).max_by_key(number)?;
    let programs = newest.join("bin");
    programs.join("initdb").is_file().then_some(programs)
}
