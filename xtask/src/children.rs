//! Programs that run side by side and end together.

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

/// How long a program may take to end by itself once it has been asked to.
const GRACE: Duration = Duration::from_secs(5);

const TICK: Duration = Duration::from_millis(100);

/// A set of running programs. However this value goes away, none of them is left behind.
///
/// Each leads a process group of its own, so that the programs it starts in turn (trunk runs
/// cargo, cargo runs rustc) end with it.
#[derive(Debug)]
pub(crate) struct Children {
    running: Vec<(&'static str, Child)>,
    signals: &'static Signals,
}

/// Why waiting came to its end.
#[derive(Debug)]
pub(crate) enum Ended {
    /// The user or the system asked this program to stop.
    Signal(i32),
    /// One of the programs ended by itself.
    Child(&'static str, ExitStatus),
    /// What was waited for has happened.
    Done,
}

impl Children {
    /// No program yet. As long as this value is there, signals do not end this process:
    /// [`Children::wait`] tells.
    pub(crate) fn new() -> Result<Self> {
        static SIGNALS: LazyLock<io::Result<Signals>> = LazyLock::new(Signals::watch);
        let signals =
            SIGNALS.as_ref().map_err(|cause| anyhow!("failed to listen for signals: {cause}"))?;
        signals.are_fatal.store(false, Ordering::SeqCst);
        Ok(Self { running: Vec::new(), signals })
    }

    /// Starts one more.
    pub(crate) fn start(&mut self, name: &'static str, mut command: Command) -> Result<()> {
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("failed to run `{}`", run::line(&command)))?;
        self.running.push((name, child));
        Ok(())
    }

    /// Waits until something ends, or `done` holds.
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
                    child.try_wait().with_context(|| format!("failed to check on {name}"))?;
                if let Some(status) = ended {
                    // Its group goes as well: what it had started must not stay.
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

    /// Asks all of them to end, and ends those that do not.
    pub(crate) fn stop(&mut self) {
        for (_, child) in &self.running {
            signal_group(child, Signal::SIGTERM);
        }
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline && self.any_runs() {
            std::thread::sleep(TICK);
        }
        for (_, child) in &mut self.running {
            // The whole group even where its leader has ended: others in it may not have.
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

/// The signals by which this process is asked to stop.
#[derive(Debug)]
struct Signals {
    /// The last one that came, or 0.
    last: Arc<AtomicUsize>,
    /// Whether they end this process at once, as they do by default.
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

/// Sends a signal to a program and all that it started. A group that has ended is no error.
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

    /// Whether the process is there. One that has ended but that nobody waited for counts as gone.
    fn is_alive(pid: &str) -> bool {
        let state = Command::new("ps").args(["-o", "stat=", "-p", pid]).output().unwrap().stdout;
        !state.is_empty() && !state.starts_with(b"Z")
    }

    #[test]
    fn the_death_of_one_is_told() {
        let mut children = Children::new().unwrap();
        children.start("quick", shell("exit 3")).unwrap();
        children.start("slow", shell("sleep 60")).unwrap();
        match children.wait(|| false).unwrap() {
            Ended::Child(name, status) => assert_eq!((name, status.code()), ("quick", Some(3))),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn grandchildren_end_too() {
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
