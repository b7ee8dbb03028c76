//! The way back to the app.

use axum::response::{IntoResponse, Redirect, Response};

use super::app::CLIENT_ID;
use super::sign_ins::LoginRequest;

/// Sends the browser back with a code.
pub(crate) fn with_code(request: &LoginRequest, code: &str) -> Response {
    send(request, &[("code", code)])
}

/// Sends the browser back with an error. Teamwork is said to name the app as well, and to explain.
pub(crate) fn with_error(request: &LoginRequest, error: &str, description: &str) -> Response {
    let parameters =
        [("error", error), ("error_description", description), ("client_id", CLIENT_ID)];
    send(request, &parameters)
}

fn send(request: &LoginRequest, parameters: &[(&str, &str)]) -> Response {
    let state = request.state.as_deref().map(|state| ("state", state));
    let mut url = request.redirect_uri.clone();
    let mut separator = if url.contains('?') { '&' } else { '?' };
    for (name, value) in parameters.iter().copied().chain(state) {
        url.push(separator);
        url.push_str(name);
        url.push('=');
        url.push_str(&encoded(value));
        separator = '&';
    }
    // 303: the browser posted the form here and must not post it there.
    Redirect::to(&url).into_response()
}

/// A value as it stands in a query.
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

    use super::{LoginRequest, with_code};

    #[test]
    fn keeps_the_query_of_the_redirect_uri_and_encodes_its_own() {
        let location = |redirect_uri: &str| {
            let state = Some("a&b=c d/é".to_owned());
            let response =
                with_code(&LoginRequest { redirect_uri: redirect_uri.to_owned(), state }, "x");
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
