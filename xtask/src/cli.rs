//! Parses the command line.

use std::ffi::OsString;

use anyhow::{Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};

use crate::bench;
use crate::examples::Example;
use crate::gallery;
use crate::serve::{Options, Page};
use crate::test::Selection;

/// What `cargo xtask help` prints.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command>

  serve    the standalone page on http://localhost:8080, with the reference backend and the sandbox
             --page-port PORT --backend-port PORT --sandbox-port PORT
             --real      use Teamwork itself and no sandbox
             --release   serve the page as it ships: optimized, slower to build
             --example NAME  an example instead of the page: plain react vue leptos
                             leptos-ssr minimal-backend
             --own-page  no page: yours is on the page port, and forwards /api to the backend
  gallery  every state of the panel, on http://localhost:8083/gallery.html
             --port PORT
  test     formatting, lints, documentation, native, browser and end-to-end tests, size
             --only STEP[,STEP]  --skip STEP[,STEP]
             steps: fmt lint docs native postgres openapi wasm page package size integrator
             e2e gallery accessibility examples rows
             --engine ENGINE[,ENGINE]  all, or some of chromium firefox webkit: installed where
             they are missing. Default: Chromium, and the others if installed
  package  the JavaScript package: pkg/npm for bundlers and Node, packed in pkg/teamwork-connect.tgz;
             pkg/cdn for one script tag
  screenshots
           retakes the screenshots in docs/images from the gallery
  size     size of everything the browser loads first; fails above the budget
  bench    times the panel against the same panel written by hand and in React, in Chromium;
             fails above the bounds in bench/bounds.toml
             --rounds N   number of rounds; --quick: two
             --package FOLDER  the CDN package to measure
             --no-build   measure the package in pkg/cdn as it is
             --json FILE  write the figures to this file
  help     this text";

/// A command with its options.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// Print the usage.
    Help,
    /// Serve the standalone page.
    Serve(Options),
    /// Serve the gallery.
    Gallery(gallery::Options),
    /// Take the screenshots for the documentation.
    Screenshots,
    /// Run the checks.
    Test(Selection),
    /// Measure the size of the first load.
    Size,
    /// Compare the panel's performance with other implementations.
    Bench(bench::Options),
    /// Build the JavaScript package.
    Package,
}

/// Parses the arguments after `cargo xtask`.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = Parser::from_args(arguments);
    match parser.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Help),
        Some(Arg::Value(name)) => match name.to_string_lossy().as_ref() {
            "help" => nothing_more(&mut parser).map(|()| Command::Help),
            "serve" => serve_options(&mut parser),
            "gallery" => gallery_options(&mut parser),
            "screenshots" => nothing_more(&mut parser).map(|()| Command::Screenshots),
            "test" => test_selection(&mut parser),
            "size" => nothing_more(&mut parser).map(|()| Command::Size),
            "bench" => bench_options(&mut parser),
            "package" => nothing_more(&mut parser).map(|()| Command::Package),
            other => bail!("unknown command `{other}`"),
        },
        Some(option) => Err(option.unexpected().into()),
    }
}

fn serve_options(parser: &mut Parser) -> Result<Command> {
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("page-port") => options.page_port = parser.value()?.parse()?,
            Arg::Long("backend-port") => options.backend_port = parser.value()?.parse()?,
            Arg::Long("sandbox-port") => options.sandbox_port = parser.value()?.parse()?,
            Arg::Long("real") => options.real = true,
            Arg::Long("release") => options.release = true,
            Arg::Long("example") => {
                options.page = Page::Example(Example::named(&parser.value()?.string()?)?);
            }
            Arg::Long("own-page") => options.page = Page::Own,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Serve(options))
}

fn gallery_options(parser: &mut Parser) -> Result<Command> {
    let mut options = gallery::Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("port") => options.port = parser.value()?.parse()?,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Gallery(options))
}

fn bench_options(parser: &mut Parser) -> Result<Command> {
    let mut options = bench::Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("rounds") => options.rounds = parser.value()?.parse()?,
            Arg::Long("quick") => options.rounds = bench::Options::QUICK,
            Arg::Long("package") => options.package = Some(parser.value()?.into()),
            Arg::Long("no-build") => options.build = false,
            Arg::Long("json") => options.json = Some(parser.value()?.into()),
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    ensure!(options.rounds > 0, "--rounds must be at least 1");
    Ok(Command::Bench(options))
}

fn test_selection(parser: &mut Parser) -> Result<Command> {
    let mut selection = Selection::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("only") => selection.only(&parser.value()?.string()?)?,
            Arg::Long("skip") => selection.skip(&parser.value()?.string()?)?,
            Arg::Long("engine") => selection.engine(&parser.value()?.string()?)?,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Test(selection))
}

fn nothing_more(parser: &mut Parser) -> Result<()> {
    match parser.next()? {
        None => Ok(()),
        Some(argument) => Err(argument.unexpected().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn no_arguments_print_help() {
        assert_eq!(parsed("").unwrap(), Command::Help);
        assert_eq!(parsed("help").unwrap(), Command::Help);
        assert_eq!(parsed("serve --help").unwrap(), Command::Help);
    }

    #[test]
    fn serve_has_ports_and_switches() {
        let expected = Options { page_port: 9000, real: true, ..Options::default() };
        assert_eq!(parsed("serve --page-port 9000 --real").unwrap(), Command::Serve(expected));
        let expected = Options { page_port: 5173, page: Page::Own, ..Options::default() };
        assert_eq!(parsed("serve --own-page --page-port 5173").unwrap(), Command::Serve(expected));
        assert!(parsed("serve --page-port many").is_err());
        assert!(parsed("serve --page-port 65536").is_err());
    }

    #[test]
    fn the_gallery_has_a_port() {
        assert_eq!(parsed("gallery").unwrap(), Command::Gallery(gallery::Options::default()));
        let expected = gallery::Options { port: 9000 };
        assert_eq!(parsed("gallery --port 9000").unwrap(), Command::Gallery(expected));
        assert!(parsed("gallery --real").is_err());
    }

    #[test]
    fn bench_has_rounds_and_a_package() {
        assert_eq!(parsed("bench").unwrap(), Command::Bench(bench::Options::default()));
        let expected = bench::Options {
            rounds: bench::Options::QUICK,
            package: Some("../other/pkg/cdn".into()),
            json: Some("out.json".into()),
            ..bench::Options::default()
        };
        let line = "bench --quick --package ../other/pkg/cdn --json out.json";
        assert_eq!(parsed(line).unwrap(), Command::Bench(expected));
        let expected = bench::Options { rounds: 20, build: false, ..bench::Options::default() };
        assert_eq!(parsed("bench --rounds 20 --no-build").unwrap(), Command::Bench(expected));
        assert!(parsed("bench --rounds 0").is_err());
    }

    #[test]
    fn unknown_arguments_are_named_in_the_error() {
        assert!(parsed("profile").unwrap_err().to_string().contains("profile"));
        assert!(parsed("bench --fast").unwrap_err().to_string().contains("--fast"));
        assert!(parsed("size now").unwrap_err().to_string().contains("now"));
        assert!(parsed("test --fast").unwrap_err().to_string().contains("--fast"));
        assert!(parsed("test --only wasm,speed").unwrap_err().to_string().contains("speed"));
    }
}
