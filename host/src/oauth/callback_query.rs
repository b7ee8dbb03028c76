//! What Teamwork sends a browser back with.

use teamwork_connect_core::ResultCode;
use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::random_token;

/// The longest code that is taken, in bytes.
const MAX_CODE_LENGTH: usize = 2048;

/// The query of the callback, as far as it matters.
pub(crate) enum CallbackQuery {
    /// The user signed in.
    Code {
        /// What the host exchanges for a token, once.
        code: Zeroizing<String>,
        /// What the host sent the browser to Teamwork with.
        state: String,
    },
    /// Something else came of it. Teamwork is said to leave out the state here.
    Error { code: ResultCode, state: Option<String> },
}

impl CallbackQuery {
    /// Reads a query strictly: `None` for one that Teamwork does not send, such as one with a parameter
    /// given twice. Others than these three are of no concern, `error_description` included: it is
    /// anybody's text.
    pub(crate) fn parse(query: &str) -> Option<Self> {
        let code = parameter(query, "code")?;
        let error = parameter(query, "error")?;
        let state = parameter(query, "state")?;
        if state.as_ref().is_some_and(|state| !random_token::is_well_formed(state)) {
            return None;
        }
        match (code, error) {
            (Some(code), None) => {
                let sensible = (1..=MAX_CODE_LENGTH).contains(&code.len())
                    && code.bytes().all(|byte| byte.is_ascii_graphic());
                let state = state.filter(|_| sensible)?;
                Some(Self::Code { code: Zeroizing::new(code), state })
            }
            (None, Some(error)) => Some(Self::Error { code: meaning(&error), state }),
            _ => None,
        }
    }
}

/// A parameter, where it is there; `None` altogether where it is there twice.
fn parameter(query: &str, name: &str) -> Option<Option<String>> {
    let mut values = form_urlencoded::parse(query.as_bytes())
        .filter(|(own, _)| own == name)
        .map(|(_, value)| value.into_owned());
    let value = values.next();
    values.next().is_none().then_some(value)
}

/// What an error means (RFC 6749, section 4.1.2.1).
fn meaning(error: &str) -> ResultCode {
    match error {
        "access_denied" => ResultCode::Denied,
        "server_error" | "temporarily_unavailable" => ResultCode::ProviderUnavailable,
        "unauthorized_client" | "invalid_client" => ResultCode::ClientInvalid,
        _ => ResultCode::GrantInvalid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    #[test]
    fn reads_a_code_with_its_state() {
        let query = format!("code=a%2Fb&state={STATE}&client_id=x&client_id=y");
        match CallbackQuery::parse(&query) {
            Some(CallbackQuery::Code { code, state }) => {
                assert_eq!((code.as_str(), state.as_str()), ("a/b", STATE));
            }
            _ => panic!("a code"),
        }
    }

    #[test]
    fn reads_errors_with_and_without_state() {
        for (error, expected) in [
            ("access_denied", ResultCode::Denied),
            ("server_error", ResultCode::ProviderUnavailable),
            ("temporarily_unavailable", ResultCode::ProviderUnavailable),
            ("unauthorized_client", ResultCode::ClientInvalid),
            ("invalid_scope", ResultCode::GrantInvalid),
            ("<script>", ResultCode::GrantInvalid),
            ("", ResultCode::GrantInvalid),
        ] {
            for with_state in [false, true] {
                let mut query = format!("error={error}&error_description=%3Cb%3E");
                if with_state {
                    query.push_str(&format!("&state={STATE}"));
                }
                match CallbackQuery::parse(&query) {
                    Some(CallbackQuery::Error { code, state }) => {
                        assert_eq!((code, state.is_some()), (expected, with_state));
                    }
                    _ => panic!("an error"),
                }
            }
        }
    }

    #[test]
    fn refuses_what_teamwork_does_not_send() {
        let huge = format!("code={}&state={STATE}", "a".repeat(MAX_CODE_LENGTH + 1));
        let long = format!("code=a&state={}", "a".repeat(10_000));
        for query in [
            "",
            "code=a",
            "code=a&state=",
            "code=a&state=short",
            "code=a&state=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9a",
            "error=access_denied&state=",
            &format!("state={STATE}"),
            &format!("code=&state={STATE}"),
            &format!("code=a%00&state={STATE}"),
            &format!("code=a%20b&state={STATE}"),
            &format!("code=a&code=a&state={STATE}"),
            &format!("code=a&state={STATE}&state={STATE}"),
            &format!("code=a&error=access_denied&state={STATE}"),
            &format!("error=access_denied&error=server_error&state={STATE}"),
            &huge,
            &long,
        ] {
            assert!(CallbackQuery::parse(query).is_none(), "{query}");
        }
    }
}
