//! Authorizations that are started with a token, by a page on another site: no cookie can bind them, so that page
//! has to confirm them.

use std::time::Duration;

use futures::future::join_all;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::common::{
    APP_ORIGIN, Browser, Form, Start, TestBackend, oauth, problem, sandbox_client, with,
};

const VERIFICATION_CODE: &str = "0123-4567-89AB";

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("projects", "v3", &client)).await
}

fn done(start: &Start) -> String {
    format!("http://localhost:8080/api/oauth/done/{}", start.id)
}

fn pending_until_confirmed(start: &Start) -> Value {
    json!({"id": start.id, "status": "awaiting_confirmation"})
}

async fn token(backend: &TestBackend, account: &str, connection: &str) -> Option<String> {
    let token = backend.backend.access_token(account, connection).await.unwrap();
    token.map(|token| token.to_string())
}

/// How many authorizations store a token.
async fn tokens_kept(backend: &TestBackend) -> i64 {
    let mut database = backend.open_database().await;
    let count = "SELECT count(*) FROM authorizations
                 WHERE access_token IS NOT NULL OR encryption_key_id IS NOT NULL";
    sqlx::query_scalar(count).fetch_one(&mut database).await.unwrap()
}

/// A connection of `ada` in a page on another site, and her authorization, which awaits confirmation.
struct Awaiting {
    backend: TestBackend,
    browser: Browser,
    connection: String,
    start: Start,
    callback: String,
    verification_code: String,
}

impl Awaiting {
    async fn begin() -> Self {
        let backend = TestBackend::start_cross_site().await;
        let browser = backend.cross_site_browser("ada");
        let connection = connection(&browser).await;
        let start = browser.begin(&connection).await;
        let callback = browser.accept(&start, "acme").await;
        let verification_code = browser.verification_code(&start, &callback).await;
        let awaiting = Self { backend, browser, connection, start, callback, verification_code };
        assert_eq!(awaiting.status().await, pending_until_confirmed(&awaiting.start));
        assert_eq!(tokens_kept(&awaiting.backend).await, 1);
        awaiting
    }

    async fn status(&self) -> Value {
        self.browser.status(&self.start.id).await
    }

    async fn confirm(&self, verification_code: &str) -> Response {
        self.browser.confirm(&self.start.id, verification_code).await
    }

    async fn connection(&self) -> Value {
        self.browser.caller().get_json(&format!("/connections/{}", self.connection)).await
    }

    /// Checks that the authorization has this outcome, that nothing of it remains, and that the verification code
    /// is useless.
    async fn assert_over(&self, status: &str, code: Option<&str>) {
        let mut expected = json!({"id": self.start.id, "status": status});
        if let Some(code) = code {
            expected["code"] = code.into();
        }
        assert_eq!(self.status().await, expected);
        problem(self.confirm(&self.verification_code).await, 409, "conflict").await;
        assert_eq!(self.status().await, expected);
        assert_eq!(self.browser.verification_code_on(&done(&self.start)).await, None);
        assert_eq!(token(&self.backend, "ada", &self.connection).await, None);
    }
}

