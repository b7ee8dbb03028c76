//! The exchange of a code for an access token: the request to the token endpoint, and what its
//! response means.
//!
//! | Teamwork | Result |
//! |---|---|
//! | 2xx with a token and the site | the token |
//! | 4xx or 2xx with `error` `invalid_client` or `unauthorized_client`; another 401 or 403 | `client_invalid` |
//! | 4xx or 2xx with `error` `invalid_grant`; another 400 | `grant_invalid` |
//! | 429, 5xx, no connection | `provider_unavailable` |
//! | the connection broke, or nothing arrived in time, after the request was sent | `exchange_unknown` |
//! | anything else, such as HTML, a redirect, more than 64 KiB, or a site that is not Teamwork's | `bad_response` |
//!
//! A code can be used once, so it is sent only once, whatever the result (RFC 6749, section 4.1.2).

use reqwest::StatusCode;
use serde::{Deserialize, Serialize};
use teamwork_connect_core::connection_name::is_unfit_for_names;
use teamwork_connect_core::{AccountAddress, ResultCode, Secret, SiteUrl};
use zeroize::Zeroizing;

use crate::provider::client::{NoTokenAnswer, Provider, TokenAnswer};
use crate::store::oauth_clients::ClientCredentials;

/// The maximum length of a token in bytes.
const MAX_TOKEN_LENGTH: usize = 8 * 1024;

/// The maximum length of a stored user name in characters.
const MAX_NAME_LENGTH: usize = 100;

/// The result of an exchange.
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

/// A code and the values that are needed to exchange it.
#[derive(Clone)]
pub(crate) struct Code {
    pub(crate) code: Zeroizing<String>,
    /// The PKCE verifier, if PKCE is on.
    pub(crate) verifier: Option<Zeroizing<String>>,
}

/// Exchanges a code, once.
///
/// # Errors
/// Returns the result code from the table above.
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
    // Allocate enough at once: growing the buffer would leave copies of secrets in memory.
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

/// Returns the result code for the `error` of a response, if it has a known one.
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

/// The relevant fields of a response, as documented at
/// apidocs.teamwork.com/guides/teamwork/app-login-flow.
#[derive(Deserialize)]
struct TokenBody {
    access_token: Secret,
    installation: Installation,
    #[serde(default)]
    user: Option<User>,
}

