//! The single steps: what each needs and does.

use std::io;
use std::process::Command;

use anyhow::{Result, ensure};

use super::libtest::{self, Heard};
use super::openapi;
use super::postgres::Postgres;
use super::rows::Place;
use super::webkit_driver::WebKitDriver;
use super::{E2E_PACKAGE, examples};
use crate::examples::{Example, leptos_ssr};
use crate::run::run;
use crate::tools::{self, Engine, Tool};
use crate::workspace::Workspace;
use crate::{gallery, package, page, size};

const PANEL_PACKAGE: &str = "teamwork-connect";
/// The tests of the panel that need its feature `ssr`.
const SERVER_TEST: &str = "server";
/// The tests of sign-ins, which hold whichever of two backends a request reaches.
const SIGN_INS: [&str; 11] = [
    "authorizations::",
    "callbacks::",
    "confirmation::",
    "many_cookies::",
    "meanwhile::",
    "pkce::",
    "redirect_mode::",
    "several_processes::",
    "severed::",
    "staying_authorized::",
    "token_endpoint::",
];
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// One step of `cargo xtask test`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// The sources are formatted.
    Fmt,
    /// The linter has nothing to say, about native code and about code for the browser.
    Lint,
    /// The documentation builds and its links lead somewhere.
    Docs,
    /// Tests that need no browser.
    Native,
    /// The backend's tests on PostgreSQL, and those of sign-ins with two backends behind nginx.
    Postgres,
    /// The backend keeps what its description says.
    Openapi,
    /// Tests of the panel in a browser.
    Wasm(Engine),
    /// The page builds as it ships.
    Page,
    /// The JavaScript package can be made.
    Package,
    /// The package does what it says where an integrator installs it.
    Integrator,
    /// Page and package are within their budget.
    Size,
    /// Whole journeys through the page, the backend and the sandbox.
    E2e(Engine),
    /// The gallery builds.
    Gallery,
    /// Whether everyone can use the panel, in every state of the gallery.
    Accessibility(Engine),
    /// Each example is started by its one command, and does what it is an example of.
    Examples,
    /// The table of faults says what the tests of this run have shown.
    Rows,
}

impl Step {
    /// All of them, in the order they run in: the quick answers first, and the steps that need
    /// slow tools late.
    pub(super) const ALL: [Self; 22] = [
        Self::Fmt,
        Self::Lint,
        Self::Docs,
        Self::Native,
        Self::Postgres,
        Self::Openapi,
        Self::Wasm(Engine::Chromium),
        Self::Wasm(Engine::Firefox),
        Self::Wasm(Engine::WebKit),
        Self::Page,
        Self::Package,
        Self::Size,
        Self::Integrator,
        Self::E2e(Engine::Chromium),
        Self::E2e(Engine::Firefox),
        Self::E2e(Engine::WebKit),
        Self::Gallery,
        Self::Accessibility(Engine::Chromium),
        Self::Accessibility(Engine::Firefox),
        Self::Accessibility(Engine::WebKit),
        Self::Examples,
        Self::Rows,
    ];

