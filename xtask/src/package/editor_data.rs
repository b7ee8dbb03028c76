//! Editor support for the element: the Custom Elements Manifest, and data for VS Code and JetBrains IDEs.
//!
//! All of it is generated from the tables in `docs/`, which `tests/embedding.rs` and `tests/theming.rs` check
//! against the code, and from the types of the package.

mod custom_elements;
mod element;
mod markdown;
mod types;
mod vscode;
mod web_types;

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use self::element::{Element, Sources};
use crate::workspace::Workspace;

/// Writes the files into the package.
pub(super) fn build(workspace: &Workspace, package: &Path) -> Result<()> {
    let read = |name: &str| {
        let path = workspace.path(name);
        std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))
    };
    let element = Element::read(&Sources {
        embedding: &read("docs/embedding.md")?,
        theming: &read("docs/theming.md")?,
        types: &read("src/embed/js/index.d.ts")?,
    })?;
    for (name, data) in files(&element) {
        std::fs::write(package.join(name), format!("{data:#}\n"))
            .with_context(|| format!("failed to write {name}"))?;
    }
    Ok(())
}

/// The files with their names.
fn files(element: &Element) -> [(&'static str, Value); 3] {
    [
        ("custom-elements.json", custom_elements::of(element)),
        ("vscode.html-custom-data.json", vscode::of(element)),
        ("web-types.json", web_types::of(element)),
    ]
}
