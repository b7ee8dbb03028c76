//! The individual steps: what each needs and does.

use std::io;
use std::process::Command;

use anyhow::{Result, ensure};

use super::cargo::{E2E_PACKAGE, PANEL_PACKAGE, SERVER_TEST, WASM_TARGET, cargo};
use super::examples;
use super::libtest::{self, Heard};
use super::lint;
use super::openapi;
use super::postgres::Postgres;
use super::rows::Place;
use super::webkit_driver::WebKitDriver;
use crate::examples::Example;
use crate::run::run;
use crate::tools::{self, Engine, Tool};
use crate::workspace::Workspace;
use crate::{gallery, package, page, size};

/// The tests of sign-ins, which must pass regardless of which of two backends a request reaches.
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

/// Journeys about what panel and backend tell each other. What the browser does in them is tested by the panel's own
/// tests in every engine, so Chromium is enough.
const SAME_IN_EVERY_ENGINE: [&str; 10] = [
    "addresses::",
    "auth_type::",
    "clients::",
    "conflict::",
    "delete::",
    "edit::",
    "names::",
    "no_backend::",
    "other_names::",
    "testing::",
];

/// A step of `cargo xtask test`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// The sources are formatted.
    Fmt,
    /// Native code and browser code have no lint warnings.
    Lint,
    /// The documentation builds without broken links.
    Docs,
    /// Tests without a browser.
    Native,
    /// The backend's tests on PostgreSQL, and those of sign-ins with two backends behind nginx.
    Postgres,
    /// The backend conforms to its OpenAPI document.
    Openapi,
    /// Tests of the panel in a browser.
    Wasm(Engine),
    /// The page builds as it ships.
    Page,
    /// The JavaScript package builds.
    Package,
    /// The package works when an integrator installs it.
    Integrator,
    /// The page and the package are within the size budget.
    Size,
    /// End-to-end journeys through the page, the backend and the sandbox.
    E2e(Engine),
    /// The gallery builds.
    Gallery,
    /// The panel is accessible in every state of the gallery.
    Accessibility(Engine),
    /// Each example starts with its one command, and works.
    Examples,
    /// The table of faults matches the tests of this run.
    Rows,
}

impl Step {
    /// Every step in execution order: quick results first, steps that need slow tools late.
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

    /// Its name on the command line.
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

    /// Its label in the report.
    pub(super) fn label(self) -> String {
        match self {
            Self::Wasm(engine) | Self::E2e(engine) | Self::Accessibility(engine) => {
                format!("{} {}", self.name(), engine.name())
            }
            _ => self.name().to_owned(),
        }
    }

    /// Its headline.
    pub(super) fn title(self) -> String {
        match self {
            Self::Fmt => "formatting".to_owned(),
            Self::Lint => "lints".to_owned(),
            Self::Docs => "documentation".to_owned(),
            Self::Native => "native tests".to_owned(),
            Self::Postgres => "the backend on PostgreSQL".to_owned(),
            Self::Openapi => "the backend against its OpenAPI document".to_owned(),
            Self::Wasm(engine) => format!("tests of the panel in {}", engine.title()),
            Self::Page => "the page, built as it ships".to_owned(),
            Self::Package => "the JavaScript package".to_owned(),
            Self::Size => "size of the first load".to_owned(),
            Self::Integrator => "the package, as integrators install it".to_owned(),
            Self::E2e(engine) => format!("end-to-end tests in {}", engine.title()),
            Self::Gallery => "the gallery".to_owned(),
            Self::Accessibility(Engine::Chromium) => "accessibility of every state".to_owned(),
            Self::Accessibility(engine) => format!("keyboard only in {}", engine.title()),
            Self::Examples => "the examples, each with its one command".to_owned(),
            Self::Rows => "the table of faults".to_owned(),
        }
    }

    /// The engine it runs in.
    pub(super) fn engine(self) -> Option<Engine> {
        match self {
            Self::Wasm(engine) | Self::E2e(engine) | Self::Accessibility(engine) => Some(engine),
            // Bundlers and examples behave the same in every engine.
            Self::Integrator | Self::Examples => Some(Engine::Chromium),
            _ => None,
        }
    }

    /// The tools it needs.
    pub(super) fn tools(self) -> Vec<Tool> {
        let mut tools = match self {
            Self::Fmt => vec![Tool::Rustfmt],
            Self::Lint => {
                vec![Tool::Clippy, Tool::WasmTarget, Tool::Typos, Tool::CheckTools]
            }
            Self::Docs | Self::Native | Self::Size | Self::E2e(_) | Self::Rows => vec![],
            Self::Postgres => vec![Tool::Postgres, Tool::Nginx],
            Self::Openapi => vec![Tool::Schemathesis],
            Self::Wasm(_) => vec![Tool::WasmTarget, Tool::WasmBindgen],
            Self::Page => {
                vec![Tool::WasmTarget, Tool::WasmBindgen, Tool::BuildTools, Tool::Trunk]
            }
            Self::Gallery => {
                vec![Tool::WasmTarget, Tool::WasmBindgen, Tool::BuildTools, Tool::Trunk]
            }
            Self::Package => package::TOOLS.to_vec(),
            Self::Integrator => vec![Tool::CheckTools],
            Self::Accessibility(_) => vec![Tool::CheckTools],
            Self::Examples => Example::ALL.into_iter().flat_map(Example::tools).collect(),
        };
        tools.extend(self.engine().map(Tool::Engine));
        tools
    }

