//! Generates custom data for HTML completion in VS Code (the setting `html.customData`).

use serde_json::{Value, json};

use super::element::{DESCRIPTION, Element, Item, TAG};
use super::types::choices;

/// The data.
pub(super) fn of(element: &Element) -> Value {
    let attributes: Vec<_> = element.attributes.iter().map(attribute).collect();
    json!({
        "version": 1.1,
        "tags": [{ "name": TAG, "description": markdown(DESCRIPTION), "attributes": attributes }],
    })
}

fn attribute(item: &Item) -> Value {
    let mut attribute = json!({ "name": item.name, "description": markdown(&item.description) });
    let values: Vec<_> = choices(&item.ty).iter().map(|name| json!({ "name": name })).collect();
    if !values.is_empty() {
        attribute["values"] = values.into();
    }
    attribute
}

fn markdown(text: &str) -> Value {
    json!({ "kind": "markdown", "value": text })
}
