//! Paths on this machine.

use std::path::{Path, PathBuf};

/// The directory with the built page: `E2E_DIST`, or `dist` in the workspace.
pub(crate) fn dist() -> PathBuf {
    let dist = std::env::var_os("E2E_DIST").map_or_else(|| workspace().join("dist"), PathBuf::from);
    assert!(
        dist.join("index.html").is_file(),
        "There is no page in {}. Run `trunk build --release` first, or set E2E_DIST.",
        dist.display()
    );
    dist
}

/// The directory with the built gallery: `E2E_GALLERY`, or `target/gallery` in the workspace.
pub(crate) fn gallery() -> PathBuf {
    let gallery = std::env::var_os("E2E_GALLERY")
        .map_or_else(|| workspace().join("target").join("gallery"), PathBuf::from);
    assert!(
        gallery.join("gallery.html").is_file(),
        "There is no gallery in {}. Run `trunk build --release --config gallery.toml` first.",
        gallery.display()
    );
    gallery
}

/// The directory of the CDN package.
#[must_use]
pub fn package() -> PathBuf {
    workspace().join("pkg").join("cdn")
}

/// The name of its script, which contains a hash.
pub(crate) fn package_script() -> String {
    let files = std::fs::read_dir(package()).into_iter().flatten();
    let mut names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let is_script = |name: &String| name.starts_with("teamwork-connect-") && name.ends_with(".js");
    names.find(is_script).expect("There is no package in pkg/cdn. Run `cargo xtask package` first.")
}

/// Where the artifacts of a failed test go.
pub(crate) fn artifacts_dir() -> PathBuf {
    let directory = workspace().join("target").join("e2e");
    std::fs::create_dir_all(&directory).unwrap();
    directory
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}