#[tokio::test]
async fn the_page_that_started_it_completes_it() {
    let awaiting = Awaiting::begin().await;
    let Awaiting { backend, browser, start, .. } = &awaiting;
    assert!(start.set_cookies.is_empty(), "a page on another site could not store it");
    let connection = awaiting.connection().await;
    assert_eq!(connection["status"], "offline");
    assert_eq!(
        connection["pendingAuthorization"],
        start.id.as_str(),
        "the pending authorization is listed"
    );
    assert_eq!(token(backend, "ada", &awaiting.connection).await, None);

    let page = browser.visit(&done(start)).await.text().await.unwrap();
    for part in [
        "<h1 tabindex=\"-1\">Signed in to Teamwork</h1>",
        "data-result=\"awaiting_confirmation\"",
        &format!("data-verification-code=\"{}\"", awaiting.verification_code),
        &format!("data-origins=\"{APP_ORIGIN}\""),
        "don’t share the code with anyone",
        "You can close this window once the app shows that it’s connected.",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let again = browser.verification_code(start, &awaiting.callback).await;
    assert_eq!(again, awaiting.verification_code, "reloading shows the same code");

    let confirmed = awaiting.confirm(&awaiting.verification_code).await;
    assert_eq!(confirmed.status(), 200);
    let account = json!({"siteUrl": "https://acme.teamwork.com", "userName": "Ada Lovelace"});
    let expected = json!({"id": start.id, "status": "succeeded", "account": account});
    assert_eq!(confirmed.json::<Value>().await.unwrap(), expected);
    assert_eq!(awaiting.status().await, expected);
    assert_eq!(awaiting.connection().await["status"], "online");
    let stored = token(backend, "ada", &awaiting.connection).await;
    assert!(stored.as_ref().unwrap().starts_with("tkn.v1_"));
    assert_eq!(tokens_kept(backend).await, 0);
    assert_eq!(backend.exchanges(), 1);
    let page = browser.visit(&done(start)).await.text().await.unwrap();
    assert!(page.contains("data-result=\"succeeded\"") && !page.contains("<code>"), "{page}");

    // A client that lost the response gets it again, and nothing else happens. Other verification codes are
    // rejected.
    let again = awaiting.confirm(&awaiting.verification_code).await;
    assert_eq!(again.json::<Value>().await.unwrap(), expected);
    problem(awaiting.confirm(VERIFICATION_CODE).await, 409, "conflict").await;
    assert_eq!(token(backend, "ada", &awaiting.connection).await, stored);
}

#[tokio::test]
async fn the_first_browser_claims_it() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let start = browser.begin(&connection(&browser).await).await;
    let first = browser.visit(&start.start_url).await;
    assert_eq!(first.status(), 303);
    let cookie = first.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with(&format!("teamwork-connect-{}=", start.id)), "{cookie}");
    assert!(cookie.ends_with("; Path=/; Max-Age=1020; HttpOnly; SameSite=Lax"), "{cookie}");

    let stranger = backend.foreign_browser();
    for _ in 0..2 {
        let refused = stranger.visit(&start.start_url).await;
        assert_eq!(refused.status(), 403);
        assert!(!refused.headers().contains_key("set-cookie"));
    }
    let again = browser.visit(&start.start_url).await;
    assert_eq!(again.status(), 303);
    assert!(!again.headers().contains_key("set-cookie"), "the browser already has the cookie");
    let callback = browser.accept(&start, "acme").await;
    assert_eq!(stranger.visit(&callback).await.status(), 403);
    let verification_code = browser.verification_code(&start, &callback).await;
    assert_eq!(browser.confirm(&start.id, &verification_code).await.status(), 200);
}

#[tokio::test]
async fn reopening_the_window_does_not_accumulate_cookies() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let id = connection(&browser).await;
    for _ in 0..20 {
        let start = browser.begin(&id).await;
        browser.sent_on(&start.start_url).await;
    }
    let cookies = browser.cookie_header();
    assert_eq!(cookies.split("; ").count(), 1, "the latest: {cookies}");
}

#[tokio::test]
async fn only_one_of_many_simultaneous_browsers_claims_it() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let start = browser.begin(&connection(&browser).await).await;
    let browsers: Vec<_> = (0..20).map(|_| backend.foreign_browser()).collect();
    let visits = browsers.iter().map(|browser| browser.visit(&start.start_url));
    let statuses: Vec<_> = join_all(visits).await.iter().map(|v| v.status().as_u16()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 403).count(), 19, "{statuses:?}");
}

