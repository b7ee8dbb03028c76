//! The pages of the sign-in: their headers, their content, and who may read them.

use reqwest::{Method, Response};

use crate::common::{Browser, Start, TestBackend, oauth, sandbox_client};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

async fn begun(browser: &Browser) -> Start {
    let client = browser.caller().created_client(&sandbox_client()).await;
    let id = browser.caller().created(&oauth("desk", "v0", &client)).await;
    browser.begin(&id).await
}

fn done(start: &Start) -> String {
    format!("http://localhost:8080/api/oauth/done/{}", start.id)
}

async fn page(answer: Response) -> String {
    let headers = answer.headers();
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("content-security-policy", POLICY),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(headers[name], value);
    }
    for name in ["cross-origin-opener-policy", "access-control-allow-origin", "set-cookie"] {
        assert!(!headers.contains_key(name), "{name}");
    }
    let page = answer.text().await.unwrap();
    for part in ["<html lang=\"en\">", "<h1 tabindex=\"-1\">", "/api/oauth/page.css", "</html>"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let title = page.split("<title>").nth(1).unwrap().split('<').next().unwrap();
    assert!(page.contains(&format!("<h1 tabindex=\"-1\">{title}</h1>")), "{page}");
    for inline in ["<style", "style=", "onclick", "http:", "https:"] {
        let elsewhere = page.replace("data-origins=\"http://localhost:8080", "");
        assert!(!elsewhere.contains(inline), "{inline} in {page}");
    }
    page
}

#[tokio::test]
async fn t37_the_done_page_contains_the_outcome_and_the_target_of_its_hint() {
    let backend = TestBackend::start_with(|config| {
        let origin = teamwork_connect_backend::Origin::parse("https://app.example").unwrap();
        config.allowed_origins = vec![origin];
    })
    .await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let pending = page_without_origins(&browser, &start).await;
    assert!(pending.contains("data-result=\"pending\""), "{pending}");
    let callback = browser.accept(&start, "acme").await;
    let to_done = browser.visit(&callback).await;
    assert_eq!(to_done.headers()["referrer-policy"], "no-referrer");
    assert_eq!(to_done.headers()["location"], done(&start).as_str());
    assert_eq!(to_done.headers()["cache-control"], "no-store");

    let answer = browser.visit(&done(&start)).await;
    let text = answer.text().await.unwrap();
    for part in [
        "<h1 tabindex=\"-1\">Connected to Teamwork</h1>",
        "You can close this window.",
        "<script src=\"/api/oauth/done.js\" defer></script>",
        &format!("data-authorization=\"{}\"", start.id),
        "data-result=\"succeeded\"",
        "data-origins=\"http://localhost:8080 https://app.example\"",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("Ada"), "the user's name is not shown");
}

async fn page_without_origins(browser: &Browser, start: &Start) -> String {
    let text = browser.visit(&done(start)).await.text().await.unwrap();
    assert!(text.contains("https://app.example"));
    text
}

#[tokio::test]
async fn t37_t39_every_page_has_its_headers_and_loads_nothing_external() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let callback = browser.accept(&start, "acme").await;
    let stranger = backend.foreign_browser();
    page(stranger.visit(&start.start_url).await).await;
    page(stranger.visit(&callback).await).await;
    page(browser.visit("http://localhost:8080/api/oauth/callback?state=%22%3E%3Cb%3E").await).await;
    page(browser.visit(&done(&start)).await).await;
    browser.visit(&callback).await;
    page(browser.visit(&done(&start)).await).await;
    page(browser.visit(&start.start_url).await).await;
}

#[tokio::test]
async fn strangers_learn_nothing_from_the_done_page() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let before = page(backend.foreign_browser().visit(&done(&start)).await).await;
    let callback = browser.accept(&start, "acme").await;
    browser.finish(&start, &callback).await;
    for url in [
        done(&start),
        "http://localhost:8080/api/oauth/done/00000000-0000-4000-8000-000000000000".to_owned(),
        "http://localhost:8080/api/oauth/done/%3Cscript%3E".to_owned(),
    ] {
        let answer = backend.foreign_browser().visit(&url).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(page(answer).await, before);
    }
    assert!(!before.contains(&start.id) && !before.contains("<script"), "{before}");
}

