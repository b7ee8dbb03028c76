//! Types made of the host's description.

include!(concat!(env!("OUT_DIR"), "/types.rs"));
