//! Runs programs side by side and stops them together.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;

use crate::run;

/// How long a program has to exit after it was asked to.
const GRACE: Duration = Duration::from_secs(5);

const TICK: Duration = Duration::from_millis(100);

/// A set of running programs. Dropping it stops all of them.
///
/// Each leads a process group of its own, so that the programs it starts (trunk runs cargo, cargo runs rustc) stop
/// with it.
#[derive(Debug)]
pub(crate) struct Children {
    running: Vec<(&'static str, Child)>,
    signals: &'static Signals,
}

/// Why waiting ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// The user or the system asked this program to stop.
    Signal(i32),
    /// One of the programs exited on its own.
    Child(&'static str, ExitStatus),
    /// The awaited condition was met.
    Done,
}

impl Children {
    /// Creates an empty set. As long as it exists, signals don't terminate this process: [`Children::wait`]
    /// reports them.
    pub(crate) fn new() -> Result<Self> {
        static SIGNALS: LazyLock<io::Result<Signals>> = LazyLock::new(Signals::watch);
        let signals = SIGNALS
            .as_ref()
            .map_err(|cause| anyhow!("cannot watch for termination signals: {cause}"))?;
        signals.are_fatal.store(false, Ordering::SeqCst);
        Ok(Self { running: Vec::new(), signals })
    }

    /// Starts another program.
    pub(crate) fn start(&mut self, name: &'static str, mut command: Command) -> Result<()> {
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("failed to run `{}`", run::line(&command)))?;
        self.running.push((name, child));
        Ok(())
    }

    /// Waits until a program exits, a signal arrives, or `done` returns true.
    pub(crate) fn wait(&mut self, mut done: impl FnMut() -> bool) -> Result<Ended> {
        loop {
            let signal = self.signals.last.load(Ordering::SeqCst);
            if signal != 0 {
                return Ok(Ended::Signal(i32::try_from(signal).unwrap_or(SIGTERM)));
            }
            for index in 0..self.running.len() {
                let (name, child) = &mut self.running[index];
                let name = *name;
                let ended =
                    child.try_wait().with_context(|| format!("cannot get the status of {name}"))?;
                if let Some(status) = ended {
                    // Stops its group as well, so that no program it started stays behind.
                    signal_group(child, Signal::SIGTERM);
                    self.running.swap_remove(index);
                    return Ok(Ended::Child(name, status));
                }
            }
            if done() {
                return Ok(Ended::Done);
            }
            std::thread::sleep(TICK);
        }
    }

    /// Asks all programs to exit, and kills those that don't.
    pub(crate) fn stop(&mut self) {
        for (_, child) in &self.running {
            signal_group(child, Signal::SIGTERM);
        }
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline && self.any_runs() {
            std::thread::sleep(TICK);
        }
        for (_, child) in &mut self.running {
            // Kill the whole group even if its leader has exited, since other members may still be running.
            signal_group(child, Signal::SIGKILL);
            let _ = child.wait();
        }
        self.running.clear();
    }

    fn any_runs(&mut self) -> bool {
        self.running.iter_mut().any(|(_, child)| matches!(child.try_wait(), Ok(None)))
    }
}

impl Drop for Children {
    fn drop(&mut self) {
        self.stop();
        self.signals.are_fatal.store(true, Ordering::SeqCst);
    }
}

/// The signals that ask this process to stop.
#[derive(Debug)]
struct Signals {
    /// The last signal received, or 0.
    last: Arc<AtomicUsize>,
    /// Whether signals terminate this process at once, which is the default.
    are_fatal: Arc<AtomicBool>,
}

impl Signals {
    fn watch() -> io::Result<Self> {
        let signals = Self { last: Arc::default(), are_fatal: Arc::default() };
        for number in [SIGHUP, SIGINT, SIGTERM] {
            let value = usize::try_from(number).map_err(io::Error::other)?;
            flag::register_usize(number, Arc::clone(&signals.last), value)?;
            flag::register_conditional_default(number, Arc::clone(&signals.are_fatal))?;
        }
        Ok(signals)
    }
}

/// Sends a signal to a program and everything it started. It is not an error if the group is gone.
fn signal_group(child: &Child, signal: Signal) {
    if let Ok(group) = i32::try_from(child.id()) {
        let _ = killpg(Pid::from_raw(group), signal);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    /// Whether the process is running. A zombie counts as gone.
    fn is_alive(pid: &str) -> bool {
        let state = Command::new("ps").args(["-o", "stat=", "-p", pid]).output().unwrap().stdout;
        !state.is_empty() && !state.starts_with(b"Z")
    }

    #[test]
    fn reports_a_child_that_exits() {
        let mut children = Children::new().unwrap();
        children.start("quick", shell("exit 3")).unwrap();
        children.start("slow", shell("sleep 60")).unwrap();
        match children.wait(|| false).unwrap() {
            Ended::Child(name, status) => assert_eq!((name, status.code()), ("quick", Some(3))),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn stops_grandchildren_too() {
        let file = std::env::temp_dir().join(format!("xtask-children-{}", std::process::id()));
        let mut children = Children::new().unwrap();
        let script = format!("sleep 60 & echo $! > {}; wait", file.display());
        children.start("parent", shell(&script)).unwrap();
        let written = || std::fs::read_to_string(&file).is_ok_and(|text| text.ends_with('\n'));
        assert!(matches!(children.wait(written).unwrap(), Ended::Done));
        let grandchild = std::fs::read_to_string(&file).unwrap();
        assert!(is_alive(grandchild.trim()));
        drop(children);
        assert!(!is_alive(grandchild.trim()));
        std::fs::remove_file(&file).unwrap();
    }
}
