use serde::{Deserialize, Deserializer, Serialize};

use crate::string_enum::string_enum;
use crate::{ResultCode, Secret};

string_enum! {
    /// Where the user signs in.
    AuthorizationMode {
        /// In a separate window, which the done page closes.
        Popup = "popup",
        /// In the panel's own tab, which the done page redirects.
        Redirect = "redirect",
    }
}

/// The body of `POST /connections/{id}/authorizations`, which begins an authorization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorizationBody {
    /// Where the user signs in.
    pub mode: AuthorizationMode,
    /// With `redirect`: the name under which the backend has configured the return URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_key: Option<String>,
}

/// An authorization that has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorizationStart {
    /// The backend's ID of it.
    pub id: String,
    /// The backend's page that leads to Teamwork. It works only in this browser.
    pub start_url: String,
    /// The lifetime, in seconds.
    pub expires_in: u32,
}

/// The body of `POST /authorizations/{id}/confirm`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationBody {
    /// The code that the done page delivered to the page that began the authorization, or that the user typed
    /// there.
    #[cfg_attr(feature = "openapi", schema(value_type = String, write_only, example = "7QK2-M9XA-4TRB"))]
    pub verification_code: Secret,
}

string_enum! {
    /// The status of an authorization.
    AuthorizationStatus {
        /// The user has yet to sign in.
        Pending = "pending",
        /// Teamwork has answered, and the backend is checking the answer.
        Checking = "checking",
        /// Teamwork has answered, but the backend withholds the outcome until the page that began the
        /// authorization confirms it.
        AwaitingConfirmation = "awaiting_confirmation",
        /// The connection is online.
        Succeeded = "succeeded",
        /// It failed; `code` says why.
        Failed = "failed",
        /// The user canceled it.
        Cancelled = "cancelled",
        /// A newer authorization replaced it.
        Superseded = "superseded",
        /// It exceeded its time limit.
        Expired = "expired",
    }
}

impl AuthorizationStatus {
    /// Whether the status can still change.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Checking | Self::AwaitingConfirmation)
    }
}

/// The record of an authorization. Only this record decides how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Authorization {
    /// The backend's ID of it.
    pub id: String,
    /// How far it is.
    pub status: AuthorizationStatus,
    /// Why it failed. `None` also for a code that this version does not know, sent by a newer backend.
    #[serde(default, deserialize_with = "known_code", skip_serializing_if = "Option::is_none")]
    pub code: Option<ResultCode>,
    /// Who signed in, and to which site, if Teamwork has reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AuthorizedAccount>,
}

/// Who signed in to Teamwork.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorizedAccount {
    /// The site that the user signed in to, such as `https://acme.eu.teamwork.com`.
    #[serde(default)]
    pub site_url: String,
    /// The user's name in Teamwork.
    #[serde(default)]
    pub user_name: String,
}

fn known_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ResultCode>, D::Error> {
    let code = Option::<String>::deserialize(deserializer)?;
    Ok(code.as_deref().and_then(ResultCode::parse))
}