#[tokio::test]
async fn t32_t34_an_attackers_link_opened_by_a_victim_never_completes() {
    let backend = TestBackend::start_cross_site().await;
    let attacker = backend.cross_site_browser("attacker");
    let id = connection(&attacker).await;
    let start = attacker.begin(&id).await;
    // The victim follows the link, signs in to Teamwork, and accepts.
    let victim = backend.foreign_browser();
    let callback = victim.accept(&start, "acme").await;
    let verification_code = victim.verification_code(&start, &callback).await;

    // The attacker doesn't learn who it was, and cannot continue.
    assert_eq!(attacker.status(&start.id).await, pending_until_confirmed(&start));
    for url in [&start.start_url, &callback] {
        assert_eq!(attacker.visit(url).await.status(), 403);
    }
    assert_eq!(attacker.verification_code_on(&done(&start)).await, None);
    for _ in 0..5 {
        let refused = attacker.confirm(&start.id, VERIFICATION_CODE).await;
        let document = problem(refused, 422, "invalid").await;
        assert_eq!(
            document["errors"],
            json!([{"pointer": "/verificationCode", "code": "mismatch"}])
        );
    }
    let expected = json!({"id": start.id, "status": "failed", "code": "state_invalid"});
    assert_eq!(attacker.status(&start.id).await, expected);
    problem(attacker.confirm(&start.id, &verification_code).await, 409, "conflict").await;
    assert_eq!(attacker.status(&start.id).await, expected);
    assert_eq!(token(&backend, "attacker", &id).await, None);
    assert_eq!(tokens_kept(&backend).await, 0);
    let connection = attacker.caller().get_json(&format!("/connections/{id}")).await;
    assert_eq!(connection["status"], "offline");
}

#[tokio::test]
async fn t34_a_link_opened_by_a_user_of_another_account_is_rejected() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let start = browser.begin(&connection(&browser).await).await;
    let other = backend.browser_of("other").await;
    let refused = other.visit(&start.start_url).await;
    assert_eq!(refused.status(), 403);
    assert!(!refused.headers().contains_key("set-cookie"));
    assert_eq!(
        browser.visit(&start.start_url).await.status(),
        303,
        "it is not bound to a browser yet"
    );
}

#[tokio::test]
async fn t74_another_account_cannot_confirm_it_with_its_verification_code() {
    let awaiting = Awaiting::begin().await;
    let other = awaiting.backend.cross_site_browser("other");
    for _ in 0..6 {
        let refused = other.confirm(&awaiting.start.id, &awaiting.verification_code).await;
        problem(refused, 404, "not_found").await;
    }
    let stranger = awaiting.backend.foreign_browser();
    let refused = stranger.confirm(&awaiting.start.id, &awaiting.verification_code).await;
    problem(refused, 401, "session_expired").await;
    assert_eq!(awaiting.status().await, pending_until_confirmed(&awaiting.start));
    assert_eq!(awaiting.confirm(&awaiting.verification_code).await.status(), 200);
}

#[tokio::test]
async fn another_authorizations_verification_code_is_rejected() {
    let awaiting = Awaiting::begin().await;
    let (backend, browser) = (&awaiting.backend, &awaiting.browser);
    let other = browser.begin(&connection(browser).await).await;
    let callback = browser.accept(&other, "acme").await;
    let verification_code = browser.verification_code(&other, &callback).await;
    assert_ne!(verification_code, awaiting.verification_code);
    problem(awaiting.confirm(&verification_code).await, 422, "invalid").await;
    assert_eq!(browser.confirm(&other.id, &verification_code).await.status(), 200);
    assert_eq!(awaiting.status().await, pending_until_confirmed(&awaiting.start));
    assert_eq!(tokens_kept(backend).await, 1);
}

#[tokio::test]
async fn the_verification_code_can_be_typed() {
    let plain = |verification_code: &str| verification_code.replace('-', "").to_lowercase();
    for typed in
        [plain, |verification_code: &str| format!("  {} ", verification_code.replace('-', " "))]
    {
        let awaiting = Awaiting::begin().await;
        // Malformed codes don't count as a try.
        for bad in ["", "1234", "0123-4567-89AU", "0123-4567-89AB-CDEF", "💥"] {
            for _ in 0..3 {
                let document = problem(awaiting.confirm(bad).await, 422, "invalid").await;
                assert_eq!(
                    document["errors"],
                    json!([{"pointer": "/verificationCode", "code": "format"}])
                );
            }
        }
        for _ in 0..4 {
            problem(awaiting.confirm(VERIFICATION_CODE).await, 422, "invalid").await;
        }
        let confirmed = awaiting.confirm(&typed(&awaiting.verification_code)).await;
        assert_eq!(confirmed.status(), 200);
    }
}

