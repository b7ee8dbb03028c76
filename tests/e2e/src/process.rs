//! Programs that stop with the test.

use std::process::{Child, ChildStdout, Command, Stdio};

/// A running program. It is killed when this value is dropped.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    /// Starts it, and discards stderr.
    pub(crate) fn start(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        Self(child.unwrap_or_else(|cause| panic!("{command:?} failed to start: {cause}")))
    }

    /// Its stdout.
    pub(crate) fn stdout(&mut self) -> ChildStdout {
        self.0.stdout.take().expect("stdout is not captured")
    }

    /// Whether it has exited on its own.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.0.try_wait().unwrap().is_some()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have exited already; then there is nothing to do.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
