//! `cargo xtask serve`: the standalone page with everything behind it.

mod encryption_key;
mod ports;
mod trunk_config;

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use signal_hook::low_level::emulate_default_handler;

use self::ports::Port;
use self::trunk_config::TrunkConfig;
use crate::children::{Children, Ended};
use crate::examples::Example;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;
use crate::{http, page};

/// The port that `Trunk.toml` forwards `/api` to.
const USUAL_BACKEND_PORT: u16 = 8081;

const BACKEND: &str = "teamwork-connect-backend";

/// Settings the backend would read from the environment that may be meant for another backend: with an access
/// token or other origins, for example, the page would not work. Start a backend of your own to use such settings.
const NOT_PASSED_ON: [&str; 18] = [
    "ALLOWED_HOSTS",
    "ALLOWED_ORIGINS",
    "BEARER_TOKEN",
    "CA_FILE",
    "CLIENT_IP_HEADER",
    "EGRESS_PROXY",
    "ENCRYPTION_KEYS",
    "EVERYBODY_IS_LOCAL",
    "MAX_CONNECTIONS",
    "MAX_CONNECTIONS_PER_ADDRESS",
    "MAX_DATABASE_MB",
    "PKCE",
    "QUOTAS",
    "RATE_LIMITS",
    "SANDBOX_URL",
    "SESSION_LIFETIME",
    "SEVER_OPENER",
    "TRUSTED_PROXIES",
];
const SANDBOX: &str = "teamwork-connect-sandbox";

/// Options of `cargo xtask serve`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Options {
    /// The port of the page.
    pub(crate) page_port: u16,
    /// The port of the reference backend.
    pub(crate) backend_port: u16,
    /// The port of the sandbox.
    pub(crate) sandbox_port: u16,
    /// Use Teamwork itself instead of the sandbox.
    pub(crate) real: bool,
    /// Serve the page as it ships.
    pub(crate) release: bool,
    /// Which page to serve.
    pub(crate) page: Page,
    /// The folder in the checkout for data that persists between runs: the database and its key.
    pub(crate) data: &'static str,
    /// Whether the backend enforces rate limits and quotas.
    pub(crate) limited: bool,
    /// Another package that is built anyway. The backend and the sandbox are then built with the dependency
    /// features that it needs, so that nothing is built twice.
    pub(crate) built_beside: Option<&'static str>,
}

/// The page to serve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Page {
    /// The standalone page.
    Standalone,
    /// An example instead.
    Example(Example),
    /// A page that someone else serves, and that forwards `/api` to the backend.
    Own,
}

impl Page {
    fn needs_backend(self) -> bool {
        !matches!(self, Self::Example(example) if !example.needs_backend())
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            page_port: 8080,
            backend_port: USUAL_BACKEND_PORT,
            sandbox_port: 8082,
            real: false,
            release: false,
            page: Page::Standalone,
            data: "target/serve",
            limited: true,
            built_beside: None,
        }
    }
}

/// Serves until interrupted, or until one of the programs behind the page exits.
pub(crate) fn serve(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    ports::check(&wanted_ports(options))?;
    tools::ensure(workspace, &wanted_tools(options))?;
    match options.page {
        Page::Standalone => page::fetch_crates(workspace)?,
        Page::Example(example) => example.prepare(workspace)?,
        Page::Own => {}
    }
    let ended = run_all(workspace, options, |children| {
        println!("\n{}\n", ready(options));
        children.wait(|| false)
    })?;
    match ended {
        // The exit code that a shell returns for a process ended by a signal.
        Ended::Signal(number) => Ok(ExitCode::from(u8::try_from(128 + number).unwrap_or(1))),
        Ended::Child(name, status) => {
            bail!("{name} ended with {status}, so everything was stopped")
        }
        Ended::Done => Ok(ExitCode::SUCCESS),
    }
}

