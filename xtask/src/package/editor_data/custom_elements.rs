//! Generates the Custom Elements Manifest, which many tools read.

use serde_json::{Map, Value, json};

use super::element::{DESCRIPTION, Element, Item, TAG};

/// The module that registers the element.
const MODULE: &str = "element.js";

/// The class of the element, as named in the types.
const CLASS: &str = "TeamworkConnectElement";

/// The manifest.
pub(super) fn of(element: &Element) -> Value {
    let fields = element.properties.iter().map(|item| field(item, false));
    let read_only = element.read_only.iter().map(|item| field(item, true));
    let members: Vec<_> =
        fields.chain(read_only).chain(element.methods.iter().map(method)).collect();
    json!({
        "schemaVersion": "2.1.0",
        "readme": "README.md",
        "modules": [{
            "kind": "javascript-module",
            "path": MODULE,
            "declarations": [{
                "kind": "class",
                "customElement": true,
                "name": CLASS,
                "tagName": TAG,
                "superclass": { "name": "HTMLElement" },
                "description": DESCRIPTION,
                "attributes": all(&element.attributes),
                "members": members,
                "events": all(&element.events),
                "cssParts": all(&element.parts),
                "cssProperties": all(&element.custom_properties),
            }],
            "exports": [{
                "kind": "custom-element-definition",
                "name": TAG,
                "declaration": { "name": CLASS, "module": MODULE },
            }],
        }],
    })
}

fn all(items: &[Item]) -> Vec<Value> {
    items.iter().map(|item| described(item).into()).collect()
}

fn field(item: &Item, read_only: bool) -> Value {
    let mut field = described(item);
    field.insert("kind".to_owned(), "field".into());
    if read_only {
        field.insert("readonly".to_owned(), true.into());
    }
    field.into()
}

fn method(item: &Item) -> Value {
    json!({
        "kind": "method",
        "name": item.name,
        "description": item.description,
        "return": { "type": { "text": item.ty } },
    })
}

/// The members common to everything with a name and a description.
fn described(item: &Item) -> Map<String, Value> {
    let mut described = Map::new();
    described.insert("name".to_owned(), item.name.clone().into());
    described.insert("description".to_owned(), item.description.clone().into());
    if !item.ty.is_empty() {
        described.insert("type".to_owned(), json!({ "text": item.ty }));
    }
    if let Some(preset) = &item.preset {
        described.insert("default".to_owned(), preset.clone().into());
    }
    described
}
