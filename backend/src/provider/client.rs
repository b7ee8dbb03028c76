//! The HTTP client for Teamwork, or for the sandbox in its place.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use reqwest::header::{self, HeaderValue};
use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect};
use teamwork_connect_core::SiteUrl;
use teamwork_connect_core::http_settings::{AUTHORIZATION_URL, TOKEN_URL};
use url::{Position, Url};
use zeroize::Zeroizing;

use super::egress::Egress;
use super::resolver::{NoSuchHost, PublicResolver};
use crate::start_error::StartError;
use crate::trace;

/// The maximum number of bytes read from a response.
const MAX_LENGTH: usize = 64 * 1024;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The only HTTP client of the backend. It calls a [`SiteUrl`], which is always below teamwork.com,
/// or the token endpoint. It follows no redirects, uses only the configured proxy, and limits time
/// and size.
#[derive(Clone, Debug)]
pub(crate) struct Provider {
    client: Client,
    sandbox: Option<Url>,
    timeout: Duration,
}

/// A response from Teamwork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// Whether the body is a JSON object. If it is too long to be read, whether it begins like one.
    pub(crate) json: bool,
}

/// Why there is no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreachable {
    /// The hostname doesn't exist in DNS.
    NoSuchHost,
    /// Anything else: no connection, a broken one, or a timeout.
    Unavailable,
}

/// The credential of a request.
#[derive(Clone, Copy)]
pub(crate) enum Credential<'a> {
    /// An API key.
    ApiKey(&'a str),
    /// An access token from the sign-in.
    AccessToken(&'a str),
}

/// A response from the token endpoint.
pub(crate) struct TokenAnswer {
    pub(crate) status: StatusCode,
    /// The body contains a token, so it is zeroed when dropped. `None` if it is too large.
    pub(crate) body: Option<Zeroizing<Vec<u8>>>,
}

/// Why there is no response from the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoTokenAnswer {
    /// The request was not sent.
    NotSent,
    /// The request may have been sent and processed.
    Lost,
}

impl Provider {
    pub(crate) fn new(
        sandbox: Option<Url>,
        egress: Egress,
        timeout: Duration,
    ) -> Result<Self, StartError> {
        let by_proxy = egress.has_proxy();
        let mut builder = egress
            .apply(Client::builder())
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            // An idle connection may be dead, and a code can't be sent twice.
            .pool_max_idle_per_host(0)
            .timeout(timeout)
            .user_agent(concat!("teamwork-connect/", env!("CARGO_PKG_VERSION")));
        match &sandbox {
            Some(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {}
            Some(_) => return Err(StartError::SandboxUrl),
            // The proxy is inside the operator's network and resolves Teamwork's hostnames itself.
            None if by_proxy => builder = builder.https_only(true),
            // The sandbox runs on this machine; Teamwork never does.
            None => builder = builder.https_only(true).dns_resolver(Arc::new(PublicResolver)),
        }
        let client = builder.build().map_err(StartError::Client)?;
        Ok(Self { client, sandbox, timeout })
    }

    /// Returns the time limit for all calls of one operation together.
    pub(crate) const fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Requests a path of a site, with an optional credential.
    pub(crate) async fn get(
        &self,
        site: &SiteUrl,
        path: &str,
        credential: Option<Credential<'_>>,
    ) -> Result<Answer, Unreachable> {
        let url = site_path(site, path).ok_or(Unreachable::Unavailable)?;
        let mut request = self.request(Client::get, &url).ok_or(Unreachable::Unavailable)?;
        if let Some(credential) = credential {
            let authorization = credential.to_header().ok_or(Unreachable::Unavailable)?;
            request = request.header(header::AUTHORIZATION, authorization);
        }
        let response = request.send().await.map_err(|error| why(&error))?;
        let status = response.status();
        // The body of an error is not needed.
        let json = status.is_success() && is_json_object(response).await?;
        Ok(Answer { status, json })
    }

    /// Posts JSON to the token endpoint, once. The body is zeroed after it has been sent.
    pub(crate) async fn post_to_token_endpoint(
        &self,
        body: Zeroizing<Vec<u8>>,
    ) -> Result<TokenAnswer, NoTokenAnswer> {
        let url = Url::parse(TOKEN_URL).map_err(|_| NoTokenAnswer::NotSent)?;
        let request = self.request(Client::post, &url).ok_or(NoTokenAnswer::NotSent)?;
        let response = request
            .header(header::CONTENT_TYPE, "application/json")
            .body(Bytes::from_owner(body))
            .send()
            .await
            .map_err(|error| NoTokenAnswer::of(&error))?;
        let status = response.status();
        match read(response).await {
            Ok(body) => Ok(TokenAnswer { status, body: body.into_whole() }),
            // For an error, the status is enough.
            Err(_) if !status.is_success() => Ok(TokenAnswer { status, body: None }),
            Err(_) => Err(NoTokenAnswer::Lost),
        }
    }

    /// Returns the URL to which the browser is sent to sign in, with an optional PKCE challenge.
    pub(crate) fn authorization_url(
        &self,
        client_id: &str,
        redirect_uri: &str,
        state: &str,
        challenge: Option<&str>,
    ) -> Option<Url> {
        let mut url = self.target(&Url::parse(AUTHORIZATION_URL).ok()?)?;
        url.query_pairs_mut()
            .append_pair("client_id", client_id)
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("state", state);
        if let Some(challenge) = challenge {
            url.query_pairs_mut()
                .append_pair("code_challenge", challenge)
                .append_pair("code_challenge_method", "S256");
        }
        Some(url)
    }

    fn request(
        &self,
        method: impl FnOnce(&Client, Url) -> RequestBuilder,
        url: &Url,
    ) -> Option<RequestBuilder> {
        let request = method(&self.client, self.target(url)?);
        let request = request.header(header::ACCEPT, "application/json");
        let request = match trace::traceparent() {
            Some(traceparent) => request.header(trace::TRACEPARENT, traceparent),
            None => request,
        };
        Some(match &self.sandbox {
            None => request,
            Some(_) => request.header(header::HOST, url.host_str()?),
        })
    }

    /// Returns the URL itself, or the same path at the sandbox.
    fn target(&self, url: &Url) -> Option<Url> {
        match &self.sandbox {
            None => Some(url.clone()),
            Some(sandbox) => sandbox.join(&url[Position::BeforePath..Position::AfterQuery]).ok(),
        }
    }
}

impl Credential<'_> {
    fn to_header(self) -> Option<HeaderValue> {
        let value = Zeroizing::new(match self {
            // Teamwork accepts any password.
            Self::ApiKey(key) => {
                let pair = Zeroizing::new(format!("{key}:x"));
                format!("Basic {}", STANDARD.encode(pair.as_bytes()))
            }
            Self::AccessToken(token) => format!("Bearer {token}"),
        });
        let mut value = HeaderValue::from_str(&value).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

impl NoTokenAnswer {
    fn of(error: &reqwest::Error) -> Self {
        // reqwest reports everything up to an established connection, including its timeout, as a
        // connect error. The request is sent later.
        if error.is_connect() || error.is_builder() { Self::NotSent } else { Self::Lost }
    }
}

fn site_path(site: &SiteUrl, path: &str) -> Option<Url> {
    let url = Url::parse(&format!("{site}{path}")).ok()?;
    // The site consists of validated parts. Make sure that the URL parser sees the same hostname.
    let same = url.scheme() == "https"
        && url.host_str() == Some(&site.host())
        && url.port().is_none()
        && url.username().is_empty();
    same.then_some(url)
}

async fn is_json_object(response: Response) -> Result<bool, Unreachable> {
    Ok(match read(response).await.map_err(|error| why(&error))? {
        Body::Whole(body) => serde_json::from_slice::<serde_json::Map<_, _>>(&body).is_ok(),
        // A success remains one even if its body is long.
        Body::Beginning(body) => body.trim_ascii_start().starts_with(b"{"),
    })
}

/// The part of a response that was read.
enum Body {
    /// The complete body.
    Whole(Zeroizing<Vec<u8>>),
    /// The beginning of a body that exceeds the limit.
    Beginning(Zeroizing<Vec<u8>>),
}

impl Body {
    fn into_whole(self) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            Self::Whole(body) => Some(body),
            Self::Beginning(_) => None,
        }
    }
}

