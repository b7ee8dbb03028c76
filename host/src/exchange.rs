//! The exchange of a code for an access token: what the token endpoint is sent, and what its answer means.
//!
//! | Teamwork | Result |
//! |---|---|
//! | 2xx with a token and the site | the token |
//! | 4xx or 2xx with `error` `invalid_client` or `unauthorized_client`; another 401 or 403 | `client_invalid` |
//! | 4xx or 2xx with `error` `invalid_grant`; another 400 | `grant_invalid` |
//! | 429, 5xx, no connection | `provider_unavailable` |
//! | the connection broke, or nothing came in time, after the request was sent | `exchange_unknown` |
//! | anything else, such as HTML, a redirect, more than 64 KiB, or a site that is not Teamwork's | `bad_response` |
//!
//! A code can be used once, so it is sent once, whatever comes of it (RFC 6749, section 4.1.2).

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use teamwork_connect_core::{AccountAddress, ResultCode, Secret, SiteUrl};
use zeroize::Zeroizing;

use crate::oauth_client_store::ClientCredentials;
use crate::provider::{NoTokenAnswer, Provider, TokenAnswer};

/// The longest token that is taken, in bytes.
const MAX_TOKEN_LENGTH: usize = 8 * 1024;

/// The longest name of a user that is kept, in characters.
const MAX_NAME_LENGTH: usize = 100;

/// What a code was exchanged for.
#[derive(Debug)]
pub(crate) struct Grant {
    pub(crate) access_token: Secret,
    /// The site that the user signed in to.
    pub(crate) site: SiteUrl,
    pub(crate) user_name: String,
}

#[derive(Serialize)]
struct TokenRequest<'a> {
    code: &'a str,
    client_id: &'a str,
    client_secret: &'a str,
    redirect_uri: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_verifier: Option<&'a str>,
}

/// A code, and what proves that it may be exchanged.
#[derive(Clone)]
pub(crate) struct Code {
    pub(crate) code: Zeroizing<String>,
    /// With PKCE.
    pub(crate) verifier: Option<Zeroizing<String>>,
}

/// Exchanges a code, once.
pub(crate) async fn exchange(
    provider: &Provider,
    client: &ClientCredentials,
    code: &Code,
    redirect_uri: &str,
) -> Result<Grant, ResultCode> {
    let request = TokenRequest {
        code: &code.code,
        client_id: &client.client_id,
        client_secret: &client.client_secret,
        redirect_uri,
        code_verifier: code.verifier.as_ref().map(|verifier| verifier.as_str()),
    };
    // All of it from the beginning, so that growing leaves no copies behind.
    let mut body = Zeroizing::new(Vec::with_capacity(16 * 1024));
    serde_json::to_writer(&mut *body, &request).map_err(|_| ResultCode::Internal)?;
    match provider.post_to_token_endpoint(body).await {
        Ok(answer) => read(&answer),
        Err(NoTokenAnswer::NotSent) => Err(ResultCode::ProviderUnavailable),
        Err(NoTokenAnswer::Lost) => Err(ResultCode::ExchangeUnknown),
    }
}

fn read(answer: &TokenAnswer) -> Result<Grant, ResultCode> {
    if answer.status == StatusCode::TOO_MANY_REQUESTS || answer.status.is_server_error() {
        return Err(ResultCode::ProviderUnavailable);
    }
    let body = answer.body.as_ref().map_or(&[][..], |body| body.as_slice());
    if let Some(refusal) = refusal(body) {
        return Err(refusal);
    }
    match answer.status.as_u16() {
        200..=299 => read_grant(body).ok_or(ResultCode::BadResponse),
        400 if is_json_object(body) => Err(ResultCode::GrantInvalid),
        401 | 403 => Err(ResultCode::ClientInvalid),
        _ => Err(ResultCode::BadResponse),
    }
}

/// What the error of an answer means, if it has one that is known.
fn refusal(body: &[u8]) -> Option<ResultCode> {
    #[derive(Deserialize)]
    struct Refusal {
        error: String,
    }
    let refusal: Refusal = serde_json::from_slice(body).ok()?;
    match refusal.error.as_str() {
        "invalid_client" | "unauthorized_client" => Some(ResultCode::ClientInvalid),
        "invalid_grant" => Some(ResultCode::GrantInvalid),
        _ => None,
    }
}

fn is_json_object(body: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Map<_, _>>(body).is_ok()
}

/// The parts that matter of an answer, by apidocs.teamwork.com/guides/teamwork/app-login-flow.
#[derive(Deserialize)]
struct TokenBody {
    access_token: Secret,
    installation: Installation,
    #[serde(default)]
    user: Option<User>,
}

#[derive(Deserialize)]
struct Installation {
    /// So in Teamwork's documents…
    #[serde(default, rename = "apiEndPoint")]
    api_end_point: Option<String>,
    /// … and so in its newer SDK.
    #[serde(default, rename = "apiEndpoint")]
    api_endpoint: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    #[serde(default)]
    first_name: Option<String>,
    #[serde(default)]
    last_name: Option<String>,
}

