//! The wire types of the backend API: flat structs in camelCase. docs/backend-api.md describes the calls.

mod authorization;
mod config;
mod connection;
mod oauth_client;
mod problem;
mod secret_splice;
mod test_report;

pub use authorization::{
    Authorization, AuthorizationBody, AuthorizationMode, AuthorizationStart, AuthorizationStatus,
    AuthorizedAccount, ConfirmationBody,
};
pub use config::{Capability, Config, Links};
pub use connection::{Connection, ConnectionBody, ConnectionStatus, ConnectionSummary};
pub use oauth_client::{OauthClient, OauthClientBody};
pub use problem::{Problem, ProblemField};
pub use secret_splice::splice_secret;
pub use test_report::{Check, CheckName, CheckStatus, TestReport};
