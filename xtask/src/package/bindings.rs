//! The wasm module with its glue.

use std::path::PathBuf;

use anyhow::Result;

use crate::function_order::order_functions;
use crate::run::run;
use crate::short_names::shorten;
use crate::source_paths::hide_home;
use crate::workspace::Workspace;

use super::empty_folder;

const TARGET: &str = "wasm32-unknown-unknown";

/// The wasm module and the script that wasm-bindgen makes for it.
#[derive(Debug)]
pub(super) struct Bindings {
    /// The folder that both are in, and nothing else.
    pub(super) folder: PathBuf,
}

impl Bindings {
    /// The name of the script.
    pub(super) const SCRIPT: &str = "teamwork_connect.js";

    /// The name of the wasm module.
    pub(super) const WASM: &str = "teamwork_connect_bg.wasm";
}

/// Builds the wasm module as the page's release build has it.
pub(super) fn build(workspace: &Workspace) -> Result<Bindings> {
    let mut cargo = workspace.command("cargo");
    cargo.args(["build", "--locked", "--release", "--lib", "--package", "teamwork-connect"]);
    run(cargo.args(["--features", "csr", "--target", TARGET]))?;
    let folder = empty_folder(workspace, "target/package/bindings")?;
    let built = workspace.target().join(TARGET).join("release/teamwork_connect.wasm");
    let mut bindgen = workspace.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path"]);
    bindgen.args(["--remove-name-section", "--remove-producers-section"]);
    run(bindgen.args(["--out-name", "teamwork_connect", "--out-dir"]).arg(&folder).arg(built))?;
    let wasm = folder.join(Bindings::WASM);
    // As in index.html, where trunk has its arguments from.
    let mut optimise = workspace.command("wasm-opt");
    run(optimise
        .args(["-O1", "--dae-optimizing", "--rse", "--vacuum", "--dealign", "--converge"])
        .arg(&wasm)
        .arg("-o")
        .arg(&wasm))?;
    let script = folder.join(Bindings::SCRIPT);
    let (module, glue) = shorten(&std::fs::read(&wasm)?, &std::fs::read_to_string(&script)?)?;
    let mut module = order_functions(&module)?;
    hide_home(&mut module);
    std::fs::write(&wasm, module)?;
    std::fs::write(&script, glue)?;
    Ok(Bindings { folder })
}
