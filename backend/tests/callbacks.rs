//! Which callbacks of browsers are accepted.

use futures::future::join_all;
use serde_json::json;

use crate::common::{Browser, Form, Start, TestBackend, oauth, sandbox_client};

const CALLBACK: &str = "http://localhost:8080/api/oauth/callback";

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("desk", "v2", &client)).await
}

async fn begun(browser: &Browser) -> Start {
    browser.begin(&connection(browser).await).await
}

async fn status(browser: &Browser, start: &Start) -> String {
    browser.status(&start.id).await["status"].as_str().unwrap().to_owned()
}

/// The state that the start page passed to Teamwork.
async fn state(browser: &Browser, start: &Start) -> String {
    let login = url::Url::parse(&browser.sent_on(&start.start_url).await).unwrap();
    login.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned()
}

#[tokio::test]
async fn the_start_page_leads_to_teamwork() {
    let backend = TestBackend::start_with(|config| config.sandbox_url = None).await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let login = browser.sent_on(&start.start_url).await;
    let login = url::Url::parse(&login).unwrap();
    assert_eq!(login.as_str().split('?').next(), Some("https://www.teamwork.com/launchpad/login"));
    let query: Vec<_> = login.query_pairs().collect();
    let names: Vec<_> = query.iter().map(|(name, _)| name.as_ref()).collect();
    assert_eq!(names, ["client_id", "redirect_uri", "state"]);
    assert_eq!((query[0].1.as_ref(), query[1].1.as_ref()), ("sandbox-client", CALLBACK));
    assert_eq!(query[2].1.len(), 43, "256 bits");
}

#[tokio::test]
async fn t32_t34_a_foreign_browser_gets_nowhere_without_ending_the_authorization() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    // A browser without the cookie, one with the value of another authorization, and one of another user.
    let (stranger, swapped, other) =
        (backend.foreign_browser(), backend.browser().await, backend.browser_of("other").await);
    let theirs = begun(&swapped).await;
    let value = theirs.set_cookies[0].split(['=', ';']).nth(1).unwrap();
    swapped.keep_cookie(&format!("teamwork-connect-{}={value}", start.id));
    other.keep_cookie(&start.set_cookies[0]);
    for foreign in [&stranger, &swapped, &other] {
        let refused = foreign.visit(&start.start_url).await;
        assert_eq!(refused.status(), 403);
        let page = refused.text().await.unwrap();
        assert!(page.contains("data-code=\"state_invalid\""), "{page}");
    }
    let callback = browser.accept(&start, "acme").await;
    let denied = format!("{CALLBACK}?error=access_denied&state={}", state_in(&callback));
    for foreign in [&stranger, &swapped, &other] {
        for url in [&callback, &denied] {
            assert_eq!(foreign.visit(url).await.status(), 403);
        }
    }
    assert_eq!(backend.exchanges(), 0);
    assert_eq!(status(&browser, &start).await, "pending");
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
    for foreign in [&stranger, &other] {
        assert_eq!(foreign.visit(&callback).await.status(), 403, "the outcome is not revealed");
    }
}

#[tokio::test]
async fn t32_a_browser_that_lost_its_cookie_is_foreign() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let callback = browser.accept(&start, "acme").await;
    browser.forget_cookies(&start.id);
    assert_eq!(browser.visit(&start.start_url).await.status(), 403);
    assert_eq!(browser.visit(&callback).await.status(), 403);
    assert_eq!(status(&browser, &start).await, "pending");
}

#[tokio::test]
async fn a_window_whose_user_is_signed_out_meanwhile_still_connects() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    browser.forget_cookies("session");
    let done = browser.sent_on(&callback).await;
    assert!(browser.visit(&done).await.text().await.unwrap().contains("Connected to Teamwork"));
    assert!(backend.backend.access_token("local", &id).await.unwrap().is_some());
}