/// Serves while an action runs.
pub(crate) fn serve_during(
    workspace: &Workspace,
    options: &Options,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let mut outcome = Ok(());
    let ended = run_all(workspace, options, |children| {
        outcome = work();
        children.wait(|| true)
    })?;
    match ended {
        // Exit as if there had been no programs to stop first.
        Ended::Signal(number) => Ok(emulate_default_handler(number)?),
        Ended::Child(name, status) => bail!("{name} ended with {status}"),
        Ended::Done => outcome,
    }
}

/// Runs the page and everything behind it until the action is done.
fn run_all(
    workspace: &Workspace,
    options: &Options,
    work: impl FnOnce(&mut Children) -> Result<Ended>,
) -> Result<Ended> {
    let data = workspace.path(options.data);
    std::fs::create_dir_all(&data)
        .with_context(|| format!("failed to create {}", data.display()))?;
    // Remove earlier builds, so that the page answers only once it is built.
    workspace.remove_folder(data.join("dist"))?;

    let config = TrunkConfig::for_backend_port(workspace, options.backend_port)?;
    let mut children = Children::new()?;
    let ended = match start_all(workspace, options, &data, &config, &mut children)? {
        Some(ended) => ended,
        None => work(&mut children)?,
    };
    println!("Stopping.");
    children.stop();
    Ok(ended)
}

/// Starts the programs in order, each once the previous one responds. Returns what ended the wait otherwise.
fn start_all(
    workspace: &Workspace,
    options: &Options,
    data: &Path,
    config: &TrunkConfig,
    children: &mut Children,
) -> Result<Option<Ended>> {
    if options.page.needs_backend()
        && let Some(ended) = start_natives(workspace, options, data, children)?
    {
        return Ok(Some(ended));
    }

    match options.page {
        Page::Standalone => {
            println!("Building the page (takes a few minutes the first time)");
            children.start("trunk", trunk(workspace, options, data, config))?;
        }
        Page::Example(example) => {
            let (page_port, backend_port) = (options.page_port, options.backend_port);
            let server = example.serve(workspace, page_port, backend_port, options.data);
            children.start(example.name(), server)?;
        }
        Page::Own => return Ok(None),
    }
    let mut told = false;
    until(children, || match http::status(options.page_port, "/") {
        Some(200) => true,
        Some(_) if !told => {
            told = true;
            println!(
                "The page could not be built, see trunk's errors above. It is rebuilt when a file changes."
            );
            false
        }
        _ => false,
    })
}

/// Builds and starts the sandbox and the backend.
fn start_natives(
    workspace: &Workspace,
    options: &Options,
    data: &Path,
    children: &mut Children,
) -> Result<Option<Ended>> {
    let natives = if options.real {
        "the reference backend"
    } else {
        "the reference backend and the sandbox"
    };
    println!("Building {natives} (takes a few minutes the first time)");
    children.start("cargo build", native_build(workspace, options))?;
    match children.wait(|| false)? {
        Ended::Child(_, status) if status.success() => {}
        other => return Ok(Some(other)),
    }

    if !options.real {
        children.start(SANDBOX, sandbox(workspace, options))?;
        let answers = || http::status(options.sandbox_port, "/").is_some();
        if let Some(ended) = until(children, answers)? {
            return Ok(Some(ended));
        }
    }
    children.start(BACKEND, backend(workspace, options, data)?)?;
    until(children, || http::status(options.backend_port, "/").is_some())
}

/// Waits for a condition; returns what happened instead, if anything.
fn until(children: &mut Children, good: impl FnMut() -> bool) -> Result<Option<Ended>> {
    match children.wait(good)? {
        Ended::Done => Ok(None),
        other => Ok(Some(other)),
    }
}

fn ready(options: &Options) -> String {
    let advice = if !options.page.needs_backend() {
        "Its backend saves what it receives and doesn't call Teamwork."
    } else if options.real {
        "It calls Teamwork itself: use your own site and API key."
    } else {
        "The sandbox stands in for Teamwork: every site except `missing` exists, and every API \
         key except `invalid` works."
    };
    let page = format!("http://localhost:{}", options.page_port);
    let place = match options.page {
        Page::Standalone | Page::Example(_) => page,
        Page::Own => {
            format!("forward {page}/api/ to http://127.0.0.1:{}/api/", options.backend_port)
        }
    };
    format!("Ready: {place}\n{advice} Ctrl-C stops everything.")
}