    /// What it is called on the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Lint => "lint",
            Self::Docs => "docs",
            Self::Native => "native",
            Self::Postgres => "postgres",
            Self::Openapi => "openapi",
            Self::Wasm(_) => "wasm",
            Self::Page => "page",
            Self::Package => "package",
            Self::Size => "size",
            Self::Integrator => "integrator",
            Self::E2e(_) => "e2e",
            Self::Gallery => "gallery",
            Self::Accessibility(_) => "accessibility",
            Self::Examples => "examples",
            Self::Rows => "rows",
        }
    }

    /// What it is called in the report.
    pub(super) fn label(self) -> String {
        match self {
            Self::Wasm(engine) | Self::E2e(engine) | Self::Accessibility(engine) => {
                format!("{} {}", self.name(), engine.name())
            }
            _ => self.name().to_owned(),
        }
    }

    /// What it does, for its headline.
    pub(super) fn title(self) -> String {
        match self {
            Self::Fmt => "formatting".to_owned(),
            Self::Lint => "lints".to_owned(),
            Self::Docs => "documentation".to_owned(),
            Self::Native => "native tests".to_owned(),
            Self::Postgres => "the backend on PostgreSQL".to_owned(),
            Self::Openapi => "the backend, questioned by its own description".to_owned(),
            Self::Wasm(engine) => format!("tests of the panel in {}", engine.title()),
            Self::Page => "the page, built as it ships".to_owned(),
            Self::Package => "the JavaScript package".to_owned(),
            Self::Size => "size of the first load".to_owned(),
            Self::Integrator => "the package, as an integrator gets it".to_owned(),
            Self::E2e(engine) => format!("end-to-end tests in {}", engine.title()),
            Self::Gallery => "the gallery".to_owned(),
            Self::Accessibility(Engine::Chromium) => "accessibility of every state".to_owned(),
            Self::Accessibility(engine) => format!("the keyboard alone in {}", engine.title()),
            Self::Examples => "the examples, each by its one command".to_owned(),
            Self::Rows => "the table of faults".to_owned(),
        }
    }

    /// The engine that it is about.
    pub(super) fn engine(self) -> Option<Engine> {
        match self {
            Self::Wasm(engine) | Self::E2e(engine) | Self::Accessibility(engine) => Some(engine),
            // What bundlers and examples make of the package is the same for every engine.
            Self::Integrator | Self::Examples => Some(Engine::Chromium),
            _ => None,
        }
    }

    /// The tools without which it cannot run.
    pub(super) fn tools(self) -> Vec<Tool> {
        let mut tools = match self {
            Self::Fmt => vec![Tool::Rustfmt],
            Self::Lint => vec![Tool::Clippy, Tool::WasmTarget],
            Self::Docs | Self::Native | Self::Size | Self::E2e(_) | Self::Rows => vec![],
            Self::Postgres => vec![Tool::Postgres, Tool::Nginx],
            Self::Openapi => vec![Tool::Schemathesis],
            Self::Wasm(_) => vec![Tool::WasmTarget, Tool::WasmBindgen],
            Self::Page => {
                vec![Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmOpt, Tool::Trunk, Tool::Esbuild]
            }
            Self::Gallery => {
                vec![Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmOpt, Tool::Trunk]
            }
            Self::Package => package::TOOLS.to_vec(),
            Self::Integrator => vec![Tool::Bundlers],
            Self::Accessibility(_) => vec![Tool::Axe],
            Self::Examples => Example::ALL.into_iter().flat_map(Example::tools).collect(),
        };
        tools.extend(self.engine().map(Tool::Engine));
        tools
    }

    /// The steps whose products it uses.
    pub(super) fn needs(self) -> &'static [Self] {
        match self {
            Self::Size | Self::E2e(_) => &[Self::Page, Self::Package],
            Self::Integrator | Self::Examples => &[Self::Package],
            Self::Accessibility(_) => &[Self::Page, Self::Gallery],
            _ => &[],
        }
    }

    /// Where its tests show the rows that they are named after.
    fn place(self) -> Option<Place> {
        match self {
            Self::Native => Some(Place::Backend),
            Self::Wasm(engine) | Self::E2e(engine) => Some(Place::In(engine)),
            _ => None,
        }
    }

    /// The steps without which it has nothing to say.
    pub(super) fn listens_to(self) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |other| self == Self::Rows && other.place().is_some())
    }

    /// Whether it exists to run tests, of which there then have to be some.
    pub(super) fn runs_tests(self) -> bool {
        matches!(
            self,
            Self::Native
                | Self::Postgres
                | Self::Wasm(_)
                | Self::Integrator
                | Self::E2e(_)
                | Self::Accessibility(_)
                | Self::Examples
        )
    }

    /// Runs it, taking notice of the tests that it executes.
    pub(super) fn run(self, workspace: &Workspace, heard: &mut Heard) -> Result<()> {
        let before = heard.tally.executed();
        let mut count = |mut command: Command| {
            libtest::run_and_count(&mut command, self.place(), heard, &mut io::stdout())
        };
        match self {
            Self::Fmt => run(&mut cargo(workspace, &["fmt", "--all", "--check"])),
            Self::Lint => lint(workspace),
            Self::Docs => {
                let mut command =
                    cargo(workspace, &["doc", "--workspace", "--no-deps", "--locked"]);
                run(command.env("RUSTDOCFLAGS", "-D warnings"))
            }
            Self::Native => {
                let native = count(native_tests(workspace));
                native.and(count(server_tests(workspace))).and(count(telemetry_tests(workspace)))
            }
            Self::Postgres => {
                let server = Postgres::start(workspace)?;
                let one = count(postgres_tests(
                    workspace,
                    &server,
                    &SIGN_INS.map(|it| ["--skip", it]).concat(),
                ));
                let only = count(postgres_only_tests(workspace, &server)?);
                let mut two = postgres_tests(workspace, &server, &SIGN_INS);
                two.env("TEST_NGINX", tools::nginx(workspace)?);
                one.and(only).and(count(two))
            }
            Self::Openapi => openapi::test(workspace),
            Self::Wasm(Engine::WebKit) => {
                let driver = WebKitDriver::start(workspace)?;
                let mut command = wasm_tests(workspace);
                command
                    .env("SAFARIDRIVER_REMOTE", driver.url())
                    // It has nothing to say to this browser, which refuses what it does not know.
                    .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", "");
                count(command)
            }
            Self::Wasm(engine) => {
                let mut command = wasm_tests(workspace);
                command.envs(engine.find(workspace)?);
                count(command)
            }
            Self::Page => page::build(workspace),
            Self::Package => package::build(workspace),
            Self::Size => size::check(workspace),
            Self::Integrator => {
                let mut command =
                    e2e_tests(workspace, Engine::Chromium, &["--test", "integrator"])?;
                command
                    .env("PACKAGE", package::pack(workspace)?)
                    .env("NPM_TOOLS", workspace.tools());
                count(command)
            }
            Self::E2e(engine) => {
                page::is_there(workspace)?;
                count(e2e_tests(workspace, engine, &["--lib", "--test", "journeys"])?)
            }
            Self::Gallery => gallery::build(workspace),
            Self::Accessibility(engine) => {
                let mut command = e2e_tests(workspace, engine, &["--test", "accessibility"])?;
                command
                    .env("E2E_GALLERY", workspace.path(gallery::DIST))
                    .env("AXE", tools::AXE.path(workspace));
                // The others have the browser pretend, by means that only Chromium has.
                if engine != Engine::Chromium {
                    command.args(["--", "focus_order::", "keyboard::"]);
                }
                count(command)
            }
            Self::Examples => {
                let mut outcome = Ok(());
                for example in Example::ALL {
                    let tests = e2e_tests(workspace, Engine::Chromium, &["--test", "examples"])?;
                    outcome = outcome.and(examples::test(workspace, example, tests, &mut count));
                }
                outcome
            }
            Self::Rows => heard.rows.write(workspace),
        }?;
        let ran_any = heard.tally.executed() > before;
        ensure!(ran_any || !self.runs_tests(), "it ran no test at all");
        Ok(())
    }
}

