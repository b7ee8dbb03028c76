//! WebDriver as a process.

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

/// How long a driver may take to listen, and a browser to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running driver on a port of its own. It ends with this value, and the browser that it has started
/// with it.
#[derive(Debug)]
pub(crate) struct Driver {
    engine: Engine,
    port: u16,
    session: Option<String>,
    // In the order in which they end.
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
            // It ends at once where somebody else has taken the port in the meantime.
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
                assert!(begun.elapsed() < PATIENCE, "{engine:?} has a driver that does not listen");
                sleep(Duration::from_millis(10));
            }
        }
    }

    /// Where it takes commands.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The directory that is all its own.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The browser belongs to this session.
    pub(crate) fn has_session(&mut self, id: String) {
        self.session = Some(id);
    }

    /// Ends the browser. One whose driver is merely killed would go on for ever.
    fn end_session(&self) -> std::io::Result<()> {
        let Some(session) = &self.session else { return Ok(()) };
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let request = format!(
            "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes())?;
        // The answer begins when the browser has ended.
        stream.read_exact(&mut [0])
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Browser or driver may have crashed, and then there is nothing to end.
        if self.end_session().is_ok() {
            self.engine.ended(self.home.path());
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}
