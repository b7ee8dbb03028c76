//! The query with which Teamwork sends the browser back.

use teamwork_connect_core::ResultCode;
use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::crypto::random_token;

/// The maximum length of a code in bytes.
const MAX_CODE_LENGTH: usize = 2048;

/// The relevant parts of the callback's query.
pub(crate) enum CallbackQuery {
    /// The user signed in.
    Code {
        /// The authorization code, which the backend exchanges for a token once.
        code: Zeroizing<String>,
        /// The state with which the backend sent the browser to Teamwork.
        state: String,
    },
    /// The sign-in failed. Reportedly, Teamwork omits the state here.
    Error { code: ResultCode, state: Option<String> },
}

impl CallbackQuery {
    /// Parses a query strictly. Returns `None` for one that Teamwork never sends, such as one with
    /// a duplicate parameter. Other parameters are ignored, including `error_description`, which
    /// anybody can write.
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

/// Returns a parameter as `Some(None)` if it is absent, and `None` if it is duplicated.
fn parameter(query: &str, name: &str) -> Option<Option<String>> {
    let mut values = form_urlencoded::parse(query.as_bytes())
        .filter(|(own, _)| own == name)
        .map(|(_, value)| value.into_owned());
    let value = values.next();
    values.next().is_none().then_some(value)
}

/// Maps an error to a result code (RFC 6749, section 4.1.2.1).
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
    use proptest::prelude::*;

    use super::*;

    /// Generates decoded parameters, so that the expected result is known without parsing.
    fn parameters() -> impl Strategy<Value = Vec<(&'static str, String)>> {
        let name = prop::sample::select(vec![
            "code",
            "code",
            "state",
            "state",
            "error",
            "Code",
            "client_id",
        ]);
        let value = prop_oneof![
            3 => "[A-Za-z0-9_-]{43}",
            2 => "[!-~]{1,20}",
            1 => prop::sample::select(vec!["access_denied", "server_error", ""]).prop_map(str::to_owned),
            1 => any::<String>(),
            1 => (2046usize..2052).prop_map(|length| "c".repeat(length)),
        ];
        let some = prop::collection::vec((name, value.clone()), 0..5);
        let near_a_code =
            (value, "[A-Za-z0-9_-]{43}", any::<bool>()).prop_map(|(code, state, first)| {
                let mut parameters = vec![("code", code), ("state", state)];
                parameters.rotate_left(usize::from(first));
                parameters
            });
        prop_oneof![some, near_a_code]
    }

    /// Encodes parameters as a query, with either all or only the necessary characters escaped.
    fn query(parameters: &[(&'static str, String)], all_encoded: bool) -> String {
        if !all_encoded {
            let mut query = form_urlencoded::Serializer::new(String::new());
            return query.extend_pairs(parameters).finish();
        }
        let encoded =
            |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
        let pairs =
            parameters.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    proptest! {
        /// A query is parsed the same however it is encoded, and never partially.
        #[test]
        fn fuzz_encoding_does_not_change_the_meaning_of_a_query(parameters in parameters(), all_encoded in any::<bool>()) {
            let all = |name: &str| -> Vec<&str> {
                let own = parameters.iter().filter(|(own, _)| *own == name);
                own.map(|(_, value)| value.as_str()).collect()
            };
            let is_state = |text: &str| {
                text.len() == 43 && text.chars().all(|c| matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_'))
            };
            let is_code = |text: &str| {
                (1..=2048).contains(&text.len()) && text.chars().all(|c| ('!'..='~').contains(&c))
            };
            let read = CallbackQuery::parse(&query(&parameters, all_encoded));
            match (&*all("code"), &*all("error"), &*all("state")) {
                ([code], [], [state]) if is_code(code) && is_state(state) => {
                    let Some(CallbackQuery::Code { code: own_code, state: own_state }) = read else {
                        return Err(TestCaseError::fail("a code"));
                    };
                    prop_assert_eq!((own_code.as_str(), own_state.as_str()), (*code, *state));
                }
                ([], [error], states) if states.len() < 2 && states.iter().all(|state| is_state(state)) => {
                    let Some(CallbackQuery::Error { code, state }) = read else {
                        return Err(TestCaseError::fail("an error"));
                    };
                    prop_assert_eq!(code == ResultCode::Denied, *error == "access_denied");
                    prop_assert_eq!(state.as_deref(), states.first().copied());
                }
                _ => prop_assert!(read.is_none()),
            }
        }

        /// Whatever the query is, a code that is accepted can be sent on.
        #[test]
        fn fuzz_any_query_is_parsed_strictly(
            query in prop_oneof![any::<String>(), "((code|error|state|x)=?([A-Za-z0-9%+_-]{0,50})[&;]?){0,5}"],
        ) {
            if let Some(CallbackQuery::Code { code, state }) = CallbackQuery::parse(&query) {
                prop_assert!((1..=MAX_CODE_LENGTH).contains(&code.len()));
                prop_assert!(code.bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert!(random_token::is_well_formed(&state));
            }
            let twice = format!("{query}&code=a&code=b");
            prop_assert!(CallbackQuery::parse(&twice).is_none());
        }
    }

    const STATE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    #[test]
    fn parses_a_code_with_its_state() {
        let query = format!("code=a%2Fb&state={STATE}&client_id=x&client_id=y");
        match CallbackQuery::parse(&query) {
            Some(CallbackQuery::Code { code, state }) => {
                assert_eq!((code.as_str(), state.as_str()), ("a/b", STATE));
            }
            _ => panic!("a code"),
        }
    }

    #[test]
    fn parses_errors_with_and_without_state() {
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
    fn rejects_queries_that_teamwork_never_sends() {
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
