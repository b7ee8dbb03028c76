//! Generates Rust types from the schemas in `openapi.json`.

use std::path::Path;

use serde_json::Value;
use typify::{TypeSpace, TypeSpaceSettings};

fn main() {
    println!("cargo::rerun-if-changed=openapi.json");
    let document = std::fs::read_to_string("openapi.json").unwrap();
    // typify reads JSON Schema, where referenced schemas are called definitions.
    let document = document.replace("#/components/schemas/", "#/definitions/");
    let document: Value = serde_json::from_str(&document).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let definitions = schemas.iter().map(|(name, schema)| {
        let schema: schemars::schema::Schema = serde_json::from_value(schema.clone()).unwrap();
        (name.clone(), schema)
    });
    let mut types = TypeSpace::new(&TypeSpaceSettings::default());
    types.add_ref_types(definitions).unwrap();
    let file = Path::new(&std::env::var_os("OUT_DIR").unwrap()).join("types.rs");
    std::fs::write(file, types.to_stream().to_string()).unwrap();
}
