//! A virtual display.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::process::Process;

/// A running X server. It stops when this value is dropped, along with everything shown on it.
#[derive(Debug)]
pub(crate) struct Display {
    name: String,
    _server: Process,
}

impl Display {
    /// Starts `XVFB`, or the program on the path. It picks a free display number.
    pub(crate) fn start() -> Self {
        let program = std::env::var_os("XVFB").unwrap_or_else(|| "Xvfb".into());
        let mut command = std::process::Command::new(program);
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1280x1200x24"]);
        let mut server = Process::start(command.stdout(Stdio::piped()));
        let mut number = String::new();
        BufReader::new(server.stdout()).read_line(&mut number).unwrap();
        assert!(!number.is_empty(), "no display");
        Self { name: format!(":{}", number.trim()), _server: server }
    }

    /// The value of `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}