async fn read(mut response: Response) -> reqwest::Result<Body> {
    // Allocate the maximum at once: growing the buffer would leave copies of secrets in memory.
    let mut body = Zeroizing::new(Vec::with_capacity(MAX_LENGTH));
    while let Some(chunk) = response.chunk().await? {
        let room = MAX_LENGTH - body.len();
        if chunk.len() > room {
            body.extend_from_slice(&chunk[..room]);
            return Ok(Body::Beginning(body));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Body::Whole(body))
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
    fn requests_go_to_the_site_or_to_the_sandbox() {
        let url = |sandbox: Option<&str>, path| {
            let sandbox = sandbox.map(|url| url.parse().unwrap());
            let provider = Provider::new(sandbox, Egress::default(), CONNECT_TIMEOUT).unwrap();
            let url = site_path(&site(), path)?;
            provider.target(&url).map(String::from)
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
    fn the_credential_is_the_key_with_any_password_and_is_hidden() {
        let header = Credential::ApiKey("twp_key").to_header().unwrap();
        assert_eq!(header.as_bytes(), b"Basic dHdwX2tleTp4");
        assert_eq!(format!("{header:?}"), "Sensitive");
        let header = Credential::AccessToken("tkn").to_header().unwrap();
        assert_eq!(header.as_bytes(), b"Bearer tkn");
        assert_eq!(format!("{header:?}"), "Sensitive");
    }

    #[test]
    fn users_sign_in_at_teamwork_or_at_the_sandbox() {
        let url = |sandbox: Option<&str>| {
            let sandbox = sandbox.map(|url| url.parse().unwrap());
            let provider = Provider::new(sandbox, Egress::default(), CONNECT_TIMEOUT).unwrap();
            let url =
                provider.authorization_url("a&b", "http://localhost/oauth/callback", "s", None);
            String::from(url.unwrap())
        };
        let query =
            "?client_id=a%26b&redirect_uri=http%3A%2F%2Flocalhost%2Foauth%2Fcallback&state=s";
        let real = format!("https://www.teamwork.com/launchpad/login{query}");
        assert_eq!(url(None), real);
        let sandbox = format!("http://127.0.0.1:8082/launchpad/login{query}");
        assert_eq!(url(Some("http://127.0.0.1:8082")), sandbox);
    }

    #[test]
    fn rejects_a_sandbox_url_that_is_not_http() {
        for bad in ["file:///x", "mailto:a@b.example"] {
            assert!(
                Provider::new(Some(bad.parse().unwrap()), Egress::default(), CONNECT_TIMEOUT)
                    .is_err(),
                "{bad}"
            );
        }
    }
}
