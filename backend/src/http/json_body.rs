//! JSON bodies, read completely, within limits, and strictly.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use teamwork_connect_core::json::{MAX_LENGTH, Unreadable, read_body};
use zeroize::Zeroizing;

use super::api_error::ApiError;
use crate::app::App;

/// The parsed body of a request, and its bytes.
pub(crate) struct JsonBody<T> {
    pub(crate) value: T,
    /// The bytes contain secrets, so they are zeroed when dropped.
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

/// The time limit for receiving a body.
const PATIENCE: Duration = Duration::from_secs(10);

impl<T: DeserializeOwned> FromRequest<App> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _app: &App) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(ApiError::NotJson);
        }
        let bytes = tokio::time::timeout(PATIENCE, read(request.into_body()))
            .await
            .map_err(|_| ApiError::BodyTooSlow)??;
        let value = read_body(&bytes)?;
        Ok(Self { value, bytes })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE);
    let essence = content_type
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

async fn read(mut body: Body) -> Result<Zeroizing<Vec<u8>>, ApiError> {
    // Allocate the maximum at once: growing the buffer would leave copies of secrets in memory.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_LENGTH));
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| ApiError::MalformedBody { place: None })?;
        if let Some(data) = frame.data_ref() {
            if data.len() > MAX_LENGTH - bytes.len() {
                return Err(ApiError::BodyTooLarge);
            }
            bytes.extend_from_slice(data);
        }
    }
    Ok(bytes)
}

impl From<Unreadable> for ApiError {
    fn from(why: Unreadable) -> Self {
        match why {
            Unreadable::TooLarge => Self::BodyTooLarge,
            Unreadable::Malformed { place } => Self::MalformedBody { place },
        }
    }
}

#[cfg(test)]
mod tests {
    use core::fmt::Debug;

    use proptest::prelude::*;
    use serde_json::{Map, Value, json};
    use teamwork_connect_core::oauth_client::{validate_oauth_client, validate_oauth_client_body};
    use teamwork_connect_core::validation::validate_body;
    use teamwork_connect_core::wire::{ConnectionBody, OauthClientBody};

    use super::*;

    /// A marker that no text for people may contain.
    const CANARY: &str = "canary-in-a-body";

    fn text() -> impl Strategy<Value = Value> {
        prop_oneof![
            any::<String>().prop_map(Value::from),
            "[ -~]{0,20}".prop_map(Value::from),
            Just(Value::Null),
            any::<u32>().prop_map(Value::from),
            Just(json!([CANARY])),
        ]
    }

    fn connection() -> impl Strategy<Value = Map<String, Value>> {
        let good = (
            prop::sample::select(vec![
                ("projects", "v3"),
                ("projects", "v1"),
                ("desk", "v2"),
                ("desk", "v0"),
                ("spaces", "v2"),
                ("spaces", "v0"),
            ]),
            any::<bool>(),
            prop_oneof![3 => "[a-z][a-z0-9]{0,9}", 1 => "[a-zA-Z0-9.@:/# -]{0,30}"],
            any::<bool>(),
            prop_oneof![3 => Just("Acme".to_owned()), 1 => any::<String>()],
            "[0-9]{1,4}",
        );
        let good = good.prop_map(|((api_type, version), eu, site, basic, name, id)| {
            let suffix = if eu { ".eu" } else { "" };
            let url = format!("https://{}{suffix}.teamwork.com", site.to_lowercase());
            let base = match (api_type, version) {
                ("projects", "v1") => json!(url),
                (_, "v0") => Value::Null,
                _ => json!(format!("{url}/{api_type}/api/{version}")),
            };
            let mut body = json!({
                "name": name, "apiType": api_type, "apiVersion": version, "region": if eu { "eu" } else { "us" },
                "siteName": site, "siteUrl": url, "apiBaseUrl": base,
            });
            match (api_type, version) {
                ("projects", _) if basic => {
                    body["authType"] = "basic".into();
                    body["apiKey"] = CANARY.into();
                }
                ("projects", _) => body["authType"] = "oauth2".into(),
                ("spaces", "v0") => body["userId"] = id.into(),
                ("spaces", _) => body["spaceId"] = id.into(),
                _ => {}
            }
            if body["apiKey"].is_null() {
                body["oauthClientId"] = "client-1".into();
            }
            body.as_object().unwrap().clone()
        });
        changed(
            good.boxed(),
            &[
                "name",
                "siteName",
                "siteUrl",
                "apiBaseUrl",
                "region",
                "userId",
                "apiKey",
                "unknown",
                "apiType",
            ],
        )
    }