/// All runs, even when the first finds something. What an app can turn on is linted by itself: only `csr` is on in the
/// others.
fn lint(workspace: &Workspace) -> Result<()> {
    let mut native = cargo(workspace, &["clippy", "--locked", "--workspace", "--all-targets"]);
    let mut wasm = cargo(workspace, &["clippy", "--locked", "--package", PANEL_PACKAGE]);
    wasm.args(["--all-targets", "--features", "csr", "--target", WASM_TARGET]);
    let rendering =
        ["clippy", "--locked", "--package", PANEL_PACKAGE, "--package", leptos_ssr::PACKAGE];
    let mut server = cargo(workspace, &rendering);
    server.args(["--lib", "--bins", "--test", SERVER_TEST, "--features", "ssr"]);
    let mut client = cargo(workspace, &rendering);
    client.args(["--lib", "--features", "hydrate", "--target", WASM_TARGET]);
    [&mut native, &mut wasm, &mut server, &mut client]
        .map(|command| run(command.args(["--", "-D", "warnings"])))
        .into_iter()
        .fold(Ok(()), Result::and)
}

fn native_tests(workspace: &Workspace) -> Command {
    cargo(
        workspace,
        &["test", "--locked", "--workspace", "--exclude", E2E_PACKAGE, "--no-fail-fast"],
    )
}