#[tokio::test]
async fn t31_t48_callbacks_that_teamwork_does_not_send_are_rejected() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let callback = browser.accept(&start, "acme").await;
    let (state, unknown) = (state_in(&callback), "A".repeat(43));
    for query in [
        String::new(),
        "?".to_owned(),
        "?code=a".to_owned(),
        "?code=a&state=".to_owned(),
        format!("?code=a&state={unknown}"),
        format!("?error=access_denied&state={unknown}"),
        format!("?code=a&state={}", "a".repeat(10_000)),
        "?code=a&state=%C3%A9".to_owned(),
        "?code=a&state=%00%0d%0a".to_owned(),
        format!("?state={state}"),
        format!("?code=&state={state}"),
        format!("?code=a&code=b&state={state}"),
        format!("?code=a&state={state}&state={state}"),
        format!("?code=a&state={unknown}&state={state}"),
        format!("?code=a&error=access_denied&state={state}"),
        format!("?error=access_denied&error=access_denied&state={state}"),
    ] {
        let refused = browser.visit(&format!("{CALLBACK}{query}")).await;
        assert_eq!(refused.status(), 400, "{query}");
        assert_eq!(refused.headers()["content-type"], "text/html; charset=utf-8");
        let page = refused.text().await.unwrap();
        assert!(page.contains("data-code=\"state_invalid\""), "{page}");
    }
    assert_eq!(backend.exchanges(), 0);
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
}

#[tokio::test]
async fn t35_a_repeated_callback_shows_the_same_page_and_exchanges_nothing() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let callback = browser.accept(&start, "acme").await;
    let first = browser.finish(&start, &callback).await;
    for again in [callback.clone(), callback.replace("code=", "code=other")] {
        assert_eq!(browser.finish(&start, &again).await, first);
    }
    let denied = format!("{CALLBACK}?error=access_denied&state={}", state_in(&callback));
    assert_eq!(browser.finish(&start, &denied).await, first);
    assert_eq!(backend.exchanges(), 1);
}

#[tokio::test]
async fn t35_fifty_simultaneous_callbacks_cause_one_exchange() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let callback = browser.accept(&start, "acme").await;
    let done = format!("http://localhost:8080/api/oauth/done/{}", start.id);
    let answers = join_all((0..50).map(|_| browser.sent_on(&callback))).await;
    assert!(answers.iter().all(|location| *location == done));
    assert_eq!(backend.exchanges(), 1);
    assert_eq!(status(&browser, &start).await, "succeeded");
}

#[tokio::test]
async fn b11_one_callback_is_accepted_from_either_window() {
    for first_is_used in [true, false] {
        let backend = TestBackend::start().await;
        let browser = backend.browser().await;
        let start = begun(&browser).await;
        // The link is opened twice before anyone signs in.
        let logins =
            [browser.sent_on(&start.start_url).await, browser.sent_on(&start.start_url).await];
        let [first, second] = logins;
        let (used, other) = if first_is_used { (first, second) } else { (second, first) };
        let callback = browser.accept_at(&used, "acme", "us").await;
        let ended = browser.finish(&start, &callback).await;
        assert_eq!(ended["status"], "succeeded");
        // A second sign-in, in the other window, shows the outcome and exchanges nothing.
        let late = browser.accept_at(&other, "beta", "us").await;
        assert_eq!(browser.finish(&start, &late).await, ended);
        assert_eq!(backend.exchanges(), 1);
        // The same is true for a window that was reopened.
        assert_eq!(browser.visit(&start.start_url).await.status(), 410);
    }
}

#[tokio::test]
async fn b11_authorizations_and_browsers_have_separate_states() {
    let backend = TestBackend::start().await;
    let (browser, other) = (backend.browser().await, backend.browser().await);
    let (one, two) = (begun(&browser).await, begun(&browser).await);
    let theirs = begun(&other).await;
    let states =
        [state(&browser, &one).await, state(&browser, &two).await, state(&other, &theirs).await];
    assert!(states[0] != states[1] && states[1] != states[2] && states[0] != states[2]);
    assert_eq!(state(&browser, &one).await, states[0]);
}

#[tokio::test]
async fn t47_denied_access_is_reported() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let login = browser.sent_on(&start.start_url).await;
    let callback = browser.deny_at(&login).await;
    assert!(callback.contains("error=access_denied") && callback.contains("state="));
    let expected = json!({"id": start.id, "status": "failed", "code": "denied"});
    assert_eq!(browser.finish(&start, &callback).await, expected);
    assert_eq!(browser.finish(&start, &callback).await, expected, "repeated");
    assert_eq!(backend.exchanges(), 0);
    let read = browser.caller().get_json(&format!("/connections/{id}")).await;
    assert_eq!(read["status"], "offline");
}

