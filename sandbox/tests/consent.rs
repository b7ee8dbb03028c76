//! The consent page and the redirect back to the app.

use crate::common::Running;
use crate::sign_in::{
    CALLBACK, decide, location, login_of, open, open_with, parameter, sign_in, up_to_consent,
};

#[tokio::test]
async fn names_the_app_the_site_and_the_user() {
    let running = Running::start().await;
    for (site, region, host) in
        [("acme", "us", "acme.teamwork.com"), ("Beta", "eu", "beta.eu.teamwork.com")]
    {
        let login = login_of(&open(&running).await.text().await.unwrap());
        let response = sign_in(&running, &login, site, region).await;
        assert_eq!(response.status(), 200);
        let page = response.text().await.unwrap();
        let heading = format!("<h1>Teamwork Connect Sandbox App wants to access {host}</h1>");
        assert!(page.contains(&heading), "{page}");
        assert!(page.contains("You are signed in as Ada King Lovelace."));
        assert!(page.contains(r#"name="decision" value="accept">Accept</button>"#));
        assert!(page.contains(r#"name="decision" value="deny">Deny</button>"#));
        assert_eq!(login_of(&page), login);
    }
}

#[tokio::test]
async fn accept_redirects_with_a_code_and_the_state() {
    let running = Running::start().await;
    let login = up_to_consent(&running, "acme", "us").await;
    let response = decide(&running, &login, "accept").await;
    assert_eq!(response.status(), 303);
    let url = location(&response);
    assert!(url.as_str().starts_with(&format!("{CALLBACK}?code=")), "{url}");
    assert!(parameter(&url, "code").unwrap().len() >= 43);
    assert_eq!(parameter(&url, "state").as_deref(), Some("a b&c=d"));
    assert_eq!(parameter(&url, "error"), None);
}

#[tokio::test]
async fn deny_redirects_with_an_error_and_the_state() {
    let running = Running::start().await;
    let login = up_to_consent(&running, "acme", "us").await;
    let response = decide(&running, &login, "deny").await;
    assert_eq!(response.status(), 303);
    let url = location(&response);
    assert!(url.as_str().starts_with(&format!("{CALLBACK}?error=access_denied&")), "{url}");
    assert_eq!(parameter(&url, "state").as_deref(), Some("a b&c=d"));
    assert_eq!(parameter(&url, "code"), None);
}

#[tokio::test]
async fn redirects_with_exactly_the_given_state() {
    let running = Running::start().await;
    let app = [("client_id", "sandbox-client"), ("redirect_uri", CALLBACK)];
    for state in [None, Some(""), Some("é<>\r\n#?")] {
        for decision in ["accept", "deny"] {
            let mut query = app.to_vec();
            query.extend(state.map(|state| ("state", state)));
            let login = login_of(&open_with(&running, &query).await.text().await.unwrap());
            sign_in(&running, &login, "acme", "us").await;
            let response = decide(&running, &login, decision).await;
            let found = parameter(&location(&response), "state");
            assert_eq!(found.as_deref(), state, "{decision}");
        }
    }
}

#[tokio::test]
async fn can_be_submitted_once() {
    let running = Running::start().await;
    let login = up_to_consent(&running, "acme", "us").await;
    assert_eq!(decide(&running, &login, "accept").await.status(), 303);
    for decision in ["accept", "deny"] {
        let response = decide(&running, &login, decision).await;
        assert_eq!(response.status(), 400, "{decision}");
        assert!(!response.headers().contains_key("location"));
        assert!(response.text().await.unwrap().contains("This sign-in has ended."));
    }
    assert_eq!(sign_in(&running, &login, "acme", "us").await.status(), 400);
}

#[tokio::test]
async fn requires_a_login() {
    let running = Running::start().await;
    let login = login_of(&open(&running).await.text().await.unwrap());
    for (login, decision) in [(&*login, "accept"), ("made-up", "accept"), (&*login, "maybe")] {
        let response = decide(&running, login, decision).await;
        assert_eq!(response.status(), 400, "{decision}");
        assert!(!response.headers().contains_key("location"));
    }
}
