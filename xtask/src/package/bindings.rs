//! The wasm modules and their JavaScript bindings.

use std::path::PathBuf;

use anyhow::Result;

use crate::dead_code::{Unneeded, empty_dead_code};
use crate::fixed_texts::keep_fixed_texts;
use crate::function_order::order_functions;
use crate::run::run;
use crate::short_names::shorten;
use crate::source_paths::hide_home;
use crate::workspace::Workspace;

use super::empty_folder;

const TARGET: &str = "wasm32-unknown-unknown";

/// Inlines small functions. Chromium compiles each function on the main thread when it is first called; this cuts
/// the number compiled at startup from about 1,400 to 1,100. A higher limit would compress less well.
const INLINING: [&str; 4] = [
    "--always-inline-max-function-size=6",
    "--flexible-inline-max-function-size=0",
    "--one-caller-inline-max-function-size=24",
    "--inlining-optimizing",
];

/// A crate that becomes a wasm module.
#[derive(Clone, Copy, Debug)]
pub(super) struct Module {
    package: &'static str,
    features: &'static [&'static str],
    /// The prefix of its file names.
    stem: &'static str,
    /// Functions that it links but doesn't need.
    unneeded: &'static [Unneeded],
}

/// The panel.
pub(super) const PANEL: Module = Module {
    package: "teamwork-connect",
    features: &["csr"],
    stem: "teamwork_connect",
    unneeded: &[
        // Leptos listens on the document only with its feature `delegation`, which this workspace doesn't enable.
        // If it did, every test of the built package that clicks would fail.
        Unneeded { name: "3Dom28add_event_listener_delegated", instead: None },
        // Prints the string that was sliced at the wrong place. The message with the index and the location is
        // enough.
        Unneeded {
            name: "4core3str16slice_error_fail",
            instead: Some(("4core9panicking18panic_bounds_check", &[3, 1, 4])),
        },
    ],
};

/// For backends; browsers don't load it.
pub(super) const BACKEND: Module = Module {
    package: "teamwork-connect-validator",
    features: &[],
    stem: "teamwork_connect_validator",
    unneeded: &[],
};

/// A wasm module and the script that wasm-bindgen generates for it.
#[derive(Debug)]
pub(super) struct Bindings {
    /// The folder that contains both, and nothing else.
    pub(super) folder: PathBuf,
}

impl Module {
    /// The name of its script.
    pub(super) fn script(self) -> String {
        format!("{}.js", self.stem)
    }

    /// The name of the wasm module itself.
    pub(super) fn wasm(self) -> String {
        format!("{}_bg.wasm", self.stem)
    }

    /// Builds it the way the page's release build does.
    pub(super) fn build(self, workspace: &Workspace) -> Result<Bindings> {
        let mut cargo = workspace.command("cargo");
        cargo.args(["build", "--locked", "--release", "--lib", "--package", self.package]);
        cargo.args(self.features.iter().flat_map(|feature| ["--features", feature]));
        run(cargo.args(["--target", TARGET]))?;
        let folder = empty_folder(workspace, &format!("target/package/{}", self.package))?;
        let release = workspace.target().join(TARGET).join("release");
        let built = release.join(format!("{}.wasm", self.package.replace('-', "_")));
        let living = folder.with_extension("wasm");
        let linked = std::fs::read(built)?;
        std::fs::write(&living, empty_dead_code(&linked, self.unneeded)?)?;
        let mut bindgen = workspace.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path"]);
        bindgen.args(["--remove-name-section", "--remove-producers-section"]);
        run(bindgen.args(["--out-name", self.stem, "--out-dir"]).arg(&folder).arg(living))?;
        let wasm = folder.join(self.wasm());
        // Keep these in sync with index.html, where trunk gets its arguments.
        let mut optimize = workspace.command("wasm-opt");
        run(optimize
            .args(["-O1", "--dae-optimizing", "--rse", "--vacuum", "--dealign", "--converge"])
            .args(INLINING)
            .arg(&wasm)
            .arg("-o")
            .arg(&wasm))?;
        let script = folder.join(self.script());
        let glue = keep_fixed_texts(&linked, &std::fs::read_to_string(&script)?)?;
        let (module, glue) = shorten(&std::fs::read(&wasm)?, &glue)?;
        let mut module = order_functions(&module)?;
        hide_home(&mut module);
        std::fs::write(&wasm, module)?;
        std::fs::write(&script, glue)?;
        Ok(Bindings { folder })
    }
}
