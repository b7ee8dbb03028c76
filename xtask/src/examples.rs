//! The examples: the panel in pages built with other frameworks, and with a minimal backend.

pub(crate) mod leptos_ssr;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::run::run;
use crate::tools::Tool;
use crate::workspace::Workspace;
use crate::{package, page};

/// One of the examples, a folder in `examples/`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Example {
    /// A page without a framework, using the CDN files.
    Plain,
    /// React.
    React,
    /// Vue.
    Vue,
    /// A Leptos app that uses the crate's component.
    Leptos,
    /// The same, rendered on a server and hydrated.
    LeptosSsr,
    /// A backend that can save and nothing else.
    MinimalBackend,
}

impl Example {
    /// Every example.
    pub(crate) const ALL: [Self; 6] =
        [Self::Plain, Self::React, Self::Vue, Self::Leptos, Self::LeptosSsr, Self::MinimalBackend];

    /// The name of its folder.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::React => "react",
            Self::Vue => "vue",
            Self::Leptos => "leptos",
            Self::LeptosSsr => "leptos-ssr",
            Self::MinimalBackend => "minimal-backend",
        }
    }

    /// Finds the example with this name.
    pub(crate) fn named(name: &str) -> Result<Self> {
        let Some(example) = Self::ALL.into_iter().find(|example| example.name() == name) else {
            let names = Self::ALL.map(Self::name).join(", ");
            bail!("unknown example `{name}`: expected one of {names}");
        };
        Ok(example)
    }

    /// The tools needed to serve it.
    pub(crate) fn tools(self) -> Vec<Tool> {
        match self {
            Self::Leptos => vec![Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk],
            Self::LeptosSsr => leptos_ssr::TOOLS.to_vec(),
            _ => package::TOOLS.to_vec(),
        }
    }

    /// Whether it uses the reference backend.
    pub(crate) fn needs_backend(self) -> bool {
        self != Self::MinimalBackend
    }

    /// Builds what has to exist before it is served.
    pub(crate) fn prepare(self, workspace: &Workspace) -> Result<()> {
        if !matches!(self, Self::Leptos | Self::LeptosSsr) {
            package::build(workspace)?;
        }
        self.install(workspace)?;
        // This example is not rebuilt while it is served.
        if self == Self::LeptosSsr { self.build(workspace) } else { Ok(()) }
    }

    /// Installs its dependencies: the packed package from this checkout, everything else from the registry.
    pub(crate) fn install(self, workspace: &Workspace) -> Result<()> {
        match self {
            Self::Plain => Ok(()),
            Self::Leptos | Self::LeptosSsr => page::fetch_crates(workspace),
            Self::React | Self::Vue | Self::MinimalBackend => {
                package::pack(workspace)?;
                npm_install(workspace, &self.folder(workspace))
            }
        }
    }

    /// Compiles it and checks its types. An error fails here; the server of the example would wait for a fix
    /// instead.
    pub(crate) fn build(self, workspace: &Workspace) -> Result<()> {
        match self {
            Self::Leptos => {
                let mut cargo = workspace.command("cargo");
                cargo.args(["build", "--locked", "--target", "wasm32-unknown-unknown"]);
                run(cargo.current_dir(self.folder(workspace)))
            }
            Self::LeptosSsr => leptos_ssr::build(workspace),
            Self::React | Self::Vue => {
                let mut npm = workspace.command("npm");
                run(npm.args(["run", "build"]).current_dir(self.folder(workspace)))
            }
            Self::Plain | Self::MinimalBackend => Ok(()),
        }
    }

    /// The program that serves it on a port, before a backend on another one. What it leaves is in the folder `data`.
    pub(crate) fn serve(
        self,
        workspace: &Workspace,
        page_port: u16,
        backend_port: u16,
        data: &str,
    ) -> Command {
        let mut command = match self {
            Self::Plain | Self::MinimalBackend => {
                let mut node = workspace.command("node");
                node.arg("server.mjs");
                node
            }
            Self::React | Self::Vue => {
                let mut npm = workspace.command("npm");
                npm.args(["run", "dev"]);
                npm
            }
            Self::LeptosSsr => leptos_ssr::server(workspace),
            Self::Leptos => {
                let mut trunk = page::trunk(workspace, "serve");
                trunk.args(["--port", &page_port.to_string()]);
                // The browser follows redirects itself.
                trunk.args(["--proxy-no-redirect", "--proxy-backend"]);
                trunk.arg(format!("http://127.0.0.1:{}/api", backend_port));
                trunk.arg("--dist").arg(workspace.path(data).join("dist"));
                trunk
            }
        };
        command
            .current_dir(self.folder(workspace))
            .env("PORT", page_port.to_string())
            .env("BACKEND_API", format!("http://127.0.0.1:{}", backend_port))
            .env("DATA", workspace.path(data).join("minimal-backend"));
        command
    }

    fn folder(self, workspace: &Workspace) -> PathBuf {
        workspace.path("examples").join(self.name())
    }
}

/// Installs the dependencies in a folder's `package.json`, and keeps npm's own files out of the checkout.
fn npm_install(workspace: &Workspace, folder: &Path) -> Result<()> {
    // npm would reuse an installed package if the tarball has the same name.
    workspace.remove_folder(folder.join("node_modules/teamwork-connect"))?;
    let mut npm = workspace.command("npm");
    npm.args(["install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]);
    run(npm.current_dir(folder))
}

#[cfg(test)]
mod tests {
    use super::Example;

    #[test]
    fn examples_are_known_by_their_folders() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
        for example in Example::ALL {
            assert_eq!(Example::named(example.name()).unwrap(), example);
            assert!(folder.join(example.name()).join("README.md").is_file(), "{example:?}");
        }
        assert!(Example::named("angular").unwrap_err().to_string().contains("react, vue"));
    }
}
