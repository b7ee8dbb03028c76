//! Who a request comes from.

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

/// Whoever sends an access token of theirs, to the site that it was issued for.
#[derive(Clone, Debug)]
pub(crate) struct BearerUser(pub(crate) User);

/// A [`BearerUser`], or HTTP Basic with a good API key as user name. As with Teamwork, any password
/// does.
#[derive(Clone, Debug)]
pub(crate) struct AnyUser(pub(crate) User);

/// Whoever sends an access token of theirs, to whichever host.
#[derive(Clone, Debug)]
pub(crate) struct BearerIdentity(pub(crate) Identity);

/// The one API key that is not good.
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

/// The part before the colon (RFC 7617). Without a colon it is no credential.
fn basic_user_name(parts: &Parts) -> Option<Vec<u8>> {
    let mut user_name = STANDARD.decode(credential(parts, "basic")?).ok()?;
    let colon = user_name.iter().position(|byte| *byte == b':')?;
    user_name.truncate(colon);
    Some(user_name)
}

/// What stands in the header after this scheme.
fn credential<'a>(parts: &'a Parts, scheme: &str) -> Option<&'a str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (own, credential) = value.split_once(' ')?;
    own.eq_ignore_ascii_case(scheme).then(|| credential.trim())
}
