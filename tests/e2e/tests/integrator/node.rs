//! In Node, without a document: a server that renders pages, or a backend that validates what it is posted.

use crate::project::{Project, beside};

fn imports(specifier: &str) {
    let project = Project::new();
    project.add("node.mjs", &beside("node.mjs"));
    project.node(&["node.mjs", specifier]);
}

#[test]
fn the_package_has_no_side_effect_and_its_functions_work() {
    imports("teamwork-connect");
}

#[test]
fn the_element_does_no_harm_and_its_functions_work() {
    imports("teamwork-connect/element");
}
