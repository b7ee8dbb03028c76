//! The attributes of fields for browsers, virtual keyboards and password managers.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Backend, Stage, basic, oauth};

/// The attributes of every field.
const HINTS: [(&str, &str); 8] = [
    ("autocomplete", "off"),
    ("autocorrect", "off"),
    ("autocapitalize", "off"),
    ("spellcheck", "false"),
    ("data-1p-ignore", ""),
    ("data-lpignore", "true"),
    ("data-bwignore", ""),
    ("data-form-type", "other"),
];

/// Checks the attributes, and returns the number of fields.
fn assert_hints(stage: &Stage) -> usize {
    let inputs = stage.all("input:not([type=radio], [type=checkbox], [readonly])");
    for input in &inputs {
        for (name, value) in HINTS {
            let given = input.get_attribute(name);
            assert_eq!(given.as_deref(), Some(value), "{name} of {}", input.outer_html());
        }
    }
    inputs.len()
}

#[wasm_bindgen_test]
async fn b19_every_field_opts_out_of_autofill_and_autocorrect() {
    let stage = Stage::create().await;
    assert_eq!(assert_hints(&stage), 2, "name and address");
    stage.fill(&basic()).await;
    assert_eq!(assert_hints(&stage), 3, "name, site name and API key");
    stage.fill(&oauth()).await;
    assert!(assert_hints(&stage) >= 2);
    let stage = Stage::adding_a_client(Backend::new()).await;
    assert!(assert_hints(&stage) >= 5, "name, client ID and client secret besides");
}
