//! What travels between panel and host: flat structs, camelCase (spec, section 7).

mod config;
mod connection;
mod problem;
mod test_report;

pub use config::{Capability, Config, Links};
pub use connection::{Connection, ConnectionBody, ConnectionStatus, ConnectionSummary};
pub use problem::{Problem, ProblemField};
pub use test_report::{Check, CheckName, CheckStatus, TestReport};
