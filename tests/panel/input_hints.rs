//! What fields tell browsers, keyboards of phones and password managers.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Backend, Stage, basic, oauth};

/// What no field of the panel goes without.
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

/// Gives how many fields there are.
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
async fn b19_every_field_says_that_it_is_not_to_be_filled_in_or_corrected() {
    let stage = Stage::create().await;
    assert_eq!(assert_hints(&stage), 2, "name and address");
    stage.fill(&basic()).await;
    assert_eq!(assert_hints(&stage), 3, "name, site name and API key");
    stage.fill(&oauth()).await;
    assert!(assert_hints(&stage) >= 2);
    let stage = Stage::adding_a_client(Backend::new()).await;
    assert!(assert_hints(&stage) >= 5, "name, client ID and client secret besides");
}
