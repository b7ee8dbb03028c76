//! Programs that end with the test.

use std::process::{Child, ChildStdout, Command, Stdio};

/// A running program. It is killed when this goes away.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    /// Starts it. Nothing of what it complains about is shown.
    pub(crate) fn start(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        Self(child.unwrap_or_else(|cause| panic!("{command:?} cannot run: {cause}")))
    }

    /// What it says.
    pub(crate) fn stdout(&mut self) -> ChildStdout {
        self.0.stdout.take().expect("nobody has asked to hear it")
    }

    /// Whether it has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.0.try_wait().unwrap().is_some()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to do.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
