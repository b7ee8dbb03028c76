//! The audit entries in the log.

use reqwest::Method;
use teamwork_connect_backend::{Origin, RateLimits};

use crate::common::{
    APP_ORIGIN, Browser, Log, TestBackend, id_of, oauth, problem, projects, sandbox_client,
};

const CALLBACK: &str = "http://localhost:8080/api/oauth/callback";

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("desk", "v0", &client)).await
}

fn of(id: &str) -> String {
    format!(" id=\"{id}\"")
}

#[tokio::test]
async fn saves_and_deletions_are_audited_with_their_user() {
    let log = Log::get();
    let backend = TestBackend::start().await;
    let caller = backend.caller_of("auditor").await;
    let connection = caller.created(&projects("Acme", "key")).await;
    caller.replace(&connection, "*", &projects("Acme", "other-key")).await;
    assert_eq!(caller.replace(&connection, "\"1\"", &projects("Acme", "key")).await.status(), 412);
    caller.delete(&connection).await;
    let client = caller.create_client(&sandbox_client()).await.json().await.unwrap();
    let client = id_of(&client);
    caller.replace_client(&client, &sandbox_client()).await;
    let delete = caller.request(Method::DELETE, &format!("/oauth-clients/{client}"));
    assert_eq!(delete.send().await.unwrap().status(), 204);
    for (kind, id) in [("connection", &connection), ("oauth_client", &client)] {
        for event in ["created", "replaced", "deleted"] {
            let count = log.audited(&format!("{kind}.{event}"), &[&of(id), "account=\"auditor\""]);
            assert_eq!(count, 1, "{kind} {event}");
        }
    }
}

#[tokio::test]
async fn every_outcome_of_an_authorization_is_audited_once() {
    let log = Log::get();
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;

    let start = browser.begin(&id).await;
    assert_eq!(log.audited("authorization.began", &[&of(&start.id), "account=\"local\""]), 1);
    let callback = browser.accept(&start, "acme").await;
    browser.finish(&start, &callback).await;
    assert_eq!(log.audited("authorization.succeeded", &[&of(&start.id)]), 1);

    let start = browser.begin(&id).await;
    let login = browser.sent_on(&start.start_url).await;
    let callback = browser.deny_at(&login).await;
    browser.finish(&start, &callback).await;
    assert_eq!(log.audited("authorization.failed", &[&of(&start.id), "code=denied"]), 1);

    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "beta").await;
    browser.finish(&start, &callback).await;
    assert_eq!(log.audited("authorization.failed", &[&of(&start.id), "code=site_mismatch"]), 1);

    let start = browser.begin(&id).await;
    for _ in 0..2 {
        let path = format!("/authorizations/{}", start.id);
        browser.caller().request(Method::DELETE, &path).send().await.unwrap();
    }
    assert_eq!(log.audited("authorization.cancelled", &[&of(&start.id)]), 1);

    let caller = backend.caller_of("who-leaves").await;
    for (path, event) in [("/sessions", "sessions.ended"), ("/session", "session.ended")] {
        let caller =
            if path == "/session" { backend.caller_of("who-leaves").await } else { caller.clone() };
        caller.request(Method::DELETE, path).send().await.unwrap();
        assert_eq!(log.audited(event, &[&of("who-leaves")]), 1, "{event}");
    }

    let browser = backend.cross_site_browser("ada");
    let start = browser.begin(&connection(&browser).await).await;
    let callback = browser.accept(&start, "acme").await;
    let verification_code = browser.verification_code(&start, &callback).await;
    assert_eq!(log.audited("authorization.awaits_confirmation", &[&of(&start.id)]), 1);
    browser.confirm(&start.id, "0123-4567-89AB").await;
    assert_eq!(log.audited("verification_code.refused", &[&of(&start.id), "account=\"ada\""]), 1);
    for _ in 0..2 {
        browser.confirm(&start.id, &verification_code).await;
    }
    assert_eq!(log.audited("authorization.confirmed", &[&of(&start.id), "account=\"ada\""]), 1);
    assert_eq!(log.audited("authorization.succeeded", &[&of(&start.id)]), 1);
}

