//! What npm installs: programs, scripts and a font.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::{Progress, install, program, version};
use crate::workspace::Workspace;

/// A program from npm in a pinned version: another version would produce files of another size.
#[derive(Clone, Copy, Debug)]
pub(super) struct NpmTool {
    program: &'static str,
    package: &'static str,
    version: &'static str,
}

/// The optimizer of wasm modules.
pub(super) const WASM_OPT: NpmTool =
    NpmTool { program: "wasm-opt", package: "binaryen", version: "132" };

/// The bundler of the CDN files.
pub(super) const ESBUILD: NpmTool =
    NpmTool { program: "esbuild", package: "esbuild", version: "0.28.2" };

impl NpmTool {
    /// Ensures that the program is on the path or in `target/tools`.
    pub(super) fn ensure(self, workspace: &Workspace, progress: Progress) -> Result<()> {
        let Self { program, package, version } = self;
        let found = self.found(workspace);
        if found.as_deref() == Some(version) {
            return Ok(());
        }
        let missing = match &found {
            Some(other) => format!("{program} {version} is required, but but {other} is installed"),
            None => format!("{program} {version} is missing"),
        };
        npm_install(&workspace.tools(), workspace, package, version, &missing, progress)?;
        ensure!(
            self.found(workspace).as_deref() == Some(version),
            "{package} {version} is installed, but its {program} doesn't run"
        );
        Ok(())
    }

    fn found(self, workspace: &Workspace) -> Option<String> {
        let text = program::version_text(workspace, self.program)?;
        version::in_text(&text).map(str::to_owned)
    }
}

/// A file from npm that is not a program, in a pinned version.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NpmFile {
    package: &'static str,
    version: &'static str,
    file: &'static str,
    /// The folder below the tools where it is installed. Packages whose dependencies must have a certain version
    /// have a folder of their own.
    place: &'static str,
}

/// The accessibility checker: a script that is run in a page.
pub(crate) const AXE: NpmFile =
    NpmFile { package: "axe-core", version: "4.14.1", file: "axe.min.js", place: "" };

/// The font of the screenshots in the documentation.
pub(crate) const INTER: NpmFile = NpmFile {
    package: "@fontsource-variable/inter",
    version: "5.3.0",
    file: "files/inter-latin-wght-normal.woff2",
    place: "",
};

/// What integrators build with.
pub(super) const BUNDLERS: [NpmFile; 3] = [
    NpmFile { package: "typescript", version: "7.0.2", file: "bin/tsc", place: "" },
    NpmFile { package: "vite", version: "8.3.8", file: "bin/vite.js", place: "" },
    NpmFile { package: "webpack", version: "5.112.2", file: "bin/webpack.js", place: "" },
];

/// React for integrators: the oldest supported version and the newest.
pub(super) const REACTS: [NpmFile; 6] = [
    NpmFile { package: "react", version: "18.3.1", file: "index.js", place: "react-18" },
    NpmFile { package: "react-dom", version: "18.3.1", file: "index.js", place: "react-18" },
    NpmFile { package: "@types/react", version: "18.3.32", file: "index.d.ts", place: "react-18" },
    NpmFile { package: "react", version: "19.3.1", file: "index.js", place: "react-19" },
    NpmFile { package: "react-dom", version: "19.3.1", file: "index.js", place: "react-19" },
    NpmFile { package: "@types/react", version: "19.3.0", file: "index.d.ts", place: "react-19" },
];

impl NpmFile {
    /// Its path.
    pub(crate) fn path(self, workspace: &Workspace) -> PathBuf {
        self.package(workspace).join(self.file)
    }

    /// Ensures that the file is in `target/tools`.
    pub(super) fn ensure(self, workspace: &Workspace, progress: Progress) -> Result<()> {
        let Self { package, version, .. } = self;
        if !self.is_there(workspace) {
            let missing = format!("{package} {version} is missing");
            npm_install(&self.folder(workspace), workspace, package, version, &missing, progress)?;
            ensure!(
                self.is_there(workspace),
                "{package} {version} is installed, but doesn't contain that file"
            );
        }
        Ok(())
    }

    fn is_there(self, workspace: &Workspace) -> bool {
        let about = self.package(workspace).join("package.json");
        let about = std::fs::read_to_string(about).unwrap_or_default();
        about.contains(&format!("\"version\": \"{}\"", self.version))
            && self.path(workspace).is_file()
    }

    fn package(self, workspace: &Workspace) -> PathBuf {
        self.folder(workspace).join("node_modules").join(self.package)
    }

    fn folder(self, workspace: &Workspace) -> PathBuf {
        workspace.tools().join(self.place)
    }
}

fn npm_install(
    folder: &Path,
    workspace: &Workspace,
    package: &str,
    version: &str,
    missing: &str,
    progress: Progress,
) -> Result<()> {
    ensure!(
        program::find(workspace, "npm").is_some(),
        "{missing}, and so is npm; install Node.js 20 or later"
    );
    std::fs::create_dir_all(folder)?;
    let mut npm = workspace.command("npm");
    // Saved, because npm would otherwise remove the other tools.
    npm.args(["install", "--save-exact", "--no-audit", "--no-fund"]);
    npm.args(["--loglevel=error", "--prefix"]).arg(folder);
    npm.arg(format!("{package}@{version}"));
    install(missing, &mut [npm], progress)
}
