//! Runs WebDriver as a process.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::Engine;
use crate::display::Display;
use crate::process::Process;

/// How long a driver may take to start listening, and a browser to exit.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running driver on its own port. It is stopped when this value is dropped, along with the browser it has
/// started.
#[derive(Debug)]
pub(crate) struct Driver {
    engine: Engine,
    port: u16,
    session: Option<String>,
    // Dropped in this order.
    _process: Process,
    _display: Option<Display>,
    home: TempDir,
}

impl Driver {
    /// Starts the driver of an engine.
    pub(crate) fn start(engine: Engine) -> Self {
        let home = tempfile::tempdir().unwrap();
        let display = engine.needs_display().then(Display::start);
        let begun = Instant::now();
        loop {
            let port = free_port();
            let mut command = engine.driver(port, home.path());
            if let Some(display) = &display {
                command.env("DISPLAY", display.name());
            }
            let mut process = Process::start(command.stdout(Stdio::null()));
            // It exits immediately if the port has been taken in the meantime.
            while !process.has_ended() {
                if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                    return Self {
                        engine,
                        port,
                        session: None,
                        _process: process,
                        _display: display,
                        home,
                    };
                }
                assert!(begun.elapsed() < PATIENCE, "the driver of {engine:?} is not listening");
                sleep(Duration::from_millis(10));
            }
        }
    }

    /// The URL it accepts commands on.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its own directory.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Remembers the session that the browser belongs to.
    pub(crate) fn has_session(&mut self, id: String) {
        self.session = Some(id);
    }

    /// Closes the browser, which would keep running if the driver were merely killed.
    fn end_session(&self) -> std::io::Result<()> {
        let Some(session) = &self.session else { return Ok(()) };
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let request = format!(
            "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes())?;
        // The response starts when the browser has exited.
        stream.read_exact(&mut [0])
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The browser or the driver may have crashed; then there is nothing to stop.
        if self.end_session().is_ok() {
            self.engine.ended(self.home.path());
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}
