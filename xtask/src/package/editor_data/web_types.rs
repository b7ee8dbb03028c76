//! Generates web-types for JetBrains IDEs, which find them through the package's `web-types` field.

use serde_json::{Value, json};

use super::element::{DESCRIPTION, Element, Item, TAG};

/// The data.
pub(super) fn of(element: &Element) -> Value {
    let properties: Vec<_> =
        element.properties.iter().chain(&element.read_only).map(typed).collect();
    json!({
        "name": TAG,
        "version": env!("CARGO_PKG_VERSION"),
        "js-types-syntax": "typescript",
        "description-markup": "markdown",
        "contributions": { "html": { "elements": [{
            "name": TAG,
            "description": DESCRIPTION,
            "attributes": element.attributes.iter().map(attribute).collect::<Vec<_>>(),
            "js": {
                "properties": properties,
                "events": element.events.iter().map(described).collect::<Vec<_>>(),
            },
            "css": {
                "properties": element.custom_properties.iter().map(described).collect::<Vec<_>>(),
                "parts": element.parts.iter().map(described).collect::<Vec<_>>(),
            },
        }] } },
    })
}

fn described(item: &Item) -> Value {
    json!({ "name": item.name, "description": item.description })
}

fn typed(item: &Item) -> Value {
    let mut property = described(item);
    property["type"] = item.ty.clone().into();
    property
}

fn attribute(item: &Item) -> Value {
    let mut attribute = described(item);
    attribute["value"] = json!({ "type": item.ty });
    if let Some(preset) = &item.preset {
        attribute["default"] = preset.clone().into();
    }
    attribute
}