    /// The steps whose output it uses.
    pub(super) fn needs(self) -> &'static [Self] {
        match self {
            Self::Size | Self::E2e(_) => &[Self::Page, Self::Package],
            Self::Integrator | Self::Examples => &[Self::Package],
            Self::Accessibility(_) => &[Self::Page, Self::Gallery],
            _ => &[],
        }
    }

    /// Where its tests cover the rows that they are named after.
    fn place(self) -> Option<Place> {
        match self {
            Self::Native => Some(Place::Backend),
            Self::Wasm(engine) | Self::E2e(engine) => Some(Place::In(engine)),
            _ => None,
        }
    }

    /// The steps whose results it needs.
    pub(super) fn listens_to(self) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |other| self == Self::Rows && other.place().is_some())
    }

    /// Whether it exists to run tests; running none is then an error.
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

    /// Runs the step, and collects the results of its tests.
    pub(super) fn run(self, workspace: &Workspace, heard: &mut Heard) -> Result<()> {
        let before = heard.tally.executed();
        let mut count = |mut command: Command| {
            libtest::run_and_count(&mut command, self.place(), heard, &mut io::stdout())
        };
        match self {
            Self::Fmt => run(&mut cargo(workspace, &["fmt", "--all", "--check"])),
            Self::Lint => lint::run_all(workspace),
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
                    // The file has no capabilities for this browser, which refuses unknown ones.
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
                let mut command = e2e_tests(workspace, engine, &["--lib", "--test", "journeys"])?;
                if engine != Engine::Chromium {
                    command.arg("--").args(SAME_IN_EVERY_ENGINE.map(|it| ["--skip", it]).concat());
                }
                count(command)
            }
            Self::Gallery => gallery::build(workspace),
            Self::Accessibility(engine) => {
                let mut command = e2e_tests(workspace, engine, &["--test", "accessibility"])?;
                command
                    .env("E2E_GALLERY", workspace.path(gallery::DIST))
                    .env("AXE", tools::npm_file(workspace, tools::AXE));
                // The other tests use emulation, which only Chromium supports.
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
        ensure!(ran_any || !self.runs_tests(), "no tests ran");
        Ok(())
    }
}

fn native_tests(workspace: &Workspace) -> Command {
    cargo(
        workspace,
        &["test", "--locked", "--workspace", "--exclude", E2E_PACKAGE, "--no-fail-fast"],
    )
}

/// One of the backend's test programs.
fn backend_tests(workspace: &Workspace, program: &str) -> Command {
    let mut command =
        cargo(workspace, &["test", "--locked", "--package", "teamwork-connect-backend"]);
    command.args(["--no-fail-fast", "--test", program]);
    command
}

/// Telemetry export with the feature `opentelemetry`. A separate build, because nothing else uses that feature.
fn telemetry_tests(workspace: &Workspace) -> Command {
    let mut command = backend_tests(workspace, "telemetry");
    command.args(["--features", "opentelemetry"]);
    command
}

/// The backend's tests on a PostgreSQL server, or some of them.
fn postgres_tests(workspace: &Workspace, server: &Postgres, which: &[&str]) -> Command {
    let mut command = backend_tests(workspace, "backend");
    command.arg("--").args(which);
    // Skip tests of SQLite's file, and of programs that exit before they open a database.
    command.args(["--skip", "sqlite", "--skip", "program::"]);
    command.env("TEST_DATABASE_URL", server.url());
    command
}

/// The tests specific to PostgreSQL, and to the nginx recipe.
fn postgres_only_tests(workspace: &Workspace, server: &Postgres) -> Result<Command> {
    let mut command = backend_tests(workspace, "postgres");
    command.env("TEST_DATABASE_URL", server.url()).env("NGINX", tools::nginx(workspace)?);
    command.env("POSTGRES_PROGRAMS", tools::postgres(workspace)?);
    Ok(command)
}

/// Server rendering. A separate build, because another package in the workspace enables `csr`.
fn server_tests(workspace: &Workspace) -> Command {
    let mut command = cargo(workspace, &["test", "--locked", "--package", PANEL_PACKAGE]);
    command.args(["--features", "ssr", "--test", SERVER_TEST]);
    command
}

/// `--tests` leaves out the doctests, which the native tests run. The compiled code is the same for every engine.
fn wasm_tests(workspace: &Workspace) -> Command {
    let mut command =
        cargo(workspace, &["test", "--locked", "--package", PANEL_PACKAGE, "--tests"]);
    command.args(["--no-fail-fast", "--features", "csr", "--target", WASM_TARGET]);
    // The runner uses the first of these that it finds.
    for driver in ["GECKODRIVER", "SAFARIDRIVER", "CHROMEDRIVER", "MSEDGEDRIVER"] {
        command.env_remove(driver).env_remove(format!("{driver}_REMOTE"));
    }
    // The default of 20 seconds for a whole file is too short for a busy machine.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    command
}

/// Some of the browser tests.
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