    fn client() -> impl Strategy<Value = Map<String, Value>> {
        let good = ("[ a-zA-Zé]{1,20}", prop_oneof!["[!-~]{1,20}", any::<String>()]).prop_map(
            |(name, id)| {
                let body = json!({"name": name, "clientId": id, "clientSecret": CANARY});
                body.as_object().unwrap().clone()
            },
        );
        changed(good.boxed(), &["name", "clientId", "clientSecret", "id"])
    }

    /// Returns the body unchanged or with one key changed.
    fn changed(
        good: BoxedStrategy<Map<String, Value>>,
        keys: &'static [&str],
    ) -> impl Strategy<Value = Map<String, Value>> {
        let change = prop::option::of((prop::sample::select(keys), text()));
        (good, change).prop_map(|(mut body, change)| {
            if let Some((key, value)) = change {
                body.insert(key.to_owned(), value);
            }
            body
        })
    }

    /// Generates the bytes of a body: intact, with one byte changed, with a part removed, or with a
    /// part duplicated.
    fn bytes(
        body: &Map<String, Value>,
        harm: Option<(prop::sample::Index, prop::sample::Index, u8)>,
    ) -> Vec<u8> {
        let bytes = serde_json::to_vec(body).unwrap();
        let Some((one, other, byte)) = harm else { return bytes };
        let (one, other) = (one.index(bytes.len()), other.index(bytes.len()));
        let (first, last) = (one.min(other), one.max(other));
        match byte % 3 {
            0 => [&bytes[..first], &[byte], &bytes[first + 1..]].concat(),
            1 => [&bytes[..first], &bytes[last..]].concat(),
            _ => [&bytes[..last], &bytes[first..]].concat(),
        }
    }

    /// Returns whether the marker is absent.
    fn tells_nothing(said: &impl Debug) -> bool {
        !format!("{said:?}").contains(CANARY)
    }

    proptest! {
        /// Any body is refused or parsed as a connection to Teamwork with the posted URLs. A parsed
        /// one survives a round trip, and its secret appears nowhere.
        #[test]
        fn fuzz_any_body_is_refused_or_a_connection_to_teamwork(
            body in connection(),
            harm in prop::option::weighted(0.4, any::<(prop::sample::Index, prop::sample::Index, u8)>()),
            junk in any::<Vec<u8>>(),
        ) {
            let bytes = bytes(&body, harm);
            let is_object = junk.trim_ascii_start().first() == Some(&123);
            prop_assert!(read_body::<ConnectionBody>(&junk).is_err() || is_object);
            let read = read_body::<ConnectionBody>(&bytes);
            prop_assert!(tells_nothing(&read.as_ref().err()));
            let Ok(posted) = read else { return Ok(()) };
            prop_assert!(serde_json::from_slice::<Map<String, Value>>(&bytes).is_ok(), "an object");
            match validate_body(&posted) {
                Ok(configuration) => {
                    let site = configuration.target.site.to_string();
                    let url = url::Url::parse(&site).unwrap();
                    prop_assert!(url.host_str().unwrap().ends_with(".teamwork.com"));
                    prop_assert_eq!((url.scheme(), url.path(), url.username()), ("https", "/", ""));
                    prop_assert_eq!(posted.site_url.as_deref(), Some(&*site));
                    if let Some(base) = &posted.api_base_url {
                        prop_assert!(base == &site || base.starts_with(&format!("{site}/")), "{}", base);
                    }
                    let again = ConnectionBody { api_key: posted.api_key.clone(), ..configuration.to_body() };
                    prop_assert_eq!(validate_body(&again), Ok(configuration.clone()));
                    // A damaged body may contain the marker in a field that is not secret.
                    prop_assert!(harm.is_some() || tells_nothing(&configuration));
                }
                Err(errors) => prop_assert!(!errors.is_empty()),
            }
        }

        /// The same for a client, whose rules are those of its form.
        #[test]
        fn fuzz_any_client_is_refused_or_valid(
            body in client(),
            harm in prop::option::weighted(0.4, any::<(prop::sample::Index, prop::sample::Index, u8)>()),
        ) {
            let read = read_body::<OauthClientBody>(&bytes(&body, harm));
            prop_assert!(tells_nothing(&read.as_ref().err()));
            let Ok(posted) = read else { return Ok(()) };
            let Ok(settings) = validate_oauth_client_body(&posted) else { return Ok(()) };
            let (name, id) = (settings.name.as_str(), settings.client_id.as_str());
            prop_assert!((1..=100).contains(&name.chars().count()) && !name.chars().any(char::is_control));
            prop_assert!((1..=255).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic()));
            let secret = posted.client_secret.as_ref().map(|secret| secret.expose().to_owned()).unwrap_or_default();
            prop_assert!((1..=1024).contains(&secret.len()) && secret.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert_eq!(validate_oauth_client(name, id, &secret), Ok(settings));
        }
    }
}
