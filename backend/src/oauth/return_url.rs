//! The URL to which the browser returns in redirect mode.

use std::collections::BTreeMap;

use url::Url;

use crate::store::authorization_row::AuthorizationRow;

/// The query parameter by which the page finds its authorization again.
const PARAMETER: &str = "teamwork-connect";

/// Returns the configured URL with the name that the page chose, with the authorization's ID added
/// to its query. Returns `None` for an authorization in a window, or if the name is no longer
/// configured.
pub(crate) fn return_url(
    configured: &BTreeMap<String, Url>,
    authorization: &AuthorizationRow,
) -> Option<String> {
    let url = configured.get(authorization.return_key.as_ref()?)?;
    Some(with_authorization(url, &authorization.id))
}

fn with_authorization(url: &Url, id: &str) -> String {
    let mut url = url.clone();
    url.query_pairs_mut().append_pair(PARAMETER, id);
    url.into()
}

#[cfg(test)]
mod tests {
    use super::with_authorization;

    #[test]
    fn the_authorization_is_added_to_the_query() {
        for (url, expected) in [
            ("https://app.example", "https://app.example/?teamwork-connect=a-1"),
            ("https://app.example/x?", "https://app.example/x?teamwork-connect=a-1"),
            (
                "https://app.example/x?y=z%20&q",
                "https://app.example/x?y=z%20&q&teamwork-connect=a-1",
            ),
            ("https://app.example/#/x?y", "https://app.example/?teamwork-connect=a-1#/x?y"),
        ] {
            assert_eq!(with_authorization(&url.parse().unwrap(), "a-1"), expected);
        }
    }
}