#[tokio::test]
async fn only_an_authorization_awaiting_confirmation_can_be_confirmed() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let unbound = browser.confirm(&start.id, VERIFICATION_CODE).await;
    let document = problem(unbound, 409, "conflict").await;
    assert_eq!(document["type"], "urn:teamwork-connect:problem:not-awaiting");
    let login = browser.sent_on(&start.start_url).await;
    problem(browser.confirm(&start.id, VERIFICATION_CODE).await, 409, "conflict").await;
    let callback = browser.deny_at(&login).await;
    let expected = json!({"id": start.id, "status": "failed", "code": "denied"});
    assert_eq!(browser.finish(&start, &callback).await, expected, "a denial is not secret");
    problem(browser.confirm(&start.id, VERIFICATION_CODE).await, 409, "conflict").await;

    // An authorization bound by a cookie from the start has no verification code.
    let same_site = backend.browser().await;
    let id = connection(&same_site).await;
    let start = same_site.begin(&id).await;
    problem(same_site.confirm(&start.id, VERIFICATION_CODE).await, 409, "conflict").await;
    let callback = same_site.accept(&start, "acme").await;
    assert_eq!(same_site.finish(&start, &callback).await["status"], "succeeded");
    problem(same_site.confirm(&start.id, VERIFICATION_CODE).await, 409, "conflict").await;
    for nothing in ["1", "00000000-0000-4000-8000-000000000000"] {
        problem(browser.confirm(nothing, VERIFICATION_CODE).await, 404, "not_found").await;
    }
    for body in [
        json!({}),
        json!({"verificationCode": 1}),
        json!({"verificationCode": VERIFICATION_CODE, "id": start.id}),
    ] {
        let path = format!("/authorizations/{}/confirm", start.id);
        let answer = same_site.caller().request(Method::POST, &path).json(&body).send().await;
        problem(answer.unwrap(), 400, "invalid").await;
    }
}

#[tokio::test]
async fn t49_confirmation_expires_after_five_minutes() {
    for (ms, confirmed) in [(299_000, true), (299_999, true), (300_000, false), (301_000, false)] {
        let awaiting = Awaiting::begin().await;
        awaiting.backend.clock.advance(Duration::from_millis(ms));
        if confirmed {
            assert_eq!(awaiting.confirm(&awaiting.verification_code).await.status(), 200, "{ms}");
            assert_eq!(awaiting.status().await["status"], "succeeded");
        } else {
            awaiting.assert_over("expired", None).await;
            let connection = awaiting.connection().await;
            assert!(connection.get("pendingAuthorization").is_none());
            // The unused token is deleted when the next authorization starts.
            assert_eq!(tokens_kept(&awaiting.backend).await, 1);
            awaiting.browser.begin(&awaiting.connection).await;
            assert_eq!(tokens_kept(&awaiting.backend).await, 0);
        }
    }
}

#[tokio::test]
async fn t49_a_sign_in_at_the_last_moment_can_still_be_confirmed() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let start = browser.begin(&connection(&browser).await).await;
    let callback = browser.accept(&start, "acme").await;
    backend.clock.advance(Duration::from_millis(599_999));
    let verification_code = browser.verification_code(&start, &callback).await;
    backend.clock.advance(Duration::from_millis(299_999));
    assert_eq!(browser.confirm(&start.id, &verification_code).await.status(), 200);
}

#[tokio::test]
async fn canceling_ends_it_and_deletes_the_token() {
    let awaiting = Awaiting::begin().await;
    let path = format!("/authorizations/{}", awaiting.start.id);
    let cancel = awaiting.browser.caller().request(Method::DELETE, &path).send().await.unwrap();
    assert_eq!(cancel.status(), 204);
    assert_eq!(tokens_kept(&awaiting.backend).await, 0);
    awaiting.assert_over("cancelled", None).await;
}

#[tokio::test]
async fn t09_a_newer_authorization_supersedes_it_and_deletes_the_token() {
    let awaiting = Awaiting::begin().await;
    let newer = awaiting.browser.begin(&awaiting.connection).await;
    assert_eq!(tokens_kept(&awaiting.backend).await, 0);
    awaiting.assert_over("superseded", None).await;
    assert_eq!(awaiting.browser.status(&newer.id).await["status"], "pending");
}

