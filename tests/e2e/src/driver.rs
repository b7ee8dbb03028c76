//! ChromeDriver as a process.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running ChromeDriver on a port of its own. It ends with this value.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    // It would be told that nobody listens if this were closed.
    _output: BufReader<ChildStdout>,
    port: u16,
}

const STARTED: &str = "was started successfully on port ";

impl Driver {
    /// Starts `CHROMEDRIVER`, or the one on the path.
    pub(crate) fn start() -> Self {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|cause| panic!("{} cannot run: {cause}", program.display()));
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let port = port_in(&mut output);
        Self { process, _output: output, port }
    }

    /// Where it takes commands.
    pub(crate) fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to do.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Reads what it says at the start, up to the port that it has chosen.
fn port_in(output: &mut impl BufRead) -> u16 {
    let mut said = String::new();
    loop {
        let before = said.len();
        let read = output.read_line(&mut said).unwrap();
        assert!(read > 0, "ChromeDriver did not start: {said}");
        if let Some((_, port)) = said[before..].split_once(STARTED) {
            return port.trim().trim_end_matches('.').parse().unwrap();
        }
    }
}
