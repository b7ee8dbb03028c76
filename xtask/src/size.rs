//! `cargo xtask size`: what the browser loads first, weighed.

mod budget;
mod weigh;

use std::process::ExitCode;

use anyhow::{Context, Result};

use self::budget::Budget;
use self::weigh::{Weighed, Weight};
use crate::page;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;

/// Builds the page as it ships, prints its weight and compares it with the budget.
pub(crate) fn size(workspace: &Workspace) -> Result<ExitCode> {
    let wanted = [Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmOpt, Tool::Trunk];
    tools::ensure(workspace, &wanted)?;
    page::build(workspace)?;
    check(workspace)?;
    Ok(ExitCode::SUCCESS)
}

/// Weighs the page that has been built. Above the budget is an error.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let dist = workspace.path(page::DIST);
    let files = weigh::first_load(&dist)?;
    let page = weigh::file(&dist, "index.html".as_ref())?;
    let total: Weight = files.iter().map(|file| file.weight).sum();
    print_table(&files, total, &page);

    let file = workspace.path("xtask/size-budget.toml");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let budget = Budget::parse(&text).context("in xtask/size-budget.toml")?;
    if let Some(hint) = budget.check(total.brotli)? {
        println!("{hint}");
    }
    Ok(())
}

fn print_table(files: &[Weighed], total: Weight, page: &Weighed) {
    println!("{:>10} {:>10} {:>10}  first load", "raw", "gzip -9", "brotli 11");
    for file in files {
        print_row(file.weight, &file.name);
    }
    print_row(total, "in all");
    print_row(page.weight, &format!("{} (not counted)", page.name));
}

fn print_row(weight: Weight, name: &str) {
    println!("{:>10} {:>10} {:>10}  {name}", weight.raw, weight.gzip, weight.brotli);
}