#[tokio::test]
async fn t56_deleting_the_connection_deletes_the_token() {
    let awaiting = Awaiting::begin().await;
    let deleted = awaiting.browser.caller().delete(&awaiting.connection).await;
    assert_eq!(deleted.status(), 204);
    assert_eq!(tokens_kept(&awaiting.backend).await, 0);
    awaiting.assert_over("failed", Some("not_found")).await;
}

#[tokio::test]
async fn changing_the_connection_deletes_the_token() {
    let awaiting = Awaiting::begin().await;
    let client = awaiting.connection().await["oauthClientId"].as_str().unwrap().to_owned();
    let caller = awaiting.browser.caller();
    // A new name doesn't affect it.
    let renamed = with(oauth("projects", "v3", &client), "name", "Renamed");
    let saved = caller.replace(&awaiting.connection, "*", &renamed).await;
    let saved: Value = saved.json().await.unwrap();
    assert_eq!(saved["pendingAuthorization"], awaiting.start.id.as_str());
    let changed = caller.replace(&awaiting.connection, "*", &oauth("desk", "v2", &client)).await;
    assert_eq!(changed.status(), 200);
    assert_eq!(tokens_kept(&awaiting.backend).await, 0);
    awaiting.assert_over("superseded", None).await;
}

#[tokio::test]
async fn t52_another_site_is_named_on_confirmation() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "beta").await;
    let verification_code = browser.verification_code(&start, &callback).await;
    let page = browser.visit(&done(&start)).await.text().await.unwrap();
    assert!(page.contains("data-code=\"site_mismatch\""), "{page}");
    assert_eq!(browser.status(&start.id).await, pending_until_confirmed(&start));
    assert_eq!(tokens_kept(&backend).await, 0, "the token for another site is not stored");

    let confirmed = browser.confirm(&start.id, &verification_code).await;
    assert_eq!(confirmed.status(), 200);
    let account = json!({"siteUrl": "https://beta.teamwork.com", "userName": "Ada Lovelace"});
    let expected = json!({
        "id": start.id, "status": "failed", "code": "site_mismatch", "account": account,
    });
    assert_eq!(confirmed.json::<Value>().await.unwrap(), expected);
    assert_eq!(browser.status(&start.id).await, expected);
    assert_eq!(token(&backend, "ada", &id).await, None);
}

#[tokio::test]
async fn an_online_connection_stays_online_until_confirmation() {
    let awaiting = Awaiting::begin().await;
    let Awaiting { backend, browser, connection, .. } = &awaiting;
    awaiting.confirm(&awaiting.verification_code).await;
    let first = token(backend, "ada", connection).await;
    assert!(first.is_some());
    let start = browser.begin(connection).await;
    let callback = browser.accept(&start, "acme").await;
    let verification_code = browser.verification_code(&start, &callback).await;
    assert_eq!(browser.status(&start.id).await, pending_until_confirmed(&start));
    assert_eq!(token(backend, "ada", connection).await, first);
    assert_eq!(awaiting.connection().await["status"], "online");
    assert_eq!(browser.confirm(&start.id, &verification_code).await.status(), 200);
    let second = token(backend, "ada", connection).await;
    assert!(second.is_some() && second != first);
}

#[tokio::test]
async fn t98_survives_a_restart() {
    let Awaiting { backend, browser, connection, start, verification_code, .. } =
        Awaiting::begin().await;
    let backend = backend.restart().await;
    let browser = browser.at(backend.address);
    assert_eq!(browser.status(&start.id).await, pending_until_confirmed(&start));
    assert_eq!(
        browser.verification_code_on(&done(&start)).await.as_deref(),
        Some(verification_code.as_str())
    );
    assert_eq!(browser.confirm(&start.id, &verification_code).await.status(), 200);
    assert!(token(&backend, "ada", &connection).await.is_some());
}

#[tokio::test]
async fn many_simultaneous_confirmations_get_the_same_response() {
    let awaiting = Awaiting::begin().await;
    let answers = join_all((0..20).map(|_| awaiting.confirm(&awaiting.verification_code))).await;
    for answer in answers {
        assert_eq!(answer.json::<Value>().await.unwrap()["status"], "succeeded");
    }
    assert!(token(&awaiting.backend, "ada", &awaiting.connection).await.is_some());
}

