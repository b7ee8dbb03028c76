use serde::{Deserialize, Deserializer, Serialize};

use crate::string_enum::string_enum;
use crate::{ResultCode, Secret};

string_enum! {
    /// Where the user signs in.
    AuthorizationMode {
        /// In a window of its own, which the done page closes.
        Popup = "popup",
        /// In the panel's own tab, which the done page sends on.
        Redirect = "redirect",
    }
}

/// What begins an authorization: the body of `POST /connections/{id}/authorizations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorizationBody {
    /// Where the user signs in.
    pub mode: AuthorizationMode,
    /// With `redirect`: under which name the backend has configured where to go on to.
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
    /// The backend's page that leads to Teamwork, in this browser only.
    pub start_url: String,
    /// How long it may take, in seconds.
    pub expires_in: u32,
}

/// What confirms an authorization: the body of `POST /authorizations/{id}/confirm`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmationBody {
    /// What the done page handed to the page that began the authorization, or what the user typed there.
    #[cfg_attr(feature = "openapi", schema(value_type = String, write_only, example = "7QK2-M9XA-4TRB"))]
    pub verification_code: Secret,
}

string_enum! {
    /// How far an authorization is.
    AuthorizationStatus {
        /// The user is still to sign in.
        Pending = "pending",
        /// Teamwork has answered, and the backend checks what it said.
        Checking = "checking",
        /// Teamwork has answered, and the backend tells what came of it as soon as the page that began the
        /// authorization has confirmed it.
        AwaitingConfirmation = "awaiting_confirmation",
        /// The connection is online.
        Succeeded = "succeeded",
        /// It ended otherwise; the code says how.
        Failed = "failed",
        /// The user cancelled it.
        Cancelled = "cancelled",
        /// A newer one took its place.
        Superseded = "superseded",
        /// It took too long.
        Expired = "expired",
    }
}

impl AuthorizationStatus {
    /// Whether it can still change.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Checking | Self::AwaitingConfirmation)
    }
}

/// The record of an authorization: the only truth about how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Authorization {
    /// The backend's ID of it.
    pub id: String,
    /// How far it is.
    pub status: AuthorizationStatus,
    /// Why it failed. A code that is not known here, because the backend is newer, reads as none.
    #[serde(default, deserialize_with = "known_code", skip_serializing_if = "Option::is_none")]
    pub code: Option<ResultCode>,
    /// Who signed in, and to which site, as far as Teamwork has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AuthorizedAccount>,
}

/// Who signed in to Teamwork.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorizedAccount {
    /// The site that was signed in to, such as `https://acme.eu.teamwork.com`.
    #[serde(default)]
    pub site_url: String,
    /// The user's name at Teamwork.
    #[serde(default)]
    pub user_name: String,
}

fn known_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ResultCode>, D::Error> {
    let code = Option::<String>::deserialize(deserializer)?;
    Ok(code.as_deref().and_then(ResultCode::parse))
}
