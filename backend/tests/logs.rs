//! The log reports what happened, and contains no secret.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;

use crate::common::{Log, TestBackend, oauth, problem, projects, sandbox_client, with};

#[tokio::test]
async fn t38_the_most_verbose_log_contains_no_secret() {
    const CANARY: &str = "twp_LogCanaryKey0123456789";
    let log = Log::get();
    let backend = TestBackend::start().await;
    let signed_in = backend.stranger().get("/config").await;
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap().to_owned();
    let token = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    let caller = backend.stranger().with_cookie(&cookie);
    let body = projects("Acme", CANARY);
    let id = caller.created(&body).await;
    caller.test(&body).await;
    caller.replace(&id, "\"1\"", &body).await;
    caller.create(&with(body.clone(), "siteName", CANARY)).await;
    caller.create(&with(body.clone(), CANARY, "unknown key")).await;
    backend.backend.api_key("local", &id).await.unwrap();
    let refused = caller.get(&format!("/connections/{CANARY}?code=QueryCanary")).await;
    let document = problem(refused, 404, "not_found").await;
    let request = caller.bare(Method::GET, "/health?state=QueryCanary");
    request.header("Authorization", format!("Bearer {CANARY}")).send().await.unwrap();

    let log = log.text();
    let request_id = document["requestId"].as_str().unwrap();
    let line = log
        .lines()
        .find(|line| line.contains(request_id) && line.contains("answered"))
        .expect("the request is in the log under its ID");
    for part in ["method=\"GET\"", "route=\"/api/connections/{id}\"", "status=404", "latency_ms="] {
        assert!(line.contains(part), "{part} in {line}");
    }
    let basic = STANDARD.encode(format!("{CANARY}:x"));
    let backend_log = log.lines().filter(|line| line.contains("teamwork_connect_backend"));
    assert!(backend_log.clone().count() > 5);
    for secret in [CANARY, &basic, &token] {
        let leak = log.lines().find(|line| line.contains(secret));
        assert_eq!(leak, None);
    }
    assert_eq!(backend_log.clone().find(|line| line.contains("QueryCanary")), None);
}

#[tokio::test]
async fn t38_the_log_of_a_sign_in_contains_only_the_authorization_id() {
    const CANARY: &str = "LogCanarySecret0123456789";
    let log = Log::get();
    let backend = TestBackend::start_cross_site().await;
    let browser = backend.browser().await;
    let caller = browser.caller();
    caller.created_client(&with(sandbox_client(), "clientSecret", CANARY)).await;
    let client = caller.created_client(&sandbox_client()).await;
    let id = caller.created(&oauth("projects", "v3", &client)).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    backend.foreign_browser().visit(&callback).await;
    backend.foreign_browser().visit(&start.start_url).await;
    browser.visit(&callback.replace("state=", "state=a")).await;
    browser.finish(&start, &callback).await;
    caller.test(&oauth("projects", "v1", &client)).await;
    let token = backend.backend.access_token("local", &id).await.unwrap().unwrap();
    let (confirmed, verification_code) = confirmed(&backend).await;

    let log = log.text();
    let of_backend: Vec<_> =
        log.lines().filter(|line| line.contains("teamwork_connect_backend")).collect();
    let told = of_backend.iter().any(|line| {
        line.contains("redirecting the browser to Teamwork") && line.contains(&start.id)
    });
    assert!(told && of_backend.iter().any(|line| line.contains(&confirmed)));

    let callback = url::Url::parse(&callback).unwrap();
    let in_query: Vec<_> = callback.query_pairs().map(|(_, value)| value.into_owned()).collect();
    assert_eq!(in_query.len(), 2, "code and state");
    let cookie = start.set_cookies[0].split(['=', ';']).nth(1).unwrap();
    for secret in [CANARY, cookie, &token, &verification_code] {
        let leak = log.lines().find(|line| line.contains(secret));
        assert_eq!(leak, None);
    }
    for secret in &in_query {
        let leak = of_backend.iter().find(|line| line.contains(secret));
        assert_eq!(leak, None);
    }
}

#[tokio::test]
async fn l5_made_up_methods_are_truncated_in_the_log() {
    let log = Log::get();
    let backend = TestBackend::start().await;
    let method = format!("MADE-UP-METHOD-{}", "X".repeat(8 * 1024));
    let request =
        backend.stranger().bare(Method::from_bytes(method.as_bytes()).unwrap(), "/config");
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 405);
    let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let text = log.text();
    let lines: Vec<_> = text.lines().filter(|line| line.contains(&id)).collect();
    assert!(lines.iter().any(|line| line.contains("method=\"MADE-UP-METHOD-X\"")), "{lines:?}");
    assert!(lines.iter().all(|line| line.len() < 1000));
}

/// The ID of an authorization confirmed by a page on another site, and its verification code.
async fn confirmed(backend: &TestBackend) -> (String, String) {
    let browser = backend.cross_site_browser("ada");
    let client = browser.caller().created_client(&sandbox_client()).await;
    let id = browser.caller().created(&oauth("desk", "v2", &client)).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    let verification_code = browser.verification_code(&start, &callback).await;
    browser.confirm(&start.id, "0123-4567-89AB").await;
    assert_eq!(browser.confirm(&start.id, &verification_code).await.status(), 200);
    (start.id, verification_code)
}

#[tokio::test]
async fn a_trace_id_is_logged_and_propagated_to_teamwork() {
    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
    let traceparent = format!("00-{TRACE}-00f067aa0ba902b7-01");
    let log = Log::get();
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let request = browser.caller().request(Method::POST, "/connections/test");
    let request = request.header("traceparent", &traceparent).json(&projects("Acme", "key"));
    assert_eq!(request.send().await.unwrap().status(), 200);
    // The code exchange runs in its own task.
    let client = browser.caller().created_client(&sandbox_client()).await;
    let connection = browser.caller().created(&oauth("projects", "v3", &client)).await;
    let start = browser.begin(&connection).await;
    let callback = browser.accept(&start, "acme").await;
    let untraced = backend.sandbox.requests().len();
    let url = callback.replace("http://localhost:8080", &format!("http://{}", backend.address));
    let request = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
    let request = request.unwrap().get(url).header("Cookie", browser.cookie_header());
    let answer = request.header("traceparent", &traceparent).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    let requests = backend.sandbox.requests();
    let (tested, exchanged) = requests.split_at(untraced);
    assert!(!tested.is_empty() && exchanged.len() > 1);
    let begins = format!("00-{TRACE}-");
    for request in
        tested.iter().filter(|request| request.path.ends_with("me.json")).chain(exchanged)
    {
        let own = request.traceparent.as_ref().expect("the entry belongs to the trace");
        assert!(own.starts_with(&begins) && *own != traceparent, "{own}");
    }
    let lines = log.text();
    let answered =
        lines.lines().filter(|line| line.contains(TRACE) && line.contains("answered status"));
    assert_eq!(answered.count(), 2);
}