fn read_grant(body: &[u8]) -> Option<Grant> {
    let body: TokenBody = serde_json::from_slice(body).ok()?;
    let token = body.access_token.expose();
    let good = (1..=MAX_TOKEN_LENGTH).contains(&token.len())
        && token.bytes().all(|byte| byte.is_ascii_graphic());
    if !good {
        return None;
    }
    let endpoint = body.installation.api_end_point.or(body.installation.api_endpoint)?;
    let address = AccountAddress::parse(&endpoint).ok()?;
    Some(Grant {
        site: SiteUrl { site_name: address.site_name, region: address.region? },
        user_name: body.user.map(|user| user.name()).unwrap_or_default(),
        access_token: body.access_token,
    })
}

impl User {
    /// Both names, as somebody else's text should be kept: of a sensible length, and on one line.
    fn name(&self) -> String {
        let names = [&self.first_name, &self.last_name];
        let words = names.into_iter().flatten().flat_map(|name| name.split_whitespace());
        let name = words.collect::<Vec<_>>().join(" ");
        name.chars().filter(|character| !character.is_control()).take(MAX_NAME_LENGTH).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRANT: &str = r#"{"access_token":"tkn","installation":{"apiEndPoint":"https://acme.eu.teamwork.com/"},
        "user":{"firstName":" Ada\u0007\n","lastName":"Lovelace"}}"#;

    fn outcome(status: u16, body: &str) -> Result<Grant, ResultCode> {
        let status = StatusCode::from_u16(status).unwrap();
        read(&TokenAnswer { status, body: Some(Zeroizing::new(body.as_bytes().to_vec())) })
    }

    #[test]
    fn a_grant_names_site_and_user() {
        let grant = outcome(200, GRANT).unwrap();
        assert_eq!(grant.site.to_string(), "https://acme.eu.teamwork.com");
        assert_eq!(grant.user_name, "Ada Lovelace");
        assert_eq!(grant.access_token.expose(), "tkn");
        let newer = outcome(201, &GRANT.replace("EndPoint", "Endpoint")).unwrap();
        assert_eq!(newer.site, grant.site);
    }

    #[test]
    fn names_are_cut_and_not_needed() {
        let long = outcome(200, &GRANT.replace("Lovelace", &"é".repeat(500))).unwrap();
        assert_eq!(long.user_name.chars().count(), 100);
        let nobody =
            r#"{"access_token":"t","installation":{"apiEndPoint":"https://a.teamwork.com"}}"#;
        assert_eq!(outcome(200, nobody).unwrap().user_name, "");
    }

    #[test]
    fn whatever_is_no_grant_is_none() {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            "<html>",
            &GRANT[..40],
            &GRANT.replace("tkn", ""),
            &GRANT.replace("tkn", "a b"),
            &GRANT.replace("tkn", "a\\nb"),
            &GRANT.replace("tkn", &"t".repeat(MAX_TOKEN_LENGTH + 1)),
            &GRANT.replace("\"tkn\"", "7"),
            &GRANT.replace("acme.eu.teamwork.com", "169.254.169.254"),
            &GRANT.replace("acme.eu.teamwork.com", "evil.example"),
            &GRANT.replace("acme.eu.teamwork.com", "acme.teamwork.com.evil.example"),
            &GRANT.replace("https://acme.eu.teamwork.com/", "acme"),
            &GRANT.replace("https:", "http:"),
        ] {
            assert_eq!(outcome(200, body).unwrap_err(), ResultCode::BadResponse, "{body}");
        }
        assert_eq!(outcome(302, GRANT).unwrap_err(), ResultCode::BadResponse);
    }

    #[test]
    fn refusals_have_their_meaning() {
        use ResultCode::{BadResponse, ClientInvalid, GrantInvalid, ProviderUnavailable};
        let error = |error: &str| format!("{{\"error\":\"{error}\"}}");
        for (status, body, code) in [
            (400, error("invalid_client"), ClientInvalid),
            (401, error("invalid_client"), ClientInvalid),
            (403, error("unauthorized_client"), ClientInvalid),
            (401, String::new(), ClientInvalid),
            (403, "<html>".to_owned(), ClientInvalid),
            (400, error("invalid_grant"), GrantInvalid),
            (401, error("invalid_grant"), GrantInvalid),
            (200, error("invalid_grant"), GrantInvalid),
            (400, error("invalid_request"), GrantInvalid),
            (400, "{\"message\":\"no\"}".to_owned(), GrantInvalid),
            (400, "<html>".to_owned(), BadResponse),
            (404, "{}".to_owned(), BadResponse),
            (429, error("invalid_grant"), ProviderUnavailable),
            (500, error("invalid_client"), ProviderUnavailable),
            (503, String::new(), ProviderUnavailable),
        ] {
            assert_eq!(outcome(status, &body).unwrap_err(), code, "{status} {body}");
        }
        let huge = TokenAnswer { status: StatusCode::OK, body: None };
        assert_eq!(read(&huge).unwrap_err(), BadResponse);
    }
}
