//! WebKitWebDriver, on a display that nobody sees. The test runner starts the drivers of the other
//! engines itself, which have no need of a display.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::run;
use crate::tools::Engine;
use crate::workspace::Workspace;

/// How long it may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver. It ends with this value.
#[derive(Debug)]
pub(super) struct WebKitDriver {
    port: u16,
    // In the order in which they end.
    _driver: Running,
    _display: Running,
}

impl WebKitDriver {
    /// Starts one on a port and a display of its own.
    pub(super) fn start(workspace: &Workspace) -> Result<Self> {
        let programs = Engine::WebKit.find(workspace)?;
        let path = |variable| {
            let own = programs.iter().find(|(name, _)| *name == variable);
            own.map(|(_, path)| path).context("not a WebKitGTK program")
        };
        let mut command = workspace.command(path("XVFB")?);
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1280x1200x24"]);
        let mut display = Running::start(command.stdout(Stdio::piped()))?;
        let number = display.first_line()?;

        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = workspace.command(path("WEBKITDRIVER")?);
        command.arg(format!("--port={port}")).env("DISPLAY", format!(":{number}"));
        let driver = Running::start(command.stdout(Stdio::null()))?;
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            ensure!(begun.elapsed() < PATIENCE, "WebKitWebDriver isn't listening");
            sleep(Duration::from_millis(50));
        }
        Ok(Self { port, _driver: driver, _display: display })
    }

    /// Where it takes commands.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// A program that is killed when this goes away.
#[derive(Debug)]
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Result<Self> {
        let child = command.stderr(Stdio::null()).spawn();
        Ok(Self(child.with_context(|| format!("failed to run `{}`", run::line(command)))?))
    }

    /// What it says first.
    fn first_line(&mut self) -> Result<String> {
        let output = self.0.stdout.take().context("its output can't be read")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        ensure!(!line.is_empty(), "no display");
        Ok(line.trim().to_owned())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