fn wanted_tools(options: &Options) -> Vec<Tool> {
    match options.page {
        Page::Standalone => {
            let mut tools = vec![Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk];
            if options.release {
                tools.push(Tool::BuildTools);
            }
            tools
        }
        Page::Example(example) => example.tools(),
        Page::Own => vec![],
    }
}

fn wanted_ports(options: &Options) -> Vec<Port> {
    let mut ports = vec![Port {
        number: options.backend_port,
        user: "the reference backend",
        option: "--backend-port",
    }];
    if options.page != Page::Own {
        ports.push(Port { number: options.page_port, user: "the page", option: "--page-port" });
    }
    if !options.real {
        ports.push(Port {
            number: options.sandbox_port,
            user: "the sandbox",
            option: "--sandbox-port",
        });
    }
    ports
}

fn native_build(workspace: &Workspace, options: &Options) -> Command {
    let mut command = workspace.command("cargo");
    command.args(["build", "--locked", "--package", BACKEND, "--bin", BACKEND]);
    if !options.real {
        command.args(["--package", SANDBOX, "--bin", SANDBOX]);
    }
    if let Some(package) = options.built_beside {
        command.args(["--package", package]);
    }
    command
}

fn sandbox(workspace: &Workspace, options: &Options) -> Command {
    let mut command = workspace.command(workspace.target().join("debug").join(SANDBOX));
    command.env("LISTEN", format!("127.0.0.1:{}", options.sandbox_port));
    command
}

fn backend(workspace: &Workspace, options: &Options, data: &Path) -> Result<Command> {
    let key_file = data.join("encryption-key");
    encryption_key::ensure(&key_file)?;
    let mut command = workspace.command(workspace.target().join("debug").join(BACKEND));
    for variable in NOT_PASSED_ON {
        command.env_remove(variable);
    }
    let page = format!("http://localhost:{}/", options.page_port);
    command
        .env("LISTEN", format!("127.0.0.1:{}", options.backend_port))
        .env("PUBLIC_URL", format!("{page}api"))
        // The page names this key, so that its own tab can go to Teamwork and come back.
        .env("RETURN_URLS", format!("page={page}"))
        // Relative, because an absolute path would have to be percent-encoded.
        .env("DATABASE_URL", format!("sqlite:{}/connections.sqlite3", options.data))
        .env("ENCRYPTION_KEY_FILE", key_file);
    if !options.limited {
        command
            .env("RATE_LIMITS", "off")
            .env("RUST_LOG", "error")
            .env("QUOTAS", "connections=1000000,clients=1000000,sessions=1000000");
    }
    if !options.real {
        command.env("SANDBOX_URL", format!("http://127.0.0.1:{}", options.sandbox_port));
    }
    Ok(command)
}

fn trunk(workspace: &Workspace, options: &Options, data: &Path, config: &TrunkConfig) -> Command {
    let mut command = page::trunk(workspace, "serve");
    command
        .args(["--port", &options.page_port.to_string()])
        // Kept apart from the release build, which the end-to-end tests use.
        .arg("--dist")
        .arg(data.join("dist"))
        .arg("--config")
        .arg(config.path());
    ignore_what_makes_no_other_page(workspace, &mut command);
    if options.release {
        command.arg("--release");
    }
    command
}

/// Excludes folders from trunk's watch that don't affect the page; in target/ the database changes with every
/// save.
pub(crate) fn ignore_what_makes_no_other_page(workspace: &Workspace, trunk: &mut Command) {
    for folder in ["target", "dist", "docs", "backend", "sandbox", "tests", "xtask"] {
        let folder = workspace.path(folder);
        // trunk refuses to ignore a path that doesn't exist.
        if folder.exists() {
            trunk.arg("--ignore").arg(folder);
        }
    }
}
