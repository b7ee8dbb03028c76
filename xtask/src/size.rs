//! `cargo xtask size`: measures what the browser loads first.

mod budget;
mod weigh;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use self::budget::Budget;
use self::weigh::Weight;
use crate::package;
use crate::page;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;

/// Builds the page as it ships and the package, prints their sizes, and compares them with the budget.
pub(crate) fn size(workspace: &Workspace) -> Result<ExitCode> {
    tools::ensure(workspace, &package::TOOLS)?;
    tools::ensure(workspace, &[Tool::Trunk])?;
    page::build(workspace)?;
    package::build(workspace)?;
    check(workspace)?;
    Ok(ExitCode::SUCCESS)
}

/// Measures the package and the page that have been built. Fails if the package is over budget.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let package = weigh_folder("package from a CDN", &workspace.path(package::CDN))?;
    // The page has files of its own, and the package's files unbundled. It is shown for comparison.
    weigh_folder("standalone page", &workspace.path(page::DIST))?;
    let file = workspace.path("xtask/size-budget.toml");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("failed to read {}", file.display()))?;
    let budget = Budget::parse(&text).context("in xtask/size-budget.toml")?;
    if let Some(hint) = budget.check(package.brotli)? {
        println!("{hint}");
    }
    Ok(())
}

/// Measures and prints the first load of a folder.
fn weigh_folder(title: &str, folder: &Path) -> Result<Weight> {
    let files = weigh::first_load(folder)?;
    println!("{:>10} {:>10} {:>10}  first load of the {title}", "raw", "gzip -9", "brotli 11");
    for file in &files {
        print_row(file.weight, &file.name);
    }
    let total: Weight = files.iter().map(|file| file.weight).sum();
    print_row(total, "in all");
    println!();
    Ok(total)
}

fn print_row(weight: Weight, name: &str) {
    println!("{:>10} {:>10} {:>10}  {name}", weight.raw, weight.gzip, weight.brotli);
}
