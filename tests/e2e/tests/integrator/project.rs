//! A project that has the package installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder of its own, anywhere on the machine: nothing of this checkout can be found from there by chance.
#[derive(Debug)]
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// Installs the package from its tarball, without a network.
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

    /// Adds one of the tools that this project does not install for itself, under its name.
    pub(crate) fn add_tool(&self, name: &str) {
        self.link(&tools().join("node_modules"), name);
    }

    /// Adds React in one of the versions that the tools have, with what renders it and its types.
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

    /// The place of a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The text of a file of the installed package.
    pub(crate) fn read_installed(&self, name: &str) -> String {
        let path = self.path("node_modules/teamwork-connect").join(name);
        std::fs::read_to_string(&path)
            .unwrap_or_else(|cause| panic!("{} cannot be read: {cause}", path.display()))
    }

    /// Runs a program of Node in here.
    pub(crate) fn node(&self, arguments: &[&str]) -> String {
        run(self.command("node").args(arguments))
    }

    /// A program, to be run in here.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path());
        command
    }
}

/// The package as npm would publish it: `PACKAGE`, which `cargo xtask test --only integrator` makes.
pub(crate) fn tarball() -> PathBuf {
    from_environment("PACKAGE")
}

/// Where npm has installed modules for these tests: `NPM_TOOLS`.
fn tools() -> PathBuf {
    from_environment("NPM_TOOLS")
}

fn from_environment(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable).map(PathBuf::from);
    path.unwrap_or_else(|| panic!("{variable} is not set: `cargo xtask test --only integrator` is"))
}

/// Runs a program to its end, and gives what it says. Where it fails, all of that is in the panic.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|cause| panic!("{command:?} cannot run: {cause}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (said, complained) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{command:?} failed:\n{said}\n{complained}");
    said
}

/// A file that lies beside these tests.
pub(crate) fn beside(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integrator/project");
    std::fs::read_to_string(folder.join(name)).unwrap()
}
