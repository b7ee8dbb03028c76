//! What assistive technology gets in the main states: the role, name, description and state of every element.

use fantoccini::elements::Element;
use serde_json::{Value, json};
use teamwork_connect_e2e::{Browser, ENGLISH, visit};

use crate::every_state::{DESK, set_up};
use crate::golden::assert_golden;
use crate::script::ask;

const STATES: [&str; 25] = [
    "blocked",
    "client-edit",
    "client-errors",
    "code-wrong",
    "conflict",
    "connected",
    "desk-v2",
    "edit",
    "edit-online",
    "empty",
    "errors-empty",
    "help-client-desk",
    "name-taken",
    "offline",
    "projects-v3-basic",
    "region-conflict",
    "save-anyway",
    "server-errors",
    "site-mismatch",
    "skeleton",
    "skeleton-stuck",
    "spaces-v2",
    "test-failed",
    "testing",
    "waiting",
];

#[test]
fn the_tree_of_every_main_state_matches_its_golden_file() {
    visit(async |gallery| {
        set_up(gallery, DESK).await;
        for state in STATES {
            gallery.show(state, ENGLISH).await;
            assert_golden(&format!("tree/{state}.txt"), &tree(&gallery.browser).await);
        }
    });
}

/// One line for each node of the accessibility tree, indented by depth.
async fn tree(browser: &Browser) -> String {
    let told: Vec<Value> = ask(browser, "told()", json!([])).await;
    let mut lines = String::new();
    for it in told {
        let element = browser.element_of(&it["node"]).unwrap();
        let (role, name) = role_and_name(browser, &element).await;
        let strings = |key: &str| {
            let strings = it[key].as_array().unwrap().iter();
            strings.map(|text| text.as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let depth = usize::try_from(it["depth"].as_u64().unwrap()).unwrap();
        lines += &"  ".repeat(depth);
        lines += &role;
        if !name.is_empty() {
            lines += &format!(" “{name}”");
        }
        for part in strings("states").iter().chain(&strings("facts")) {
            lines += &format!(", {part}");
        }
        lines.push('\n');
    }
    lines
}

async fn role_and_name(browser: &Browser, element: &Element) -> (String, String) {
    (browser.accessible_role(element).await, browser.accessible_name(element).await)
}
