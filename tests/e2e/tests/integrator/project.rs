//! A project with the package installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder outside of this checkout, so that nothing in the checkout can be found by accident.
#[derive(Debug)]
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// Installs the package from its tarball, without network access.
    pub(crate) fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.add("package.json", r#"{ "name": "app", "private": true, "type": "module" }"#);
        let mut npm = project.command("npm");
        npm.args(["install", "--offline", "--no-package-lock", "--no-audit", "--no-fund"]);
        run(npm.arg(tarball()));
        project
    }

    /// Adds a file.
    pub(crate) fn add(&self, name: &str, content: &str) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// Links one of the preinstalled tools under its name.
    pub(crate) fn add_tool(&self, name: &str) {
        self.link(&tools().join("node_modules"), name);
    }

    /// Links a version of React, with its renderer and its types.
    pub(crate) fn add_react(&self, version: u32) {
        let modules = tools().join(format!("react-{version}/node_modules"));
        std::fs::create_dir_all(self.path("node_modules/@types")).unwrap();
        for name in ["react", "react-dom", "@types/react"] {
            self.link(&modules, name);
        }
    }

    fn link(&self, modules: &Path, name: &str) {
        let link = self.path("node_modules").join(name);
        std::os::unix::fs::symlink(modules.join(name), link).unwrap();
    }

    /// The path of a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The text of a file in the installed package.
    pub(crate) fn read_installed(&self, name: &str) -> String {
        let path = self.path("node_modules/teamwork-connect").join(name);
        std::fs::read_to_string(&path)
            .unwrap_or_else(|cause| panic!("{} cannot be read: {cause}", path.display()))
    }

    /// Runs a Node program in the project.
    pub(crate) fn node(&self, arguments: &[&str]) -> String {
        run(self.command("node").args(arguments))
    }

    /// A program to run in the project.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path());
        command
    }
}

/// The package as npm would publish it: `PACKAGE`, built by `cargo xtask test --only integrator`.
pub(crate) fn tarball() -> PathBuf {
    from_environment("PACKAGE")
}

/// Where the tools for these tests are installed: `NPM_TOOLS`.
fn tools() -> PathBuf {
    from_environment("NPM_TOOLS")
}

fn from_environment(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable).map(PathBuf::from);
    path.unwrap_or_else(|| {
        panic!("{variable} is not set: use `cargo xtask test --only integrator`")
    })
}

/// Runs a program to completion, and returns its output. On failure, the panic contains all of it.
pub(crate) fn run(command: &mut Command) -> String {
    let output =
        command.output().unwrap_or_else(|cause| panic!("{command:?} failed to start: {cause}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (said, complained) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{command:?} failed:\n{said}\n{complained}");
    said
}

/// The path of a file next to these tests.
pub(crate) fn beside(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integrator/project");
    std::fs::read_to_string(folder.join(name)).unwrap()
}
