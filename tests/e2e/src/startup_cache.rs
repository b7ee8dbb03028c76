//! What Firefox has compiled of itself when it first started, for those that start after it in this process. A
//! start takes half the work with it.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

/// The directory of a profile with what was compiled.
const CACHE: &str = "startupCache";

/// The file of a profile that says for which build. Without it, Firefox empties the cache.
const BUILD: &str = "compatibility.ini";

/// Files of a profile by their paths, with what is in them.
static KEPT: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();

/// Gives a new profile what the first one has left.
pub(crate) fn lend(profile: &Path) {
    fs::create_dir_all(profile.join(CACHE)).unwrap();
    for (path, content) in KEPT.get().into_iter().flatten() {
        fs::write(profile.join(path), content).unwrap();
    }
}

/// Keeps what a profile has whose browser has ended, if it is the first.
pub(crate) fn keep(profile: &Path) {
    if KEPT.get().is_none()
        && let Ok(files) = read(profile)
    {
        // Another browser may have ended at the same time. One of the two is enough.
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
