//! Calls to Teamwork, or to the sandbox in its place.

mod public_address;
mod resolver;

use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Client, Response, redirect};
use teamwork_connect_core::SiteUrl;
use url::Url;
use zeroize::Zeroizing;

use crate::StartError;
use resolver::{NoSuchHost, PublicResolver};

/// The most that is read of an answer.
const MAX_LENGTH: usize = 64 * 1024;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The only way out. A call goes to a [`SiteUrl`], which is always below teamwork.com; follows no
/// redirect; uses no proxy; and has limits of time and size.
#[derive(Clone, Debug)]
pub(crate) struct Provider {
    client: Client,
    sandbox: Option<Url>,
    timeout: Duration,
}

/// What Teamwork answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Whether the body is a JSON object of a sensible size.
    pub(crate) json: bool,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreachable {
    /// DNS does not know the host.
    NoSuchHost,
    /// Anything else: no connection, a broken one, or a slow one.
    Unavailable,
}

impl Provider {
    pub(crate) fn new(sandbox: Option<Url>, timeout: Duration) -> Result<Self, StartError> {
        let mut builder = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(timeout)
            .user_agent(concat!("teamwork-connect/", env!("CARGO_PKG_VERSION")));
        match &sandbox {
            Some(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {}
            Some(_) => return Err(StartError::SandboxUrl),
            // The sandbox is on this machine; Teamwork never is.
            None => builder = builder.https_only(true).dns_resolver(Arc::new(PublicResolver)),
        }
        let client = builder.build().map_err(StartError::Client)?;
        Ok(Self { client, sandbox, timeout })
    }

    /// How long all calls for one purpose may take together.
    pub(crate) const fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Asks a site for a path, with an API key if one is given.
    pub(crate) async fn get(
        &self,
        site: &SiteUrl,
        path: &str,
        api_key: Option<&str>,
    ) -> Result<Answer, Unreachable> {
        let url = self.url(site, path).ok_or(Unreachable::Unavailable)?;
        let mut request = self.client.get(url).header(header::ACCEPT, "application/json");
        if self.sandbox.is_some() {
            request = request.header(header::HOST, site.host());
        }
        if let Some(api_key) = api_key {
            let authorization = basic(api_key).ok_or(Unreachable::Unavailable)?;
            request = request.header(header::AUTHORIZATION, authorization);
        }
        let response = request.send().await.map_err(|error| why(&error))?;
        let status = response.status();
        // Of a failure the status says everything.
        let json = status.is_success() && is_json_object(response).await?;
        Ok(Answer { status, json })
    }

    fn url(&self, site: &SiteUrl, path: &str) -> Option<Url> {
        let url = Url::parse(&format!("{site}{path}")).ok()?;
        // The site was built of checked parts; the parser must see the same host in them.
        if url.scheme() != "https" || url.host_str() != Some(&site.host()) || url.port().is_some() {
            return None;
        }
        match &self.sandbox {
            None => Some(url),
            Some(sandbox) => sandbox.join(url.path()).ok(),
        }
    }
}

/// The header of HTTP Basic. Teamwork takes any password.
fn basic(api_key: &str) -> Option<HeaderValue> {
    let pair = Zeroizing::new(format!("{api_key}:x"));
    let value = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
    let mut value = HeaderValue::from_str(&value).ok()?;
    value.set_sensitive(true);
    Some(value)
}

async fn is_json_object(mut response: Response) -> Result<bool, Unreachable> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| why(&error))? {
        if chunk.len() > MAX_LENGTH - body.len() {
            return Ok(false);
        }
        body.extend_from_slice(&chunk);
    }
    let object: Result<serde_json::Map<_, _>, _> = serde_json::from_slice(&body);
    Ok(object.is_ok())
}

fn why(error: &reqwest::Error) -> Unreachable {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.is::<NoSuchHost>() {
            return Unreachable::NoSuchHost;
        }
        cause = error.source();
    }
    Unreachable::Unavailable
}

#[cfg(test)]
mod tests {
    use teamwork_connect_core::{Region, SiteName};

    use super::*;

    fn site() -> SiteUrl {
        SiteUrl { site_name: SiteName::parse("acme").unwrap(), region: Region::Eu }
    }

    #[test]
    fn goes_to_the_site_or_to_the_sandbox() {
        let url = |sandbox: Option<&str>, path| {
            let sandbox = sandbox.map(|url| url.parse().unwrap());
            let provider = Provider::new(sandbox, CONNECT_TIMEOUT).unwrap();
            provider.url(&site(), path).map(String::from)
        };
        let real = url(None, "/projects/api/v3/me.json");
        assert_eq!(real.as_deref(), Some("https://acme.eu.teamwork.com/projects/api/v3/me.json"));
        let sandbox = url(Some("http://127.0.0.1:8082"), "/me.json");
        assert_eq!(sandbox.as_deref(), Some("http://127.0.0.1:8082/me.json"));
        for path in [".example/", "@elsewhere.example/", ":8443/"] {
            assert_eq!(url(None, path), None, "{path}");
        }
    }

    #[test]
    fn the_credential_is_the_key_with_any_password_and_is_not_shown() {
        let header = basic("twp_key").unwrap();
        assert_eq!(header.as_bytes(), b"Basic dHdwX2tleTp4");
        assert_eq!(format!("{header:?}"), "Sensitive");
    }

    #[test]
    fn refuses_a_sandbox_that_is_no_web_server() {
        for bad in ["file:///x", "mailto:a@b.example"] {
            assert!(Provider::new(Some(bad.parse().unwrap()), CONNECT_TIMEOUT).is_err(), "{bad}");
        }
    }
}
