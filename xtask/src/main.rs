//! The commands of this repository, run as `cargo xtask <command>`.
//!
//! They install the tools they need, see [`tools`]. Supported on Linux and macOS.

mod bench;
mod children;
mod cli;
mod dead_code;
mod examples;
mod fixed_texts;
mod function_order;
mod gallery;
mod http;
mod package;
mod page;
mod run;
mod screenshots;
mod serve;
mod short_names;
mod size;
mod source_paths;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use crate::cli::Command;
use crate::workspace::Workspace;

fn main() -> ExitCode {
    let command = match cli::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("error: {error}\n\n{}", cli::USAGE);
            return ExitCode::from(2);
        }
    };
    let workspace = match Workspace::find() {
        Ok(workspace) => workspace,
        Err(error) => return failure(&error),
    };
    let done = match command {
        Command::Help => {
            println!("{}", cli::USAGE);
            Ok(ExitCode::SUCCESS)
        }
        Command::Serve(options) => serve::serve(&workspace, &options),
        Command::Gallery(options) => gallery::serve(&workspace, &options),
        Command::Screenshots => screenshots::screenshots(&workspace),
        Command::Test(selection) => test::test(&workspace, &selection),
        Command::Size => size::size(&workspace),
        Command::Bench(options) => bench::bench(&workspace, &options),
        Command::Package => package::package(&workspace),
    };
    done.unwrap_or_else(|error| failure(&error))
}

fn failure(error: &anyhow::Error) -> ExitCode {
    eprintln!("error: {error:#}");
    ExitCode::FAILURE
}
