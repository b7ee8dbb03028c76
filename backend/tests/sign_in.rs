//! A connection is authorized, from start to done page.

use serde_json::json;
use teamwork_connect_sandbox::AuthorizationScheme;

use crate::common::{TestBackend, oauth, sandbox_client};

#[tokio::test]
async fn every_product_and_version_comes_online() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let client = browser.caller().created_client(&sandbox_client()).await;
    for (api_type, version, checked) in [
        ("projects", "v1", Some("/me.json")),
        ("projects", "v2", Some("/me.json")),
        ("projects", "v3", Some("/projects/api/v3/me.json")),
        ("desk", "v2", Some("/desk/api/v2/me.json")),
        ("desk", "v0", None),
        ("spaces", "v2", Some("/spaces/api/v2/spaces/42/pages.json")),
        ("spaces", "v0", None),
    ] {
        let id = browser.caller().created(&oauth(api_type, version, &client)).await;
        let path = format!("/connections/{id}");
        let before = browser.caller().get(&path).await;
        let etag = before.headers()["etag"].clone();
        let before: serde_json::Value = before.json().await.unwrap();
        assert_eq!(before["status"], "offline");
        assert_eq!(before["hasApiKey"], false);
        assert!(backend.backend.access_token("local", &id).await.unwrap().is_none());

        let start = browser.begin(&id).await;
        let pending = browser.caller().get_json(&path).await;
        assert_eq!(pending["pendingAuthorization"], start.id.as_str());
        assert_eq!(browser.status(&start.id).await, json!({"id": start.id, "status": "pending"}));

        let callback = browser.accept(&start, "acme").await;
        let ended = browser.finish(&start, &callback).await;
        let account = json!({"siteUrl": "https://acme.teamwork.com", "userName": "Ada Lovelace"});
        let expected = json!({"id": start.id, "status": "succeeded", "account": account});
        assert_eq!(ended, expected, "{api_type} {version}");

        let after = browser.caller().get(&path).await;
        assert_eq!(after.headers()["etag"], etag, "authorizing doesn't change the version");
        let after: serde_json::Value = after.json().await.unwrap();
        assert_eq!(
            (&after["status"], &after["signedInAs"]),
            (&json!("online"), &json!("Ada Lovelace"))
        );
        assert!(after["checkedAt"].as_str().is_some_and(|at| at.ends_with('Z')), "{after}");
        assert!(after.get("pendingAuthorization").is_none());
        let token = backend.backend.access_token("local", &id).await.unwrap().unwrap();
        assert!(token.starts_with("tkn.v1_"));

        let mut expected = vec![(
            "POST".to_owned(),
            "www.teamwork.com".to_owned(),
            "/launchpad/v1/token.json".to_owned(),
            AuthorizationScheme::None,
        )];
        if let Some(checked) = checked {
            let (get, site) = ("GET".to_owned(), "acme.teamwork.com".to_owned());
            expected.push((get, site, checked.to_owned(), AuthorizationScheme::Bearer));
        }
        let requests = backend.sandbox.requests().into_iter();
        let requests: Vec<_> =
            requests.map(|r| (r.method, r.host, r.path, r.authorization)).skip(3).collect();
        assert_eq!(requests, expected);
        backend.sandbox.reset();
    }
    let list = browser.caller().get_json("/connections").await;
    assert!(list.as_array().unwrap().iter().all(|row| row["status"] == "online"));
}
