//! API keys appear in nothing that the backend writes or returns.

use crate::common::{TestBackend, contains, forms, fresh_key, projects, with};

/// It contains characters that URLs and JSON escape.
const CANARY: &str = "twp_\"Canary+Key/0123456789&abcdefghijk\\lmnop";

#[tokio::test]
async fn sqlite_the_database_file_and_its_wal_do_not_contain_the_key_in_any_encoding() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("NAME-CANARY", CANARY)).await;
    assert_eq!(caller.replace(&id, "\"1\"", &projects("NAME-CANARY", CANARY)).await.status(), 200);
    caller.created(&projects("Another", CANARY)).await;
    caller.test(&projects("Tested", CANARY)).await;
    assert_eq!(*backend.backend.api_key("local", &id).await.unwrap().unwrap(), CANARY);

    let database = backend.database();
    let wal = std::fs::read(database.with_extension("sqlite3-wal")).unwrap();
    assert!(contains(&wal, b"NAME-CANARY"), "the search finds non-secret data");
    backend.stop().await;
    let file = std::fs::read(&database).unwrap();
    assert!(contains(&file, b"NAME-CANARY"), "the search finds non-secret data");
    for (name, form) in forms(CANARY) {
        assert!(!contains(&wal, &form), "{name} in the WAL");
        assert!(!contains(&file, &form), "{name} in the database");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn sqlite_files_are_readable_only_by_their_owner() {
    use std::os::unix::fs::PermissionsExt;

    let backend = TestBackend::start().await;
    backend.caller().await;
    for extension in ["sqlite3", "sqlite3-wal", "sqlite3-shm"] {
        let file = backend.database().with_extension(extension);
        let mode = std::fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{extension}");
    }
}

#[tokio::test]
async fn no_response_contains_the_key() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let good = projects("Acme", CANARY);
    let id = caller.created(&good).await;
    let post = |body: String| {
        let request = caller.request(reqwest::Method::POST, "/connections");
        let request = request.header("Idempotency-Key", fresh_key());
        request.header("Content-Type", "application/json").body(body).send()
    };
    let quoted = serde_json::to_string(CANARY).unwrap();
    let answers = [
        caller.create(&good).await,
        caller.replace(&id, "\"1\"", &good).await,
        caller.replace(&id, "\"1\"", &good).await,
        caller.get(&format!("/connections/{id}")).await,
        caller.get("/connections").await,
        caller
            .request(reqwest::Method::POST, "/connections/test")
            .json(&good)
            .send()
            .await
            .unwrap(),
        // The key in places where it doesn't belong.
        caller.create(&with(good.clone(), "apiKey", format!("{CANARY} {CANARY}"))).await,
        caller.create(&with(good.clone(), "region", CANARY)).await,
        caller.create(&with(good.clone(), "siteName", CANARY)).await,
        caller.create(&with(good.clone(), "siteUrl", CANARY)).await,
        caller.create(&with(good.clone(), CANARY, "unknown")).await,
        caller.create_as("one", &good).await,
        caller.create_as("one", &with(good.clone(), "name", "Other")).await,
        caller.get(&format!("/connections/{CANARY}")).await,
        post(format!("{{\"apiKey\":{quoted},\"apiKey\":{quoted}}}")).await.unwrap(),
        post(format!("{{\"apiType\":{quoted}")).await.unwrap(),
        post(quoted.clone()).await.unwrap(),
        post(format!("{{\"apiKey\":[{quoted}]}}")).await.unwrap(),
    ];
    for (number, answer) in answers.into_iter().enumerate() {
        let head = format!("{:?}", answer.headers());
        let body = answer.text().await.unwrap();
        for (name, form) in forms(CANARY) {
            assert!(!contains(body.as_bytes(), &form), "{name} in the body of response {number}");
            assert!(
                !contains(head.as_bytes(), &form),
                "{name} in the headers of response {number}"
            );
        }
    }
}

#[tokio::test]
async fn a_ciphertext_in_another_row_does_not_decrypt() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let first = caller.created(&projects("First", "first-key")).await;
    let second = caller.created(&projects("Second", "second-key")).await;
    let mut database = backend.open_database().await;
    sqlx::query("UPDATE connections SET api_key = (SELECT api_key FROM connections WHERE id = $1) WHERE id = $2")
        .bind(&first)
        .bind(&second)
        .execute(&mut database)
        .await
        .unwrap();
    assert!(backend.backend.api_key("local", &second).await.is_err());
    assert_eq!(*backend.backend.api_key("local", &first).await.unwrap().unwrap(), "first-key");
}
