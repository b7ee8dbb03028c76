//! The login page.

use crate::common::Running;
use crate::sign_in::{CALLBACK, WWW, login_of, open, open_with, post, sign_in};
use teamwork_connect_sandbox::Sandbox;

const GOOD: [(&str, &str); 2] = [("client_id", "sandbox-client"), ("redirect_uri", CALLBACK)];

#[tokio::test]
async fn is_a_prefilled_form_that_needs_no_script() {
    let running = Running::start().await;
    let response = open(&running).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let page = response.text().await.unwrap();
    for part in [
        r#"<html lang="en">"#,
        "<title>Sign in to Teamwork (sandbox)</title>",
        "<h1>Sign in to Teamwork (sandbox)</h1>",
        r#"<form method="post" action="/launchpad/login""#,
        r#"<label for="name">Name</label>"#,
        r#"<input id="name" name="name" value="Ada Lovelace">"#,
        r#"<label for="site">Site</label>"#,
        r#"<input id="site" name="site" value="acme""#,
        r#"<label for="region">Region</label>"#,
        r#"<option value="us" selected>US</option>"#,
        r#"<option value="eu">EU</option>"#,
        r#"<button class="primary">Sign in</button>"#,
    ] {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
    assert!(!page.contains("<script") && !page.contains("role=\"alert\""));
}

#[tokio::test]
async fn each_page_has_its_own_login() {
    let running = Running::start().await;
    let one = login_of(&open(&running).await.text().await.unwrap());
    let other = login_of(&open(&running).await.text().await.unwrap());
    assert_ne!(one, other);
}

#[tokio::test]
async fn refuses_other_apps_and_other_redirect_uris_without_a_redirect() {
    let running = Running::start().await;
    let [client, redirect] = GOOD;
    for query in [
        vec![],
        vec![redirect],
        vec![client],
        vec![("client_id", "other"), redirect],
        vec![("client_id", "Sandbox-Client"), redirect],
        vec![client, ("redirect_uri", "https://evil.example/api/oauth/callback")],
        vec![client, ("redirect_uri", "http://localhost:49152/elsewhere")],
        vec![client, redirect, redirect],
        vec![client, redirect, ("state", "a"), ("state", "b")],
    ] {
        let response = open_with(&running, &query).await;
        assert_eq!(response.status(), 400, "{query:?}");
        assert!(!response.headers().contains_key("location"));
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        let page = response.text().await.unwrap();
        assert!(page.contains("<h1>Teamwork (sandbox) cannot sign you in</h1>"));
        assert!(!page.contains("<form"));
    }
}

#[tokio::test]
async fn accepts_only_the_configured_redirect_uri() {
    let own = "https://backend.example/oauth/callback";
    let running = Running::start_as(Sandbox::with_redirect_uri(own)).await;
    for (redirect_uri, status) in [(own, 200), (CALLBACK, 400)] {
        let query = [GOOD[0], ("redirect_uri", redirect_uri)];
        assert_eq!(open_with(&running, &query).await.status(), status, "{redirect_uri}");
    }
    running.sandbox.reset();
    assert_eq!(open_with(&running, &GOOD).await.status(), 400, "after a reset too");
}

#[tokio::test]
async fn reports_invalid_fields_and_keeps_the_input() {
    let running = Running::start().await;
    let login = login_of(&open(&running).await.text().await.unwrap());
    for site in ["missing", "", "www", "a.b", "acme.teamwork.com", "acme.eu"] {
        let response = sign_in(&running, &login, site, "eu").await;
        assert_eq!(response.status(), 422, "{site}");
        let page = response.text().await.unwrap();
        assert!(page.contains("Site not found."), "{site}");
        assert!(page.contains(r#"aria-invalid="true" aria-describedby="error""#));
        assert!(page.contains(&format!(r#"name="site" value="{site}""#)), "{site}");
        assert!(page.contains(r#"value="Ada King Lovelace""#));
        assert!(page.contains(r#"<option value="eu" selected>"#));
        assert_eq!(login_of(&page), login);
    }
    let nameless = [("login", &*login), ("name", " "), ("site", "acme"), ("region", "us")];
    let response = post(&running, "/launchpad/login", &nameless).await;
    assert_eq!(response.status(), 422);
    assert!(response.text().await.unwrap().contains("Enter a name."));
    assert_eq!(sign_in(&running, &login, " ACME ", "us").await.status(), 200);
}

#[tokio::test]
async fn escapes_everything_it_shows() {
    let running = Running::start().await;
    let login = login_of(&open(&running).await.text().await.unwrap());
    let hostile = r#""><script>alert('x')</script>&amp;"#;
    let escaped = "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;";
    let form = [("login", &*login), ("name", hostile), ("site", hostile), ("region", "us")];
    let page = post(&running, "/launchpad/login", &form).await.text().await.unwrap();
    assert_eq!(page.matches(escaped).count(), 2, "{page}");
    assert!(!page.contains("<script"));

    let form = [("login", &*login), ("name", hostile), ("site", "acme"), ("region", "us")];
    let page = post(&running, "/launchpad/login", &form).await.text().await.unwrap();
    assert!(page.contains("wants to access") && page.contains(escaped), "{page}");
    assert!(!page.contains("<script"));

    let query = [GOOD[0], GOOD[1], ("state", hostile)];
    let page = open_with(&running, &query).await.text().await.unwrap();
    assert!(!page.contains("<script") && !page.contains("alert"));
    let query = [("client_id", hostile), ("redirect_uri", hostile)];
    let page = open_with(&running, &query).await.text().await.unwrap();
    assert!(!page.contains("<script") && !page.contains("alert"));
}

#[tokio::test]
async fn a_forged_form_is_refused() {
    let running = Running::start().await;
    let response = sign_in(&running, "made-up", "acme", "us").await;
    assert_eq!(response.status(), 400);
    assert!(response.text().await.unwrap().contains("This sign-in has ended."));
    let response = post(&running, "/launchpad/login", &[("login", "made-up")]).await;
    assert_eq!(response.status(), 400);
}

#[tokio::test]
async fn responds_on_the_address_of_the_sandbox_too() {
    let running = Running::start().await;
    for host in [WWW, "acme.teamwork.com", "localhost:8082"] {
        let request = running.request(reqwest::Method::GET, host, "/launchpad/login");
        assert_eq!(request.query(&GOOD).send().await.unwrap().status(), 200, "{host}");
    }
}
