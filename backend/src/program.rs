//! Modules that only the program needs: arguments, environment, telemetry and shutdown.

pub(crate) mod arguments;
pub(crate) mod environment;
pub(crate) mod settings;
pub(crate) mod shutdown;
pub(crate) mod telemetry;
