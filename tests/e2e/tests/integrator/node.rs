//! Node without a document: a server that renders pages, or a backend that validates request bodies.

use crate::project::{Project, beside};

fn imports(specifier: &str) {
    let project = Project::new();
    project.add("node.mjs", &beside("node.mjs"));
    project.node(&["node.mjs", specifier]);
}

#[test]
fn the_package_has_no_side_effects_and_its_functions_work() {
    imports("teamwork-connect");
}

#[test]
fn importing_the_element_is_safe_and_its_functions_work() {
    imports("teamwork-connect/element");
}
