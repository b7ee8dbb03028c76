//! Types made of the backend's description.

include!(concat!(env!("OUT_DIR"), "/types.rs"));