#[derive(Deserialize)]
struct Installation {
    /// The name in Teamwork's documentation.
    #[serde(default, rename = "apiEndPoint")]
    api_end_point: Option<String>,
    /// The name in its newer SDK.
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
    /// Returns first and last name, sanitized as untrusted text: limited in length, on one line,
    /// and without characters that change the direction of the text around it.
    fn name(&self) -> String {
        let names = [&self.first_name, &self.last_name];
        let words = names.into_iter().flatten().flat_map(|name| name.split_whitespace());
        let name = words.collect::<Vec<_>>().join(" ");
        name.chars().filter(|c| !is_unfit_for_names(*c)).take(MAX_NAME_LENGTH).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use teamwork_connect_core::trim_outer_space;

    use super::*;

    /// Generates values that may appear where a text is expected.
    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
            Just(json!([])),
            Just(json!({})),
            any::<String>().prop_map(Value::from),
        ]
    }

    /// Generates responses similar to a grant, possibly truncated or altered.
    fn answer() -> impl Strategy<Value = Vec<u8>> {
        let token = prop_oneof![
            4 => "[!-~]{1,40}".prop_map(Value::from),
            1 => ".{0,20}".prop_map(Value::from),
            1 => (8190usize..8195).prop_map(|length| Value::from("t".repeat(length))),
            1 => any_value(),
        ];
        let address = prop_oneof![
            4 => "(https://)?[a-z0-9]{1,9}(\\.eu)?\\.teamwork\\.com(/.{0,5})?".prop_map(Value::from),
            2 => "(https?:/{0,3})?[a-z0-9.@:%-]{0,20}(\\.eu)?(\\.teamwork\\.com)?([/.@#].{0,9})?"
                .prop_map(Value::from),
            1 => any_value(),
        ];
        let name = prop_oneof![".{0,130}".prop_map(Value::from), any_value()];
        let grant = (token, address.clone(), address, name.clone(), name, any::<[bool; 3]>());
        let grant = grant.prop_map(|(token, older, newer, first, last, [both, user, error])| {
            let mut grant = json!({"access_token": token, "installation": {"apiEndPoint": older}});
            if both {
                grant["installation"]["apiEndpoint"] = newer;
            }
            if user {
                grant["user"] = json!({"firstName": first, "lastName": last});
            } else if error {
                grant["error"] = last;
            }
            grant.to_string().into_bytes()
        });
        prop_oneof![
            4 => grant.clone(),
            1 => (grant.clone(), any::<prop::sample::Index>()).prop_map(|(mut grant, cut)| {
                grant.truncate(cut.index(grant.len()));
                grant
            }),
            2 => (grant, any::<prop::sample::Index>(), any::<u8>()).prop_map(|(mut grant, place, byte)| {
                let place = place.index(grant.len());
                grant[place] = byte;
                grant
            }),
            1 => any::<Vec<u8>>(),
        ]
    }

    proptest! {
        /// Whatever Teamwork responds, a grant has a token that fits in a header, a site that
        /// belongs to Teamwork, and a name that doesn't affect the text around it. Anything else
        /// has a result code of its own.
        #[test]
        fn fuzz_any_answer_is_a_valid_grant_or_an_error(
            status in prop_oneof![
                3 => Just(200_u16),
                1 => prop::sample::select(vec![201, 400, 401, 403, 429, 500]),
                1 => 100_u16..1000,
            ],
            body in answer(),
        ) {
            let status = StatusCode::from_u16(status).unwrap();
            let answer = TokenAnswer { status, body: Some(Zeroizing::new(body.clone())) };
            let again = status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error();
            match read(&answer) {
                Ok(grant) => {
                    prop_assert!(status.is_success());
                    // Ignored fields need not be UTF-8.
                    let said: Value = serde_json::from_str(&String::from_utf8_lossy(&body)).unwrap();
                    let token = grant.access_token.expose();
                    prop_assert!((1..=MAX_TOKEN_LENGTH).contains(&token.len()));
                    prop_assert!(token.bytes().all(|byte| byte.is_ascii_graphic()));
                    prop_assert_eq!(said["access_token"].as_str().map(trim_outer_space), Some(token));
                    let url = url::Url::parse(&grant.site.to_string()).unwrap();
                    prop_assert!(url.host_str().unwrap().ends_with(".teamwork.com"));
                    prop_assert!(grant.user_name.chars().count() <= MAX_NAME_LENGTH);
                    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                    prop_assert!(!grant.user_name.chars().any(|c| c.is_control() || turns(c)));
                    let shown = format!("{grant:?}");
                    // A short token may be part of a name.
                    prop_assert!(token.len() < 20 || !shown.contains(token));
                }
                Err(code) => {
                    prop_assert_eq!(code == ResultCode::ProviderUnavailable, again);
                    let expected = [
                        ResultCode::ProviderUnavailable,
                        ResultCode::ClientInvalid,
                        ResultCode::GrantInvalid,
                        ResultCode::BadResponse,
                    ];
                    prop_assert!(expected.contains(&code), "{}", code);
                }
            }
        }
    }

    const GRANT: &str = r#"{"access_token":"tkn","installation":{"apiEndPoint":"https://acme.eu.teamwork.com/"},
        "user":{"firstName":" Ada\u0007\n","lastName":"Lovelace"}}"#;

    fn outcome(status: u16, body: &str) -> Result<Grant, ResultCode> {
        let status = StatusCode::from_u16(status).unwrap();
        read(&TokenAnswer { status, body: Some(Zeroizing::new(body.as_bytes().to_vec())) })
    }

    #[test]
    fn a_grant_has_a_site_and_a_user() {
        let grant = outcome(200, GRANT).unwrap();
        assert_eq!(grant.site.to_string(), "https://acme.eu.teamwork.com");
        assert_eq!(grant.user_name, "Ada Lovelace");
        assert_eq!(grant.access_token.expose(), "tkn");
        let newer = outcome(201, &GRANT.replace("EndPoint", "Endpoint")).unwrap();
        assert_eq!(newer.site, grant.site);
    }

    #[test]
    fn names_are_truncated_and_optional() {
        let long = outcome(200, &GRANT.replace("Lovelace", &"é".repeat(500))).unwrap();
        assert_eq!(long.user_name.chars().count(), 100);
        let turned = outcome(200, &GRANT.replace("Lovelace", "\u{202e}ecalevoL\u{2066}")).unwrap();
        assert_eq!(turned.user_name, "Ada ecalevoL");
        let nobody =
            r#"{"access_token":"t","installation":{"apiEndPoint":"https://a.teamwork.com"}}"#;
        assert_eq!(outcome(200, nobody).unwrap().user_name, "");
    }

    #[test]
    fn rejects_invalid_grants() {
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
    fn maps_refusals_to_result_codes() {
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
