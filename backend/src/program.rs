//! What the program needs and the library does not.

pub(crate) mod arguments;
pub(crate) mod environment;
pub(crate) mod settings;
pub(crate) mod shutdown;
pub(crate) mod telemetry;
