//! Reuses the startup cache of the first Firefox in this process for those that start later. It halves the work of
//! starting.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

/// The cache directory of a profile.
const CACHE: &str = "startupCache";

/// The profile's file that identifies the build. Without it, Firefox clears the cache.
const BUILD: &str = "compatibility.ini";

/// The cached files with their paths.
static KEPT: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();

/// Copies the cache of the first profile into a new one.
pub(crate) fn lend(profile: &Path) {
    fs::create_dir_all(profile.join(CACHE)).unwrap();
    for (path, content) in KEPT.get().into_iter().flatten() {
        fs::write(profile.join(path), content).unwrap();
    }
}

/// Keeps the cache of an exited browser's profile, if it is the first.
pub(crate) fn keep(profile: &Path) {
    if KEPT.get().is_none()
        && let Ok(files) = read(profile)
    {
        // Another browser may have exited at the same time. One of the two is enough.
        drop(KEPT.set(files));
    }
}

fn read(profile: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut paths = vec![BUILD.to_owned()];
    for file in fs::read_dir(profile.join(CACHE))? {
        paths.push(format!("{CACHE}/{}", file?.file_name().display()));
    }
    paths.into_iter().map(|path| Ok((path.clone(), fs::read(profile.join(&path))?))).collect()
}
