//! The app that is registered with the sandbox.

use std::sync::Arc;

/// The app's client ID.
pub const CLIENT_ID: &str = "sandbox-client";

/// The app's client secret. It protects nothing.
pub const CLIENT_SECRET: &str = "sandbox-secret";

/// The app's name.
pub(crate) const NAME: &str = "Teamwork Connect Sandbox App";

/// The redirect URIs of the app.
#[derive(Clone, Debug, Default)]
pub(crate) enum App {
    /// Any callback on this machine: `http://localhost:…/…/oauth/callback`, or `127.0.0.1`, on any
    /// port. Each test has its own server on a port that isn't known in advance.
    #[default]
    OnThisMachine,
    /// Only this URI.
    At(Arc<str>),
}

impl App {
    /// Returns whether this redirect URI is registered.
    pub(crate) fn has_redirect_uri(&self, uri: &str) -> bool {
        match self {
            Self::OnThisMachine => is_callback_on_this_machine(uri),
            Self::At(own) => **own == *uri,
        }
    }
}

/// Accepts only the simplest form, so that no two parsers can interpret the URI differently.
fn is_callback_on_this_machine(uri: &str) -> bool {
    let Some((authority, path)) = uri.strip_prefix("http://").and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_/".contains(&byte);
    ["localhost", "127.0.0.1"].contains(&host)
        && port.is_none_or(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
        && port.is_none_or(|port| port.parse::<u16>().is_ok())
        && path.bytes().all(plain)
        && format!("/{path}").ends_with("/oauth/callback")
}

#[cfg(test)]
mod tests {
    use super::App;

    #[test]
    fn accepts_callbacks_on_this_machine() {
        let app = App::default();
        for uri in [
            "http://localhost:8080/api/oauth/callback",
            "http://127.0.0.1:49152/api/oauth/callback",
            "http://localhost/oauth/callback",
        ] {
            assert!(app.has_redirect_uri(uri), "{uri}");
        }
        for uri in [
            "",
            "/api/oauth/callback",
            "https://localhost:8080/api/oauth/callback",
            "http://localhost.evil.example/api/oauth/callback",
            "http://evil.example/api/oauth/callback",
            "http://localhost:8080@evil.example/api/oauth/callback",
            "http://evil.example\\@localhost/api/oauth/callback",
            "http://localhost:+80/api/oauth/callback",
            "http://localhost:/api/oauth/callback",
            "http://localhost:99999/api/oauth/callback",
            "http://localhost:8080/api/oauth/callback/",
            "http://localhost:8080/api/oauth/callback?next=/",
            "http://localhost:8080/api/oauth/callback#here",
            "http://localhost:8080/api/noauth/callback/../../oauth/callback",
            "http://localhost:8080/api/not-oauth/callback",
            "http://localhost:8080",
        ] {
            assert!(!app.has_redirect_uri(uri), "{uri}");
        }
    }

    #[test]
    fn accepts_only_the_configured_redirect_uri() {
        let app = App::At("https://backend.example/oauth/callback".into());
        assert!(app.has_redirect_uri("https://backend.example/oauth/callback"));
        assert!(!app.has_redirect_uri("https://backend.example/oauth/callback/"));
        assert!(!app.has_redirect_uri("http://localhost:8080/api/oauth/callback"));
    }
}