#[tokio::test]
async fn of_many_simultaneous_wrong_codes_five_are_tried() {
    let awaiting = Awaiting::begin().await;
    let answers = join_all((0..20).map(|_| awaiting.confirm(VERIFICATION_CODE))).await;
    let tried = answers.iter().filter(|answer| answer.status() == 422).count();
    let late = answers.iter().filter(|answer| answer.status() == 409).count();
    assert_eq!((tried, late), (5, 15));
    awaiting.assert_over("failed", Some("state_invalid")).await;
}

#[tokio::test]
async fn t47_l1_an_error_without_state_ends_it_too_after_confirmation() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let start = browser.begin(&connection(&browser).await).await;
    let error = "http://localhost:8080/api/oauth/callback?error=access_denied";
    assert_eq!(browser.visit(error).await.status(), 400, "no browser has claimed it yet");
    browser.sent_on(&start.start_url).await;
    let page = browser.visit(error).await.text().await.unwrap();
    assert_eq!(Form::of(&page).send(&browser).await.status(), 303);
    assert_eq!(browser.status(&start.id).await["code"], "denied");
}

#[tokio::test]
async fn a_cookie_binds_only_where_browsers_store_it() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    for (site, kept) in [
        (None, true),
        (Some("same-origin"), true),
        (Some("same-site"), true),
        (Some("cross-site"), false),
    ] {
        let path = format!("/connections/{id}/authorizations");
        let mut request = browser.caller().request(Method::POST, &path);
        request = request.json(&json!({"mode": "popup"})).header("Origin", APP_ORIGIN);
        if let Some(site) = site {
            request = request.header("Sec-Fetch-Site", site);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 201);
        assert_eq!(answer.headers().contains_key("set-cookie"), kept, "{site:?}");
    }
}

#[tokio::test]
async fn only_navigations_bind_and_claim() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.cross_site_browser("ada");
    let start = browser.begin(&connection(&browser).await).await;
    let visit = async |url: &str, dest: &str, cookies: &Browser| {
        let path = url.strip_prefix("http://localhost:8080/api").unwrap();
        let request =
            backend.stranger().with_cookies(cookies.cookie_header()).bare(Method::GET, path);
        request.header("Sec-Fetch-Dest", dest).send().await.unwrap()
    };
    for dest in ["iframe", "frame", "fencedframe", "image", "script", "embed", "object", ""] {
        let refused = visit(&start.start_url, dest, &browser).await;
        assert_eq!(refused.status(), 403, "{dest}");
        assert!(!refused.headers().contains_key("set-cookie"), "{dest}");
    }
    let callback = browser.accept(&start, "acme").await;
    for dest in ["iframe", "image", "embed"] {
        assert_eq!(visit(&callback, dest, &browser).await.status(), 400, "{dest}");
    }
    assert_eq!(browser.status(&start.id).await["status"], "pending");
    assert_eq!(visit(&callback, "document", &browser).await.status(), 303);
    assert_eq!(browser.status(&start.id).await["status"], "awaiting_confirmation");
}

#[tokio::test]
async fn b01_a_visit_through_a_service_worker_counts_as_a_navigation() {
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    // `respondWith(fetch(event.request))`: the navigation becomes a request of the worker.
    let visit = async |url: &str, site: &str, visitor: &Browser| {
        let path = url.strip_prefix("http://localhost:8080/api").unwrap();
        let cookies = visitor.cookie_header();
        let request = backend.stranger().with_cookies(cookies).bare(Method::GET, path);
        let request = request.header("Sec-Fetch-Dest", "empty").header("Sec-Fetch-Site", site);
        request.header("Sec-Fetch-Mode", "same-origin").send().await.unwrap()
    };
    let stranger = backend.foreign_browser();
    for site in ["same-origin", "cross-site"] {
        assert_eq!(visit(&start.start_url, site, &browser).await.status(), 303, "{site}");
        assert_eq!(visit(&start.start_url, site, &stranger).await.status(), 403, "{site}");
    }
    let callback = browser.accept(&start, "acme").await;
    assert_eq!(visit(&callback, "cross-site", &stranger).await.status(), 403);
    assert_eq!(visit(&callback, "cross-site", &browser).await.status(), 303);
    assert_eq!(browser.status(&start.id).await["status"], "succeeded");
}
