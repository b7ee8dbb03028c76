//! Redirects back to the app.

use axum::response::{IntoResponse, Redirect, Response};

use super::app::CLIENT_ID;
use super::sign_ins::LoginRequest;
use crate::behavior::Behavior;

/// Redirects the browser to the app's redirect URI.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SendBack<'a> {
    /// The request with which the login began.
    pub(crate) request: &'a LoginRequest,
    /// How to misbehave.
    pub(crate) behavior: &'a Behavior,
}

impl SendBack<'_> {
    /// Redirects with a code.
    pub(crate) fn with_code(self, code: &str) -> Response {
        self.send(&[("code", code)])
    }

    /// Redirects with an error. Reportedly, Teamwork also adds the client ID and a description.
    pub(crate) fn with_error(self, error: &str, description: &str) -> Response {
        let description = self.behavior.error_description.as_deref().unwrap_or(description);
        self.send(&[("error", error), ("error_description", description), ("client_id", CLIENT_ID)])
    }

    /// Redirects with the error from the behavior, if it has one.
    pub(crate) fn with_error_as_told(self) -> Option<Response> {
        let error = self.behavior.error.as_deref()?;
        Some(self.with_error(error, "The sandbox is set to fail."))
    }

    fn send(self, parameters: &[(&str, &str)]) -> Response {
        let state = self.request.state.as_deref().filter(|_| !self.behavior.omit_state);
        let state = state.map(|state| ("state", state));
        let mut url = self.request.redirect_uri.clone();
        let mut separator = if url.contains('?') { '&' } else { '?' };
        for (name, value) in parameters.iter().copied().chain(state) {
            url.push(separator);
            url.push_str(name);
            url.push('=');
            url.push_str(&encoded(value));
            separator = '&';
        }
        // 303, because the browser must follow the form's POST with a GET.
        Redirect::to(&url).into_response()
    }
}

/// Encodes a value for a query.
fn encoded(value: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::{Behavior, LoginRequest, SendBack};

    #[test]
    fn keeps_the_query_of_the_redirect_uri_and_encodes_added_values() {
        let location = |redirect_uri: &str| {
            let state = Some("a&b=c d/é".to_owned());
            let request =
                LoginRequest { redirect_uri: redirect_uri.to_owned(), state, challenge: None };
            let behavior = Behavior::default();
            let response = SendBack { request: &request, behavior: &behavior }.with_code("x");
            response.headers()[header::LOCATION].to_str().unwrap().to_owned()
        };
        assert_eq!(
            location("https://a.example/b"),
            "https://a.example/b?code=x&state=a%26b%3Dc%20d%2F%C3%A9"
        );
        assert_eq!(
            location("https://a.example/b?c=d"),
            "https://a.example/b?c=d&code=x&state=a%26b%3Dc%20d%2F%C3%A9"
        );
    }
}
