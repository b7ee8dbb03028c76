//! Client secrets, access tokens, codes, states and binding cookies appear in nothing that the backend stores, and
//! in no response except the one that hands them over.

use reqwest::{Method, Response};
use serde_json::json;
use teamwork_connect_backend::{Backend, EncryptionKeys, StartError};

use crate::common::{
    Browser, KEYS, Start, TestBackend, contains, forms, fresh_key, oauth, sandbox_client, with,
};

/// It contains characters that URLs and JSON escape.
const CANARY: &str = "sec_\"Canary+Key/0123456789&abcdefghijk\\lmnop";

/// The results of a sign-in, with everything that only the browser, or nobody, may know.
struct SignIn {
    browser: Browser,
    start: Start,
    callback: String,
    connection: String,
    client: String,
    secrets: Vec<(&'static str, String)>,
}

async fn sign_in(backend: &TestBackend) -> SignIn {
    let browser = backend.browser().await;
    let caller = browser.caller();
    let canary = with(sandbox_client(), "clientSecret", CANARY);
    let client = caller.created_client(&canary).await;
    assert_eq!(caller.replace_client(&client, &canary).await.status(), 200);
    let id = caller.created(&oauth("projects", "v3", &client)).await;
    assert_eq!(browser.connect(&id).await["code"], "client_invalid");
    assert_eq!(caller.replace_client(&client, &sandbox_client()).await.status(), 200);
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
    caller.replace_client(&client, &canary).await;

    let token = backend.backend.access_token("local", &id).await.unwrap().unwrap().to_string();
    let cookie = start.set_cookies[0].split(['=', ';']).nth(1).unwrap().to_owned();
    let mut secrets =
        vec![("client secret", CANARY.to_owned()), ("token", token), ("cookie", cookie)];
    let query = url::Url::parse(&callback).unwrap();
    for (name, value) in query.query_pairs() {
        secrets.push((if name == "code" { "code" } else { "state" }, value.into_owned()));
    }
    secrets.extend(confirm(backend).await);
    assert_eq!(secrets.len(), 9);
    SignIn { browser, start, callback, connection: id, client, secrets }
}

/// The results of a sign-in that is confirmed by a page on another site.
async fn confirm(backend: &TestBackend) -> [(&'static str, String); 4] {
    let browser = backend.cross_site_browser("ada");
    let client = browser.caller().created_client(&sandbox_client()).await;
    let id = browser.caller().created(&oauth("projects", "v3", &client)).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    let verification_code = browser.verification_code(&start, &callback).await;
    assert_eq!(browser.confirm(&start.id, &verification_code).await.status(), 200);
    let token = backend.backend.access_token("ada", &id).await.unwrap().unwrap().to_string();
    let cookie = browser.cookie_header().split_once('=').unwrap().1.to_owned();
    let plain = verification_code.replace('-', "");
    [
        ("verificationCode", verification_code),
        ("verificationCode", plain),
        ("cookie", cookie),
        ("token", token),
    ]
}

#[tokio::test]
async fn t73_sqlite_the_database_file_and_its_wal_contain_no_secret_in_any_encoding() {
    let backend = TestBackend::start_cross_site().await;
    let SignIn { secrets, start, .. } = sign_in(&backend).await;
    let database = backend.database();
    let wal = std::fs::read(database.with_extension("sqlite3-wal")).unwrap();
    assert!(contains(&wal, start.id.as_bytes()), "the search finds non-secret data");
    backend.stop().await;
    let file = std::fs::read(&database).unwrap();
    assert!(contains(&file, start.id.as_bytes()), "the search finds non-secret data");
    for (what, secret) in &secrets {
        for (name, form) in forms(secret) {
            assert!(!contains(&wal, &form), "{what} as {name} in the WAL");
            assert!(!contains(&file, &form), "{what} as {name} in the database");
        }
    }
}

#[tokio::test]
async fn t14_no_response_contains_a_secret() {
    let backend = TestBackend::start_cross_site().await;
    let SignIn { browser, start, callback, connection, client, secrets } = sign_in(&backend).await;
    let caller = browser.caller();
    let body = with(sandbox_client(), "clientSecret", CANARY);
    let client_path = format!("/oauth-clients/{client}");
    let send = async |method: Method, path: &str, body: &serde_json::Value| {
        let request = caller.request(method, path).header("Idempotency-Key", fresh_key());
        request.json(body).send().await.unwrap()
    };
    let mut answers: Vec<Response> = vec![
        caller.create_client(&body).await,
        caller.create_client(&with(body.clone(), "clientId", format!("{CANARY} {CANARY}"))).await,
        caller.create_client(&with(body.clone(), "clientSecret", format!("{CANARY} x"))).await,
        caller.create_client(&with(body.clone(), CANARY, "unknown")).await,
        caller.replace_client(&client, &body).await,
        caller.get("/oauth-clients").await,
        caller.get(&client_path).await,
        send(Method::DELETE, &client_path, &json!({})).await,
        caller.get("/connections").await,
        caller.get(&format!("/connections/{connection}")).await,
        caller.get(&format!("/authorizations/{}", start.id)).await,
        caller.replace(&connection, "*", &oauth("projects", "v1", &client)).await,
        send(Method::POST, "/connections/test", &oauth("projects", "v3", &client)).await,
    ];
    let done = format!("http://localhost:8080/api/oauth/done/{}", start.id);
    for url in [&callback, &done, &start.start_url, &callback.replace("state=", "state=a")] {
        answers.push(browser.visit(url).await);
        answers.push(backend.foreign_browser().visit(url).await);
    }
    for (number, answer) in answers.into_iter().enumerate() {
        let head = format!("{:?}", answer.headers());
        let body = answer.text().await.unwrap();
        for (what, secret) in &secrets {
            for (name, form) in forms(secret) {
                assert!(!contains(body.as_bytes(), &form), "{what} as {name} in body {number}");
                assert!(!contains(head.as_bytes(), &form), "{what} as {name} in headers {number}");
            }
        }
    }
}

#[tokio::test]
async fn t68_ciphertexts_in_other_rows_do_not_decrypt() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    let client = browser.caller().created_client(&sandbox_client()).await;
    let mut ids = Vec::new();
    for version in ["v1", "v3"] {
        let id = browser.caller().created(&oauth("projects", version, &client)).await;
        assert_eq!(browser.connect(&id).await["status"], "succeeded");
        ids.push(id);
    }
    let mut database = backend.open_database().await;
    let tokens = "UPDATE access_tokens SET access_token =
                  (SELECT access_token FROM access_tokens WHERE connection_id = $1)
                  WHERE connection_id = $2";
    sqlx::query(tokens).bind(&ids[0]).bind(&ids[1]).execute(&mut database).await.unwrap();
    assert!(backend.backend.access_token("local", &ids[1]).await.is_err());
    assert!(backend.backend.access_token("local", &ids[0]).await.unwrap().is_some());

    // A secret moved from another client is an error of the backend, and is not sent anywhere.
    let other = browser.caller().created_client(&with(sandbox_client(), "name", "Other")).await;
    let secrets = "UPDATE oauth_clients SET client_secret =
                   (SELECT client_secret FROM oauth_clients WHERE id = $1) WHERE id = $2";
    sqlx::query(secrets).bind(&other).bind(&client).execute(&mut database).await.unwrap();
    let exchanges = backend.exchanges();
    assert_eq!(browser.connect(&ids[0]).await["code"], "internal");
    assert_eq!(backend.exchanges(), exchanges);
}

#[tokio::test]
async fn a_key_needed_by_clients_or_tokens_cannot_be_removed() {
    let backend = TestBackend::start().await;
    let browser = backend.browser().await;
    browser.caller().created_client(&sandbox_client()).await;
    backend.clock.advance(std::time::Duration::from_secs(25 * 60 * 60));
    backend.stop().await;
    let mut config = backend.config();
    config.clock = backend.clock.clone();
    let other = EncryptionKeys::generate("new").unwrap();
    config.encryption_keys = EncryptionKeys::parse(&other).unwrap();
    let error = Backend::start(config.clone()).await.unwrap_err();
    assert!(matches!(&error, StartError::MissingKey { id } if id == "test"), "{error}");
    config.encryption_keys = EncryptionKeys::parse(&format!("{},{KEYS}", *other)).unwrap();
    assert!(Backend::start(config).await.is_ok());
}