/// One of the test programs of the backend.
fn backend_tests(workspace: &Workspace, program: &str) -> Command {
    let mut command =
        cargo(workspace, &["test", "--locked", "--package", "teamwork-connect-backend"]);
    command.args(["--no-fail-fast", "--test", program]);
    command
}

/// What the backend exports with its feature `opentelemetry`. A build of its own, since nothing else wants it.
fn telemetry_tests(workspace: &Workspace) -> Command {
    let mut command = backend_tests(workspace, "telemetry");
    command.args(["--features", "opentelemetry"]);
    command
}

/// The backend's tests on a PostgreSQL server, or some of them.
fn postgres_tests(workspace: &Workspace, server: &Postgres, which: &[&str]) -> Command {
    let mut command = backend_tests(workspace, "backend");
    command.arg("--").args(which);
    // What is only about SQLite's file, or about a program that does not come to open a database.
    command.args(["--skip", "sqlite", "--skip", "program::"]);
    command.env("TEST_DATABASE_URL", server.url());
    command
}

/// The tests of what only PostgreSQL has, and of the recipe for nginx.
fn postgres_only_tests(workspace: &Workspace, server: &Postgres) -> Result<Command> {
    let mut command = backend_tests(workspace, "postgres");
    command.env("TEST_DATABASE_URL", server.url()).env("NGINX", tools::nginx(workspace)?);
    command.env("POSTGRES_PROGRAMS", tools::postgres(workspace)?);
    Ok(command)
}

/// What a server renders. A build of its own, since in the workspace another package turns on `csr`.
fn server_tests(workspace: &Workspace) -> Command {
    let mut command = cargo(workspace, &["test", "--locked", "--package", PANEL_PACKAGE]);
    command.args(["--features", "ssr", "--test", SERVER_TEST]);
    command
}

/// `--tests` leaves out the examples in the documentation: the native tests run these. What is
/// compiled is the same for every engine.
fn wasm_tests(workspace: &Workspace) -> Command {
    let mut command =
        cargo(workspace, &["test", "--locked", "--package", PANEL_PACKAGE, "--tests"]);
    command.args(["--no-fail-fast", "--features", "csr", "--target", WASM_TARGET]);
    // The runner takes the first of these that it finds.
    for driver in ["GECKODRIVER", "SAFARIDRIVER", "CHROMEDRIVER", "MSEDGEDRIVER"] {
        command.env_remove(driver).env_remove(format!("{driver}_REMOTE"));
    }
    // Its default of 20 seconds for a whole file is short for a busy machine.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    command
}

/// Some of the tests that drive a browser.
fn e2e_tests(workspace: &Workspace, engine: Engine, targets: &[&str]) -> Result<Command> {
    let mut command =
        cargo(workspace, &["test", "--locked", "--package", E2E_PACKAGE, "--no-fail-fast"]);
    command
        .args(targets)
        .envs(engine.find(workspace)?)
        .env("E2E_ENGINE", engine.name())
        .env("E2E_DIST", workspace.path(page::DIST));
    Ok(command)
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = workspace.command("cargo");
    command.args(arguments);
    command
}
