//! Authentication of requests.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::api_error::ApiError;
use crate::launchpad::Identity;
use crate::sandbox::Sandbox;
use crate::site::Site;
use crate::user::User;

/// A user with an access token, which must have been issued for the requested site.
#[derive(Clone, Debug)]
pub(crate) struct BearerUser(pub(crate) User);

/// A [`BearerUser`], or a user with HTTP Basic and a valid API key as the user name. As with
/// Teamwork, any password is accepted.
#[derive(Clone, Debug)]
pub(crate) struct AnyUser(pub(crate) User);

/// A user with an access token, on any hostname.
#[derive(Clone, Debug)]
pub(crate) struct BearerIdentity(pub(crate) Identity);

/// The only API key that is invalid.
const INVALID_KEY: &[u8] = b"invalid";

impl FromRequestParts<Sandbox> for BearerIdentity {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Sandbox) -> Result<Self, ApiError> {
        let token = credential(parts, "bearer").ok_or(ApiError::Unauthorized)?;
        let identity = sandbox.sign_ins(|sign_ins| sign_ins.identity(token));
        identity.map(Self).ok_or(ApiError::Unauthorized)
    }
}

impl FromRequestParts<Sandbox> for BearerUser {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Sandbox) -> Result<Self, ApiError> {
        let BearerIdentity(identity) = BearerIdentity::from_request_parts(parts, sandbox).await?;
        let site = Site::from_request_parts(parts, sandbox).await?;
        if identity.site != site {
            return Err(ApiError::Unauthorized);
        }
        Ok(Self(identity.user))
    }
}

impl FromRequestParts<Sandbox> for AnyUser {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Sandbox) -> Result<Self, ApiError> {
        let Some(key) = basic_user_name(parts) else {
            let BearerUser(user) = BearerUser::from_request_parts(parts, sandbox).await?;
            return Ok(Self(user));
        };
        if key.is_empty() || key == INVALID_KEY {
            return Err(ApiError::Unauthorized);
        }
        Ok(Self(User::sam()))
    }
}

/// Returns the part before the colon (RFC 7617), or `None` without a colon.
fn basic_user_name(parts: &Parts) -> Option<Vec<u8>> {
    let mut user_name = STANDARD.decode(credential(parts, "basic")?).ok()?;
    let colon = user_name.iter().position(|byte| *byte == b':')?;
    user_name.truncate(colon);
    Some(user_name)
}

/// Returns the header's credential if it has this scheme.
fn credential<'a>(parts: &'a Parts, scheme: &str) -> Option<&'a str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (own, credential) = value.split_once(' ')?;
    own.eq_ignore_ascii_case(scheme).then(|| credential.trim())
}
