//! An integrator's own page on the backend's origin, with the CDN files next to it.

use std::path::{Path, PathBuf};

use serde_json::Value;
use teamwork_connect_e2e::{Setting, Stage, package};
use tempfile::TempDir;

/// The policy documented for integrators.
pub(crate) const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
                                 connect-src 'self'; style-src 'none'";

/// The folder of a page. It is deleted when this value is dropped.
#[derive(Debug)]
pub(crate) struct OwnPage {
    folder: TempDir,
}

impl OwnPage {
    /// A page with an element as in the README, and with this script before the package's.
    pub(crate) fn new(script: &str) -> Self {
        Self::with_body("<teamwork-connect backend=\"/api\"></teamwork-connect>", script)
    }

    /// A page with this body.
    pub(crate) fn with_body(body: &str, script: &str) -> Self {
        let page = Self { folder: tempfile::tempdir().unwrap() };
        for file in std::fs::read_dir(package()).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), page.path(file.file_name())).unwrap();
        }
        let html = format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Own page</title>\
             <script src=\"own.js\"></script>{}</head><body>{body}</body></html>\n",
            page.tag()
        );
        std::fs::write(page.path("index.html"), html).unwrap();
        std::fs::write(page.path("own.js"), script).unwrap();
        page
    }

    /// A stage with this page instead of the standalone one.
    pub(crate) fn on_stage(&self) -> Setting {
        Setting::default().serving(self.folder.path())
    }

    /// Plays a journey on this page.
    pub(crate) fn play(&self, journey: impl AsyncFnOnce(&Stage)) {
        self.on_stage().play(journey);
    }

    /// The path of a file.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The only file with this prefix and extension.
    pub(crate) fn file(&self, beginning: &str, extension: &str) -> PathBuf {
        let names = self.integrity();
        let mut names = names.as_object().unwrap().keys();
        let is_it = |name: &&String| {
            name.starts_with(beginning) && name.ends_with(&format!(".{extension}"))
        };
        self.path(names.find(is_it).unwrap())
    }

    /// The hints and the script, as in the README of the package.
    fn tag(&self) -> String {
        let readme = std::fs::read_to_string(self.path("README.md")).unwrap();
        let (_, block) = readme.split_once("```html\n").unwrap();
        let (tag, _) = block.split_once("<teamwork-connect").unwrap();
        tag.to_owned()
    }

    /// The manifest of the package: every file with its hash.
    fn integrity(&self) -> Value {
        serde_json::from_slice(&std::fs::read(self.path("integrity.json")).unwrap()).unwrap()
    }
}
