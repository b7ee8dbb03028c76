//! Types generated from the backend's OpenAPI document.

include!(concat!(env!("OUT_DIR"), "/types.rs"));
