//! Detects whether another process has the same database open.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::file::FileIdentity;

/// A shared lock on a file next to the database, `….sqlite3-lock`, held while the process has the
/// database open. The system releases it if the process is killed. SQLite doesn't know that file.
///
/// On systems without such locks, no process counts as alone.
#[derive(Debug)]
pub(crate) struct Presence {
    held: Mutex<Option<(File, PathBuf)>>,
    was_alone: bool,
}

impl Presence {
    /// Takes the lock and detects whether another process holds it.
    pub(crate) fn announce(database: &Path) -> Self {
        let mut path = database.as_os_str().to_owned();
        path.push("-lock");
        let path = PathBuf::from(path);
        match lock(&path) {
            Ok((file, was_alone)) => Self { held: Mutex::new(Some((file, path))), was_alone },
            Err(_) => Self { held: Mutex::new(None), was_alone: false },
        }
    }

    /// Returns whether no other process held the lock when it was taken.
    pub(crate) const fn was_alone(&self) -> bool {
        self.was_alone
    }

    /// Releases the lock. The last process removes the file.
    pub(crate) fn leave(&self) {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((file, path)) = held
            && file.try_lock().is_ok()
        {
            // A file that remains does no harm.
            let _ = std::fs::remove_file(path);
        }
    }
}

fn lock(path: &Path) -> io::Result<(File, bool)> {
    loop {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        let was_alone = file.try_lock().is_ok();
        file.lock_shared()?;
        // A process that just left may have removed the file that was opened here. Then no other
        // process would see this lock.
        if FileIdentity::of(path) == Some(FileIdentity::from_metadata(&file.metadata()?)) {
            return Ok((file, was_alone));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Presence;

    #[test]
    fn detects_other_processes() {
        let directory = tempfile::tempdir().unwrap();
        let database = directory.path().join("x.sqlite3");
        let first = Presence::announce(&database);
        assert!(first.was_alone());
        let second = Presence::announce(&database);
        assert!(!second.was_alone());
        first.leave();
        assert!(!Presence::announce(&database).was_alone(), "the second process holds the lock");
        second.leave();
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
        let killed = Presence::announce(&database);
        drop(killed);
        assert!(Presence::announce(&database).was_alone(), "the system releases the lock");
    }
}
