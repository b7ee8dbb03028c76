//! Post-processes trunk's output: removes what only other environments need.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use crate::function_order::order_functions;
use crate::run::run;
use crate::short_names::shorten;
use crate::source_paths::hide_home;
use crate::workspace::Workspace;

/// Shrinks the scripts and the wasm module in place. They keep their names, and their hashes in the page are
/// updated.
pub(super) fn finish(workspace: &Workspace, dist: &Path) -> Result<()> {
    let scripts: Vec<PathBuf> = [dist.to_owned(), dist.join("teamwork-connect")]
        .iter()
        .flat_map(|folder| with(folder, "js"))
        .collect();
    let modules = with(dist, "wasm");
    let page = dist.join("index.html");
    let files: Vec<&PathBuf> = scripts.iter().chain(&modules).collect();
    let before = files.iter().map(|file| integrity(file)).collect::<Result<Vec<_>>>()?;

    for module in &modules {
        let name = module.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let script = dist.join(name.trim_end_matches("_bg")).with_extension("js");
        let (code, glue) = shorten(&read(module)?, &read_text(&script)?)?;
        let mut code = order_functions(&code)?;
        hide_home(&mut code);
        write(module, &code)?;
        write(&script, glue.as_bytes())?;
    }
    let mut esbuild = workspace.command("esbuild");
    esbuild.args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
    esbuild.args(["--allow-overwrite".into(), format!("--outbase={}", dist.display())]);
    run(esbuild.arg(format!("--outdir={}", dist.display())).args(&scripts))?;

    let mut html = read_text(&page)?;
    for (file, before) in files.iter().zip(before) {
        html = html.replace(&before, &integrity(file)?);
    }
    write(&page, html.as_bytes())
}

/// The files of a folder with this extension.
fn with(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.extension() == Some(OsStr::new(extension))).collect()
}

/// The value of an `integrity` attribute for a file.
fn integrity(file: &Path) -> Result<String> {
    Ok(format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(read(file)?))))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("failed to read {}", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    std::fs::write(path, content).with_context(|| format!("failed to write {}", path.display()))
}
