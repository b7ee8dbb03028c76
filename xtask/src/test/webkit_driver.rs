//! WebKitWebDriver on a virtual display. The test runner starts the drivers of the other engines itself; they
//! don't need a display.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::run;
use crate::tools::Engine;
use crate::workspace::Workspace;

/// How long it may take to start listening.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver. It is stopped when this value is dropped.
#[derive(Debug)]
pub(super) struct WebKitDriver {
    port: u16,
    // Dropped in this order.
    _driver: Running,
    _display: Running,
}

impl WebKitDriver {
    /// Starts a driver on its own port and display.
    pub(super) fn start(workspace: &Workspace) -> Result<Self> {
        let programs = Engine::WebKit.find(workspace)?;
        let path = |variable| {
            let own = programs.iter().find(|(name, _)| *name == variable);
            own.map(|(_, path)| path).context("it is not a program of WebKitGTK")
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
            ensure!(begun.elapsed() < PATIENCE, "WebKitWebDriver is not listening");
            sleep(Duration::from_millis(50));
        }
        Ok(Self { port, _driver: driver, _display: display })
    }

    /// The URL it accepts commands on.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// A program that is killed when this value is dropped.
#[derive(Debug)]
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Result<Self> {
        let child = command.stderr(Stdio::null()).spawn();
        Ok(Self(child.with_context(|| format!("failed to run `{}`", run::line(command)))?))
    }

    /// The first line of its output.
    fn first_line(&mut self) -> Result<String> {
        let output = self.0.stdout.take().context("its output is not captured")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        ensure!(!line.is_empty(), "Xvfb reported no display");
        Ok(line.trim().to_owned())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have exited already; then there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
