//! What travels between panel and host: flat structs, camelCase (spec, section 7).

mod config;
mod connection;
mod problem;
mod secret_splice;
mod test_report;

pub use config::{Capability, Config, Links};
pub use connection::{Connection, ConnectionBody, ConnectionStatus, ConnectionSummary};
pub use problem::{Problem, ProblemField};
pub use secret_splice::splice_secret;
pub use test_report::{Check, CheckName, CheckStatus, TestReport};