#[tokio::test]
async fn t47_teamworks_errors_are_mapped_and_their_text_is_not_shown() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    for (error, code) in [
        ("access_denied", "denied"),
        ("server_error", "provider_unavailable"),
        ("temporarily_unavailable", "provider_unavailable"),
        ("unauthorized_client", "client_invalid"),
        ("invalid_request", "grant_invalid"),
        ("%3Cscript%3E", "grant_invalid"),
    ] {
        let start = browser.begin(&id).await;
        let state = state(&browser, &start).await;
        let hostile = "error_description=%3Cscript%3Ealert(1)%3C/script%3E";
        let callback = format!("{CALLBACK}?error={error}&{hostile}&state={state}");
        let done = browser.sent_on(&callback).await;
        let page = browser.visit(&done).await.text().await.unwrap();
        assert!(page.contains(&format!("data-code=\"{code}\"")), "{page}");
        assert!(!page.contains("alert"), "{page}");
        assert_eq!(browser.status(&start.id).await["code"], code);
    }
}

#[tokio::test]
async fn t47_l1_an_error_without_state_ends_the_browsers_only_authorization_after_confirmation() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let error = format!("{CALLBACK}?error=access_denied&error_description=No&client_id=x");
    // Ended authorizations don't count, and neither do those of other browsers.
    let ended = begun(&browser).await;
    let callback = browser.accept(&ended, "acme").await;
    browser.finish(&ended, &callback).await;
    let elsewhere = backend.browser().await;
    let theirs = begun(&elsewhere).await;
    assert_eq!(browser.visit(&error).await.status(), 400, "no authorization to end");

    let start = begun(&browser).await;
    assert_eq!(backend.foreign_browser().visit(&error).await.status(), 400);
    let asked = browser.visit(&error).await;
    assert_eq!(asked.status(), 200);
    assert_eq!(asked.headers()["referrer-policy"], "same-origin");
    let policy = asked.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("form-action 'self';"), "{policy}");
    let page = asked.text().await.unwrap();
    assert_eq!(
        status(&browser, &start).await,
        "pending",
        "any website can navigate a browser there"
    );
    // Nobody else can confirm it, nor can this browser with other values than the page's.
    let form = Form::of(&page);
    assert_eq!(form.send(&backend.foreign_browser()).await.status(), 403);
    assert_eq!(form.send(&elsewhere).await.status(), 403);
    for (name, value) in [("proof", "A"), ("authorization", &*theirs.id), ("code", "superseded")] {
        assert_eq!(form.with(name, value).send(&browser).await.status(), 403, "{name}");
    }
    assert_eq!(status(&browser, &start).await, "pending");

    let sent = form.send(&browser).await;
    assert_eq!(sent.status(), 303);
    let done = format!("http://localhost:8080/api/oauth/done/{}", start.id);
    assert_eq!(sent.headers()["location"], done.as_str());
    assert_eq!(browser.status(&start.id).await["code"], "denied");
    assert_eq!(form.send(&browser).await.status(), 303, "repeated");
    assert_eq!(status(&elsewhere, &theirs).await, "pending");
    assert_eq!(status(&browser, &ended).await, "succeeded");
    assert_eq!(browser.visit(&error).await.status(), 400, "the authorization has ended");
}

#[tokio::test]
async fn t47_an_error_without_state_ends_none_of_several_authorizations() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let (one, other) = (begun(&browser).await, begun(&browser).await);
    let answer = browser.visit(&format!("{CALLBACK}?error=access_denied")).await;
    assert_eq!(answer.status(), 400);
    for start in [one, other] {
        assert_eq!(status(&browser, &start).await, "pending");
    }
}

#[tokio::test]
async fn t47_an_error_without_state_ignores_authorizations_with_a_wrong_cookie() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let stranger = backend.foreign_browser();
    stranger.keep_cookie(&format!("teamwork-connect-{}={}", start.id, "A".repeat(43)));
    let answer = stranger.visit(&format!("{CALLBACK}?error=access_denied")).await;
    assert_eq!(answer.status(), 400);
    assert_eq!(status(&browser, &start).await, "pending");
}

fn state_in(callback: &str) -> String {
    callback.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned()
}
