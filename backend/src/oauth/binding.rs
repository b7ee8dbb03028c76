//! The cookie that binds an authorization to one browser. Without it, an attacker could send you a
//! link that attaches your Teamwork account to the attacker's connection.
//!
//! A caller with a session cookie gets the binding cookie with the response that begins the
//! authorization, so no other browser can sign in. Otherwise a page on another site gets that
//! response, and browsers would not store the cookie. Then the first browser that visits the start
//! page gets it. In this case the [verification code](crate::oauth::verification_code) keeps
//! strangers out: the page that began the authorization must confirm it with that code.

use uuid::Uuid;

use crate::crypto::random_token::has_hash;
use crate::public_url::PublicUrl;
use crate::store::authorization_row::{
    AuthorizationRow, CHECK_LIMIT_MS, CONFIRMATION_LIMIT_MS, LIFETIME_MS,
};

/// Returns the `Set-Cookie` value for an authorization. The cookie outlives the authorization by
/// the time that may follow the sign-in, so that its browser still sees the outcome.
pub(crate) fn set_cookie(public_url: &PublicUrl, authorization: &str, value: &str) -> String {
    let seconds = (LIFETIME_MS + CHECK_LIMIT_MS + CONFIRMATION_LIMIT_MS) / 1000;
    cookie_of(public_url, authorization, value, seconds)
}

/// Returns the `Set-Cookie` value that removes the cookie of an authorization.
pub(crate) fn clear_cookie(public_url: &PublicUrl, authorization: &str) -> String {
    cookie_of(public_url, authorization, "", 0)
}

fn cookie_of(public_url: &PublicUrl, authorization: &str, value: &str, seconds: i64) -> String {
    let prefix = prefix(public_url);
    let secure = if public_url.is_plain_loopback() { "" } else { "; Secure" };
    // `Lax`, because the browser comes to the callback from Teamwork's pages.
    format!(
        "{prefix}{authorization}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    )
}

/// Returns the value of the cookie if the request comes from the browser that this authorization is
/// bound to.
pub(crate) fn value_of<'a>(
    public_url: &PublicUrl,
    cookies: impl Iterator<Item = (&'a str, &'a str)>,
    authorization: &AuthorizationRow,
) -> Option<&'a str> {
    let hash = authorization.binding_hash.as_deref()?;
    of_authorizations(public_url, cookies)
        .find(|(id, value)| *id == authorization.id && has_hash(value, hash))
        .map(|(_, value)| value)
}

/// The maximum number of binding cookies that are read. A browser has only a few, because those of
/// ended authorizations are removed, but an attacker can send thousands.
const MAX_COOKIES: usize = 20;

/// Returns the IDs of the authorizations that a request has a cookie for, without duplicates. The
/// cookies' values are not verified.
pub(crate) fn named<'a>(
    public_url: &PublicUrl,
    cookies: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<String> {
    let mut ids: Vec<String> =
        of_authorizations(public_url, cookies).map(|(id, _)| id.to_owned()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Returns the binding cookies. If there are too many, only the last ones count: browsers send the
/// newest cookies last.
fn of_authorizations<'a>(
    public_url: &PublicUrl,
    cookies: impl Iterator<Item = (&'a str, &'a str)>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let prefix = prefix(public_url);
    let found = cookies.filter_map(move |(name, value)| {
        let id = name.strip_prefix(prefix)?;
        // The name of the session cookie has the same prefix.
        Uuid::try_parse(id).is_ok().then_some((id, value))
    });
    let mut found: Vec<_> = found.collect();
    found.drain(..found.len().saturating_sub(MAX_COOKIES));
    found.into_iter()
}

fn prefix(public_url: &PublicUrl) -> &'static str {
    // With the `__Host-` prefix, browsers accept the cookie only over TLS and from this very
    // hostname. Over plain http on this machine, some would not accept it at all.
    if public_url.is_plain_loopback() { "teamwork-connect-" } else { "__Host-teamwork-connect-" }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use proptest::prelude::*;

    use super::*;
    use crate::http::cookies;

    proptest! {
        /// Only a few cookies are read. Each belongs to an authorization, and the newest one is
        /// among them.
        #[test]
        fn fuzz_the_last_cookie_of_an_authorization_is_read(
            cookies in prop::collection::vec(
                prop_oneof![
                    4 => "(__Host-)?teamwork-connect-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}=[!-:]{0,9}",
                    1 => "(__Host-)?(teamwork-connect-)?(session|\\{?[0-9a-f]{0,36}\\}?)=?[ -~]{0,9}",
                ],
                0..60,
            ),
            junk in any::<Vec<u8>>(),
            secure in any::<bool>(),
        ) {
            let url = public_url(if secure { "https://app.example" } else { "http://localhost" });
            let own = cookie_of(&url, ID, "v", 1);
            let sent = format!("{}; {}", cookies.join("; "), own.split(';').next().unwrap());
            let mut headers = HeaderMap::new();
            if let Ok(junk) = HeaderValue::from_bytes(&junk) {
                headers.append(header::COOKIE, junk);
            }
            headers.append(header::COOKIE, HeaderValue::try_from(sent).unwrap());
            let named = named(&url, cookies::all(&headers));
            prop_assert!((1..=MAX_COOKIES).contains(&named.len()));
            prop_assert!(named.iter().any(|id| id == ID));
            prop_assert!(named.iter().all(|id| Uuid::try_parse(id).is_ok()));
        }
    }

    const ID: &str = "00000000-0000-4000-8000-000000000000";

    fn public_url(text: &str) -> PublicUrl {
        PublicUrl::new(&text.parse().unwrap()).unwrap()
    }

    #[test]
    fn is_sent_only_to_this_backend_and_hidden_from_scripts() {
        assert_eq!(
            set_cookie(&public_url("https://app.example/api"), ID, "v"),
            format!(
                "__Host-teamwork-connect-{ID}=v; Path=/; Max-Age=1020; HttpOnly; SameSite=Lax; Secure"
            )
        );
        assert_eq!(
            set_cookie(&public_url("http://localhost:8080/api"), ID, "v"),
            format!("teamwork-connect-{ID}=v; Path=/; Max-Age=1020; HttpOnly; SameSite=Lax")
        );
        let elsewhere = set_cookie(&public_url("http://intranet.example"), ID, "v");
        assert!(elsewhere.starts_with("__Host-") && elsewhere.ends_with("; Secure"));
    }

    #[test]
    fn finds_the_binding_among_other_cookies() {
        let url = public_url("http://localhost/");
        let mut headers = HeaderMap::new();
        let cookies = format!(
            "teamwork-connect-session=s; teamwork-connect-{ID}=v;__Host-teamwork-connect-{ID}=x"
        );
        headers.insert(header::COOKIE, HeaderValue::try_from(cookies).unwrap());
        assert_eq!(named(&url, cookies::all(&headers)), [ID]);
        assert_eq!(
            of_authorizations(&url, cookies::all(&headers)).collect::<Vec<_>>(),
            [(ID, "v")]
        );
    }

    #[test]
    fn h5_only_the_last_of_many_cookies_are_read() {
        let url = public_url("http://localhost/");
        let cookies: Vec<_> = (0..1000)
            .map(|number| format!("teamwork-connect-{}={number}", Uuid::new_v4()))
            .chain([format!("teamwork-connect-{ID}=v")])
            .collect();
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::try_from(cookies.join("; ")).unwrap());
        let named = named(&url, cookies::all(&headers));
        assert!(named.len() == MAX_COOKIES && named.iter().any(|id| id == ID));
    }
}
