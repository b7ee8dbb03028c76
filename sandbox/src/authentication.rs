//! Who a request comes from.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::api_error::ApiError;

/// HTTP Basic with a good API key as user name. As with Teamwork, any password does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ApiKeyUser;

/// A bearer token of Teamwork's sign-in. As long as the sandbox has no sign-in, none is valid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BearerUser;

/// The one API key that is not good.
const INVALID_KEY: &[u8] = b"invalid";

impl<S: Sync> FromRequestParts<S> for ApiKeyUser {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        let key = basic_user_name(parts).ok_or(ApiError::Unauthorized)?;
        if key.is_empty() || key == INVALID_KEY {
            return Err(ApiError::Unauthorized);
        }
        Ok(Self)
    }
}

impl<S: Sync> FromRequestParts<S> for BearerUser {
    type Rejection = ApiError;

    async fn from_request_parts(_parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        Err(ApiError::Unauthorized)
    }
}

/// The part before the colon (RFC 7617). Without a colon it is no credential.
fn basic_user_name(parts: &Parts) -> Option<Vec<u8>> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credential) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let mut user_name = STANDARD.decode(credential.trim()).ok()?;
    let colon = user_name.iter().position(|byte| *byte == b':')?;
    user_name.truncate(colon);
    Some(user_name)
}
