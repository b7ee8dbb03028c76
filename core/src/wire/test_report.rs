use serde::{Deserialize, Serialize};

use crate::ResultCode;
use crate::string_enum::string_enum;

/// The response to `POST /connections/test`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestReport {
    /// Whether no check failed.
    pub ok: bool,
    /// The checks, in the order in which they ran.
    pub checks: Vec<Check>,
}

/// One check of a connection test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Check {
    /// What was checked.
    pub name: CheckName,
    /// How it ended.
    pub status: CheckStatus,
    /// Why it failed or was skipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ResultCode>,
}

string_enum! {
    /// What a connection test checks.
    CheckName {
        /// Whether the site exists.
        Site = "site",
        /// Whether Teamwork accepts the credential.
        SignIn = "sign_in",
        /// Whether the product can be used.
        Product = "product",
    }
}

string_enum! {
    /// How a check ended.
    CheckStatus {
        /// The check passed.
        Passed = "passed",
        /// The check failed.
        Failed = "failed",
        /// The check was not run, because an earlier one failed or there is nothing to check.
        Skipped = "skipped",
    }
}