#[tokio::test]
async fn a_missing_authorization_looks_like_one_of_another_browser() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let stranger = backend.foreign_browser();
    let foreign = stranger.visit(&start.start_url).await;
    assert_eq!(foreign.status(), 403);
    let foreign = page(foreign).await;
    for id in ["00000000-0000-4000-8000-000000000000", "1", "%00"] {
        let url = format!("http://localhost:8080/api/oauth/start/{id}");
        let answer = stranger.visit(&url).await;
        assert_eq!(answer.status(), 403);
        assert_eq!(page(answer).await, foreign);
    }
}

#[tokio::test]
async fn l4_pages_cannot_be_framed() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let callback = browser.accept(&start, "acme").await;
    browser.visit(&callback).await;
    let path = format!("/oauth/done/{}", start.id);
    let visit = async |dest: &str| {
        let request = backend.stranger().with_cookies(browser.cookie_header());
        let request = request.bare(Method::GET, &path).header("Sec-Fetch-Dest", dest);
        request.send().await.unwrap()
    };
    for dest in ["iframe", "frame", "fencedframe", "embed", "object"] {
        let answer = visit(dest).await;
        assert_eq!(answer.status(), 403, "{dest}");
        let text = page(answer).await;
        assert!(!text.contains(&start.id) && !text.contains("<script"), "{text}");
    }
    // A service worker turns the destination of a navigation into "empty".
    for dest in ["document", "empty"] {
        let answer = visit(dest).await;
        assert_eq!(answer.status(), 200, "{dest}");
        assert!(page(answer).await.contains("data-result=\"succeeded\""), "{dest}");
    }
}

#[tokio::test]
async fn t39_script_and_style_are_served_by_the_backend() {
    let backend = TestBackend::start().await;
    let browser = backend.foreign_browser();
    for (file, content_type, part) in [
        (
            "done.js",
            "text/javascript; charset=utf-8",
            "BroadcastChannel(\"teamwork-connect:\" + id)",
        ),
        ("page.css", "text/css; charset=utf-8", "prefers-color-scheme: dark"),
    ] {
        let answer = browser.visit(&format!("http://localhost:8080/api/oauth/{file}")).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], content_type);
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        assert!(answer.text().await.unwrap().contains(part), "{file}");
    }
}

#[tokio::test]
async fn pages_reject_other_origins_and_methods() {
    let backend = TestBackend::start_with(|config| {
        let origin = teamwork_connect_backend::Origin::parse("https://app.example").unwrap();
        config.allowed_origins = vec![origin];
    })
    .await;
    let stranger = backend.stranger();
    for path in ["/oauth/start/1", "/oauth/callback", "/oauth/done/1", "/oauth/done.js"] {
        let request = stranger.bare(Method::GET, path).header("Origin", "https://app.example");
        let answer = request.header("Sec-Fetch-Site", "cross-site").send().await.unwrap();
        assert_ne!(answer.headers()["content-type"], "application/problem+json");
        assert!(!answer.headers().contains_key("access-control-allow-origin"), "{path}");
        let preflight = stranger
            .bare(Method::OPTIONS, path)
            .header("Origin", "https://app.example")
            .header("Access-Control-Request-Method", "GET")
            .send()
            .await
            .unwrap();
        assert_eq!(preflight.status(), 405, "{path}");
        assert!(!preflight.headers().contains_key("access-control-allow-origin"), "{path}");
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            let answer = stranger.bare(method, path).send().await.unwrap();
            assert_eq!(answer.status(), 405, "{path}");
        }
    }
}

#[tokio::test]
async fn a_failure_of_the_backend_is_a_page_too() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let start = begun(&browser).await;
    let callback = browser.accept(&start, "acme").await;
    backend.backend.close().await;
    for url in [start.start_url.clone(), callback, done(&start)] {
        let answer = browser.visit(&url).await;
        assert!(answer.status().is_server_error(), "{url}");
        page(answer).await;
    }
}
