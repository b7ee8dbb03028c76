//! `cargo xtask bench`: times the panel against the same panel written by hand and in React.
//!
//! The code that drives and times the panels is in `bench/`. This module builds the panels and checks the results.
//! Only ratios within one run are checked, never absolute times.

mod bounds;
mod metric;
mod report;
mod samples;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};

use self::bounds::Bounds;
use self::samples::Samples;
use crate::package;
use crate::run::run;
use crate::tools::{self, Engine, Tool};
use crate::workspace::Workspace;

/// The benchmark code and the sources of the other panels.
const SOURCES: &str = "bench";

/// Where the other panels are built and the samples are saved.
const OUT: &str = "target/bench";

/// The panels that ours is compared with, each with its entry script.
const PEERS: [(&str, &str); 2] = [("vanilla", "main.js"), ("react", "main.jsx")];

/// Options from the command line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Options {
    /// How many times everything is measured.
    pub(crate) rounds: u32,
    /// The CDN package to measure; by default, the one in this checkout.
    pub(crate) package: Option<PathBuf>,
    /// Whether to build this checkout's package first.
    pub(crate) build: bool,
    /// Where to write the figures as JSON.
    pub(crate) json: Option<PathBuf>,
}

impl Options {
    /// Enough rounds to see a large difference.
    pub(crate) const QUICK: u32 = 2;
}

impl Default for Options {
    fn default() -> Self {
        Self { rounds: 6, package: None, build: true, json: None }
    }
}

/// Builds, tests the benchmark code, measures, prints, and checks the bounds.
pub(crate) fn bench(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    tools::ensure(workspace, &[Tool::Engine(Engine::Chromium), Tool::BuildTools])?;
    let package = package(workspace, options)?;
    build_peers(workspace)?;
    run(workspace
        .command("node")
        .args(["--test", "--test-reporter=dot"])
        .current_dir(workspace.path(SOURCES)))?;
    let samples = measure(workspace, &package, options.rounds)?;
    print!("\n{}", report::markdown(&samples));
    if let Some(path) = &options.json {
        std::fs::write(path, report::json(&samples))
            .with_context(|| format!("failed to write {}", path.display()))?;
    }
    let bounds = Bounds::read(&workspace.path(SOURCES).join("bounds.toml"))?;
    let exceeded = bounds.exceeded(&samples)?;
    for line in &exceeded {
        println!("Exceeds the bound: {line}");
    }
    Ok(if exceeded.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The folder with our panel, built if necessary.
fn package(workspace: &Workspace, options: &Options) -> Result<PathBuf> {
    let folder = match &options.package {
        Some(folder) => std::path::absolute(folder)?,
        None => {
            if options.build {
                tools::ensure(workspace, &package::TOOLS)?;
                package::build(workspace)?;
            }
            workspace.path(package::CDN)
        }
    };
    ensure!(
        folder.join("README.md").is_file(),
        "{} contains no CDN package: `cargo xtask package` builds one",
        folder.display()
    );
    Ok(folder)
}

/// Builds the other panels for production, with hashes in their names.
fn build_peers(workspace: &Workspace) -> Result<()> {
    let sources = workspace.path(SOURCES);
    install(workspace, &sources)?;
    for (name, entry) in PEERS {
        let out = workspace.path(OUT).join(name);
        workspace.remove_folder(&out)?;
        let mut esbuild = workspace.command("esbuild");
        esbuild.current_dir(&sources);
        esbuild.args(["--bundle", "--minify", "--format=esm", "--target=es2022"]);
        esbuild.args(["--jsx=automatic", "--define:process.env.NODE_ENV=\"production\""]);
        esbuild.args(["--entry-names=[name]-[hash]", "--log-level=warning"]);
        esbuild.arg(format!("--outdir={}", out.display())).arg(format!("panels/{name}/{entry}"));
        run(&mut esbuild)?;
    }
    Ok(())
}

/// Installs the libraries in the lock file, unless exactly those are installed already.
fn install(workspace: &Workspace, sources: &Path) -> Result<()> {
    let stamp = workspace.path(OUT).join("package-lock.json");
    let wanted = std::fs::read(sources.join("package-lock.json"))?;
    let is_there = sources.join("node_modules").is_dir();
    if is_there && std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = workspace.command("npm");
    run(npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(sources))?;
    std::fs::create_dir_all(workspace.path(OUT))?;
    std::fs::write(&stamp, wanted).with_context(|| format!("failed to write {}", stamp.display()))
}

/// Runs every round in the browser.
fn measure(workspace: &Workspace, package: &Path, rounds: u32) -> Result<Samples> {
    let programs = Engine::Chromium.find(workspace)?;
    let (_, chromium) = programs.first().context("Chromium's executable was not found")?;
    let file = workspace.path(OUT).join("samples.tsv");
    let mut node = workspace.command("node");
    node.arg(workspace.path(SOURCES).join("src/main.js")).arg(chromium).arg(package);
    node.arg(workspace.path(OUT)).arg(&file).arg(rounds.to_string());
    run(&mut node)?;
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("failed to read {}", file.display()))?;
    Samples::parse(&text)
}
