//! Sessions, which a cookie identifies.

use sqlx::AnyPool;
use thiserror::Error;

use crate::crypto::random_token::{self, NoRandomness, hash};
use crate::public_url::PublicUrl;
use crate::store::account::Account;
use crate::store::database::{Database, Failure};
use crate::store::error::StoreError;
use crate::store::{accounts, sessions};

/// The session can't be created, read or ended.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct SessionError(Cause);

#[derive(Debug, Error)]
enum Cause {
    #[error("The system's random number generator failed.")]
    Random,
    #[error("Can't store the session: {0}")]
    Database(sqlx::Error),
}

/// Begins a session of an account, creating the account if it doesn't exist. Returns the
/// `Set-Cookie` value.
pub(crate) async fn begin(
    database: &Database,
    public_url: &PublicUrl,
    account: &str,
    lifetime_ms: i64,
    now: i64,
) -> Result<String, SessionError> {
    let token = random_token::generate()?;
    accounts::ensure(database, account, now).await?;
    let mut transaction = database.write(&Account::new(account)).await?;
    sessions::purge(&mut transaction, now).await?;
    sessions::make_room(&mut transaction, account, database.session_quota()).await?;
    let expires_at = now.saturating_add(lifetime_ms);
    sessions::insert(&mut transaction, &hash(&token), account, expires_at).await?;
    transaction.commit().await?;
    Ok(set_cookie(public_url, &token, lifetime_ms))
}

/// Returns the account whose session one of these cookies identifies.
pub(crate) async fn find<'a>(
    pool: &AnyPool,
    public_url: &PublicUrl,
    cookies: impl Iterator<Item = (&'a str, &'a str)>,
    now: i64,
) -> Result<Option<Account>, StoreError> {
    match read_cookie(public_url, cookies) {
        Some(token) => sessions::find(pool, &hash(token), now).await,
        None => Ok(None),
    }
}

/// Ends the session that one of these cookies identifies, if there is one, and returns its account.
pub(crate) async fn end<'a>(
    database: &Database,
    public_url: &PublicUrl,
    cookies: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Option<Account>, StoreError> {
    match read_cookie(public_url, cookies) {
        Some(token) => sessions::delete(database, &hash(token)).await,
        None => Ok(None),
    }
}

/// Ends all sessions of an account and returns how many there were.
pub(crate) async fn end_all(database: &Database, account: &str) -> sqlx::Result<u64> {
    sessions::delete_all(database, account).await
}

/// Returns the name of the cookie.
pub(crate) fn cookie_name(public_url: &PublicUrl) -> &'static str {
    // With the `__Host-` prefix, browsers accept the cookie only over TLS, from this very hostname
    // and for all paths, so no sibling domain can set it.
    if public_url.is_secure() {
        "__Host-teamwork-connect-session"
    } else {
        "teamwork-connect-session"
    }
}

/// Returns the `Set-Cookie` value that removes the cookie.
pub(crate) fn clear_cookie(public_url: &PublicUrl) -> String {
    set_cookie(public_url, "", 0)
}

fn set_cookie(public_url: &PublicUrl, token: &str, lifetime_ms: i64) -> String {
    let name = cookie_name(public_url);
    let path = match public_url.path() {
        path if !path.is_empty() && !public_url.is_secure() => path,
        _ => "/",
    };
    let secure = if public_url.is_secure() { "; Secure" } else { "" };
    let seconds = lifetime_ms / 1000;
    format!("{name}={token}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

fn read_cookie<'a>(
    public_url: &PublicUrl,
    cookies: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<&'a str> {
    let name = cookie_name(public_url);
    let mut tokens = cookies.filter_map(|(own, token)| (own == name).then_some(token));
    let token = tokens.next()?;
    // A browser has only one. If an attacker added another, there is no way to tell which is the
    // user's.
    tokens.next().is_none().then_some(token)
}

impl SessionError {
    /// Returns what the error means for the request.
    pub(crate) fn failure(&self) -> Failure {
        match &self.0 {
            Cause::Random => Failure::Other,
            Cause::Database(cause) => Failure::of(cause),
        }
    }
}

impl From<NoRandomness> for SessionError {
    fn from(_: NoRandomness) -> Self {
        Self(Cause::Random)
    }
}

impl From<sqlx::Error> for SessionError {
    fn from(cause: sqlx::Error) -> Self {
        Self(Cause::Database(cause))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use proptest::prelude::*;

    use super::{PublicUrl, cookie_name, read_cookie, set_cookie};
    use crate::http::cookies;

    proptest! {
        /// Whatever else is sent, the session is the only cookie of its name. Two cookies of that
        /// name identify no session.
        #[test]
        fn fuzz_the_session_is_its_only_cookie(
            others in "((__Host-)?(teamwork-connect-)?(session)?=?[a-z\\x22 ]{0,3}[;,]? ?){0,6}",
            secure in any::<bool>(),
        ) {
            let url = public_url(if secure { "https://app.example" } else { "http://localhost" });
            let name = cookie_name(&url);
            let sent = format!("{others}; {name}=token");
            let count = sent.split(';').filter(|cookie| cookie.trim().starts_with(&format!("{name}="))).count();
            let mut headers = HeaderMap::new();
            headers.append(header::COOKIE, HeaderValue::try_from(sent).unwrap());
            prop_assert_eq!(read_cookie(&url, cookies::all(&headers)), (count == 1).then_some("token"));
        }
    }

    fn public_url(text: &str) -> PublicUrl {
        PublicUrl::new(&text.parse().unwrap()).unwrap()
    }

    #[test]
    fn m5_cookies_are_bound_to_the_path_or_over_tls_to_the_hostname() {
        let plain = set_cookie(&public_url("http://localhost:8080/api"), "t", 60_000);
        assert_eq!(
            plain,
            "teamwork-connect-session=t; Path=/api; Max-Age=60; HttpOnly; SameSite=Lax"
        );
        let secure = set_cookie(&public_url("https://app.example/api"), "t", 60_000);
        assert_eq!(
            secure,
            "__Host-teamwork-connect-session=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"
        );
    }

    #[test]
    fn finds_the_session_among_other_cookies() {
        let url = public_url("http://localhost/");
        let mut headers = HeaderMap::new();
        assert_eq!(read_cookie(&url, cookies::all(&headers)), None);
        let cookies = "a=b; not-teamwork-connect-session=no;teamwork-connect-session=t";
        headers.append(header::COOKIE, HeaderValue::from_static("broken"));
        headers.append(header::COOKIE, HeaderValue::from_static(cookies));
        assert_eq!(read_cookie(&url, cookies::all(&headers)), Some("t"));
    }

    #[test]
    fn m5_duplicate_session_cookies_are_ignored() {
        for url in ["https://app.example", "http://localhost/"] {
            let url = public_url(url);
            let name = cookie_name(&url);
            let mut headers = HeaderMap::new();
            let mut add = |cookie: String| {
                headers.append(header::COOKIE, HeaderValue::try_from(cookie).unwrap());
                headers.clone()
            };
            assert_eq!(read_cookie(&url, cookies::all(&add(format!("{name}=t")))), Some("t"));
            assert_eq!(read_cookie(&url, cookies::all(&add(format!("{name}=tossed")))), None);
        }
    }
}
