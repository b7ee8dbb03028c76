//! The content of the tarball.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::project::{Project, beside, run, tarball};

/// The files in the tarball, relative to its only folder.
fn files() -> BTreeSet<String> {
    let list = run(std::process::Command::new("tar").arg("-tzf").arg(tarball()));
    let file = |line: &str| line.strip_prefix("package/").map(str::to_owned);
    list.lines().filter_map(file).collect()
}

#[test]
fn contains_everything_in_its_manifest_and_no_sources() {
    let files = files();
    let project = Project::new();
    let manifest: Value = serde_json::from_str(&project.read_installed("package.json")).unwrap();
    assert_eq!(manifest["name"], "teamwork-connect");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let mut promised = BTreeSet::new();
    collect(&manifest["exports"], &mut promised);
    collect(&manifest["types"], &mut promised);
    collect(&manifest["sideEffects"], &mut promised);
    collect(&manifest["customElements"], &mut promised);
    collect(&manifest["web-types"], &mut promised);
    for name in ["index.js", "node.js", "custom-elements.json", "web-types.json"] {
        assert!(promised.contains(name), "{promised:?}");
    }
    for name in promised.iter().map(String::as_str).chain([
        "README.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "teamwork_connect_bg.wasm",
        "lang/de.json",
        "vscode.html-custom-data.json",
    ]) {
        assert!(files.contains(name), "{name} is not in {files:?}");
    }
    for name in &files {
        let known = [".js", ".d.ts", ".json", ".wasm", ".md"].iter().any(|end| name.ends_with(end));
        assert!(known || name.starts_with("LICENSE-"), "{name} doesn't belong there");
    }
    let for_backends: Vec<_> =
        manifest["exports"]["./backend"].as_object().unwrap().keys().collect();
    assert_eq!(for_backends, ["node", "types"], "browsers must not load it");
    assert!(manifest.get("dependencies").is_none() && manifest.get("scripts").is_none());
}

/// The files referenced in a part of the manifest.
fn collect(part: &Value, names: &mut BTreeSet<String>) {
    match part {
        Value::String(name) => drop(names.insert(name.trim_start_matches("./").to_owned())),
        Value::Array(list) => list.iter().for_each(|item| collect(item, names)),
        Value::Object(map) => map.values().for_each(|item| collect(item, names)),
        _ => {}
    }
}

#[test]
fn editor_data_matches_the_element() {
    let project = Project::new();
    project.add("editor_data.mjs", &beside("editor_data.mjs"));
    project.node(&["editor_data.mjs"]);
}

#[test]
fn contains_no_paths_of_the_build_machine() {
    let project = Project::new();
    let module = project.path("node_modules/teamwork-connect/teamwork_connect_bg.wasm");
    let module = std::fs::read(module).unwrap();
    let holds = |text: &str| module.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("/registry/src/"), "panics name their crate");
    let workspace = env!("CARGO_MANIFEST_DIR").strip_suffix("tests/e2e").unwrap();
    let cargo = std::env::var("CARGO_HOME")
        .unwrap_or_else(|_| std::env::home_dir().unwrap().join(".cargo").display().to_string());
    for place in [workspace, &cargo] {
        assert!(!holds(place), "{place} is in the wasm module");
    }
}