#[tokio::test]
async fn t31_t32_t34_rejected_visitors_are_audited_with_the_authorizations_owner() {
    let log = Log::get();
    let backend = TestBackend::start_with(|config| {
        config.trusted_proxies = vec!["127.0.0.1".parse().map(std::net::IpAddr::into).unwrap()];
    })
    .await;
    let browser = backend.browser_of("owner-of-the-authorization").await;
    let start = browser.begin(&connection(&browser).await).await;
    let callback = browser.accept(&start, "acme").await;
    let (id, owner) = (of(&start.id), "owner=\"owner-of-the-authorization\"");

    let stranger = backend.foreign_browser();
    stranger.visit(&start.start_url).await;
    stranger.visit(&callback).await;
    let other = backend.browser_of("other").await;
    other.keep_cookie(&start.set_cookies[0]);
    other.visit(&start.start_url).await;
    let route = |page: &str| format!("route=\"/api/oauth/{page}\"");
    let foreign = "kind=\"foreign_browser\"";
    assert_eq!(log.audited("visit.refused", &[&id, foreign, owner, &route("start/{id}")]), 2);
    assert_eq!(log.audited("visit.refused", &[&id, foreign, owner, &route("callback")]), 1);

    browser.finish(&start, &callback).await;
    browser.visit(&callback).await;
    assert_eq!(log.audited("visit.refused", &[&id, "kind=\"repeated\"", owner]), 1);
    browser.visit(&start.start_url).await;
    assert_eq!(log.audited("visit.refused", &[&id, "kind=\"too_late\"", owner]), 1);

    // These belong to no authorization, and are identified by their source.
    let unknown = "A".repeat(43);
    for (number, (query, kind)) in [
        ("", "malformed"),
        ("?code=a&state=", "malformed"),
        ("?code=a&state=%C3%A9", "malformed"),
        (&format!("?code=a&state={}", "a".repeat(10_000)), "malformed"),
        (&format!("?code=a&state={unknown}"), "unknown_state"),
        ("?error=access_denied", "no_authorization"),
    ]
    .into_iter()
    .enumerate()
    {
        let ip = format!("192.0.2.{number}");
        let path = format!("/oauth/callback{query}");
        // The client's own value comes before the one added by the proxy.
        let request = backend.stranger().bare(Method::GET, &path);
        let request = request.header("X-Forwarded-For", format!("198.51.100.7, {ip}"));
        assert_eq!(request.send().await.unwrap().status(), 400, "{query}");
        let parts = [format!("kind=\"{kind}\""), format!("ip={ip}")];
        assert_eq!(log.audited("visit.refused", &[&parts[0], &parts[1]]), 1, "{query}");
    }
    assert_eq!(log.audited("visit.refused", &["ip=198.51.100.7"]), 0);

    let two = backend.browser().await;
    for _ in 0..2 {
        two.begin(&connection(&two).await).await;
    }
    let before = log.audited("visit.refused", &["kind=\"several_authorizations\""]);
    two.visit(&format!("{CALLBACK}?error=access_denied")).await;
    assert!(log.audited("visit.refused", &["kind=\"several_authorizations\""]) > before);
}

#[tokio::test]
async fn t74_access_to_another_accounts_resources_is_audited() {
    let log = Log::get();
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let spy = backend.caller_of("spy").await;
    let (connection, authorization) =
        (format!("/connections/{id}"), format!("/authorizations/{}", start.id));
    for (method, path, object) in [
        (Method::GET, &connection, &id),
        (Method::DELETE, &connection, &id),
        (Method::GET, &authorization, &start.id),
        (Method::DELETE, &authorization, &start.id),
    ] {
        let answer = spy.request(method.clone(), path).send().await.unwrap();
        problem(answer, 404, "not_found").await;
        let parts = [format!("method=\"{method}\""), format!("object=\"{object}\"")];
        let parts = [&parts[0], &parts[1], "account=\"spy\"", "kind=\"not-found\""];
        assert_eq!(log.audited("request.refused", &parts), 1, "{method} {path}");
    }
}

#[tokio::test]
async fn t58_t75_m12_forbidden_and_rate_limited_requests_are_audited() {
    let log = Log::get();
    let backend = TestBackend::start_with(|config| {
        config.allowed_origins = vec![Origin::parse(APP_ORIGIN).unwrap()];
        config.rate_limits = RateLimits { save: 1.try_into().ok(), ..RateLimits::OFF };
    })
    .await;
    // M12: with the sender's address.
    let refused = |answer: &reqwest::Response, kind: &str| {
        let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        log.audited("request.refused", &[&id, &format!("kind=\"{kind}\""), "ip=127.0.0.1"])
    };
    let stranger = backend.stranger();
    let forged = stranger.bare(Method::GET, "/connections").send().await.unwrap();
    assert_eq!(refused(&forged, "requested-with-missing"), 1);
    let request = stranger.request(Method::GET, "/connections").header("Origin", "null");
    let foreign = request.header("Sec-Fetch-Site", "cross-site").send().await.unwrap();
    assert_eq!(refused(&foreign, "origin-not-allowed"), 1);
    assert_eq!(refused(&stranger.get("/connections").await, "signed-out"), 1);
    let misdirected = stranger.request(Method::GET, "/nothing").header("Host", "evil.example");
    assert_eq!(refused(&misdirected.send().await.unwrap(), "misdirected"), 1);
    let caller = backend.caller().await;
    caller.created(&projects("Acme", "key")).await;
    let too_many = caller.create(&projects("Acme", "key")).await;
    assert_eq!(too_many.status(), 429);
    assert_eq!(refused(&too_many, "rate-limited"), 1);
}
