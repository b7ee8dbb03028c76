//! What happens when the database is full, busy, shared or gone.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use sqlx::Connection;
use teamwork_connect_backend::{Backend, Quotas};
use teamwork_connect_sandbox::Behavior;

use crate::common::{
    Caller, Log, TOKEN_PATH, TestBackend, contains, id_of, oauth, problem, projects,
    sandbox_client, with,
};

/// Saves until that is rejected, and returns the IDs of what was saved.
async fn fill(caller: &Caller) -> Vec<String> {
    let mut saved = Vec::new();
    let body = projects("Acme", &"k".repeat(900));
    loop {
        let answer = caller.create(&body).await;
        if answer.status() == 503 {
            assert!(answer.headers().contains_key("retry-after"));
            problem(answer, 503, "internal").await;
            return saved;
        }
        assert_eq!(answer.status(), 201);
        saved.push(id_of(&answer.json().await.unwrap()));
        assert!(saved.len() < 1000, "the size limit applies");
    }
}

#[tokio::test]
async fn h2_t99_sqlite_a_full_disk_rejects_saves_until_there_is_room_again() {
    let backend = TestBackend::start_with(|config| config.max_database_size = Some(300_000)).await;
    let caller = backend.caller().await;
    let saved = fill(&caller).await;
    // Repeatedly, on any connection.
    for _ in 0..14 {
        let answer = caller.create(&projects("Acme", &"k".repeat(900))).await;
        problem(answer, 503, "internal").await;
    }
    assert_eq!(caller.count().await, saved.len(), "everything saved is readable");
    for id in &saved[..10] {
        assert_eq!(caller.delete(id).await.status(), 204, "deletions still work");
    }
    assert_eq!(caller.create(&projects("Acme", "key")).await.status(), 201);
    assert_eq!(caller.count().await, saved.len() - 9);
}

#[tokio::test]
async fn l3_t99_a_sign_in_while_the_database_is_busy_asks_to_retry() {
    let backend =
        TestBackend::start_with(|config| config.busy_timeout = Duration::from_millis(50)).await;
    let locked = backend.lock_database().await;
    let answer = backend.stranger().get("/config").await;
    assert_eq!(answer.headers()["retry-after"], "1");
    problem(answer, 503, "internal").await;
    locked.close().await.unwrap();
    assert_eq!(backend.stranger().get("/config").await.status(), 200);
}

#[tokio::test]
async fn m1_the_number_of_sessions_per_account_is_limited() {
    let backend = TestBackend::start_with(|config| {
        config.quotas = Quotas { sessions: 3, ..Quotas::default() };
    })
    .await;
    let mut callers = Vec::new();
    for _ in 0..5 {
        callers.push(backend.caller().await);
        backend.clock.advance(Duration::from_secs(1));
    }
    for old in &callers[..2] {
        problem(old.get("/connections").await, 401, "session_expired").await;
    }
    for new in &callers[2..] {
        assert_eq!(new.get("/connections").await.status(), 200);
    }
}

#[tokio::test]
async fn m1_sqlite_expired_sessions_are_found_through_an_index() {
    let backend = TestBackend::start().await;
    let mut database = backend.open_database().await;
    let plan: Vec<(i64, i64, i64, String)> =
        sqlx::query_as("EXPLAIN QUERY PLAN DELETE FROM sessions WHERE expires_at <= 1")
            .fetch_all(&mut database)
            .await
            .unwrap();
    assert!(plan.iter().any(|(_, _, _, step)| step.contains("sessions_by_expiry")), "{plan:?}");
}

#[tokio::test]
async fn m7_expired_data_is_deleted_without_a_request() {
    let backend = TestBackend::start_cross_site().await;
    backend.caller().await.create(&projects("Acme", "key")).await;
    let browser = backend.cross_site_browser("ada");
    let client = browser.caller().created_client(&sandbox_client()).await;
    let connection = browser.caller().created(&oauth("projects", "v3", &client)).await;
    let start = browser.begin(&connection).await;
    let callback = browser.accept(&start, "acme").await;
    browser.verification_code(&start, &callback).await;
    let mut database = backend.open_database().await;
    let held = "SELECT count(*) FROM authorizations
                WHERE access_token IS NOT NULL AND site_url IS NOT NULL AND user_name IS NOT NULL";
    let count = |statement: &'static str| sqlx::query_scalar::<_, i64>(statement);
    assert_eq!(count(held).fetch_one(&mut database).await.unwrap(), 1);

    backend.clock.advance(Duration::from_secs(5 * 60));
    backend.backend.tidy().await.unwrap();
    let left = "SELECT count(*) FROM authorizations
                WHERE coalesce(access_token, verification_code_hash, site_url, user_name) IS NOT NULL";
    assert_eq!(count(left).fetch_one(&mut database).await.unwrap(), 0);
    assert_eq!(browser.status(&start.id).await["status"], "expired");

    backend.clock.advance(Duration::from_secs(31 * 24 * 60 * 60));
    backend.backend.tidy().await.unwrap();
    for table in ["sessions", "idempotency_records", "authorizations"] {
        let statement = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let left: i64 = sqlx::query_scalar(statement).fetch_one(&mut database).await.unwrap();
        assert_eq!(left, 0, "{table}");
    }
}

#[tokio::test]
async fn m9_a_second_process_leaves_live_checks_alone() {
    let backend = TestBackend::start().await;
    let path = Some(TOKEN_PATH.to_owned());
    backend.sandbox.behave(Behavior { hold: true, path, ..Behavior::default() });
    let browser = std::sync::Arc::new(backend.browser().await);
    let client = browser.caller().created_client(&sandbox_client()).await;
    let connection = browser.caller().created(&oauth("projects", "v3", &client)).await;
    let start = browser.begin(&connection).await;
    let callback = browser.accept(&start, "acme").await;
    let returning = tokio::spawn({
        let (browser, callback) = (std::sync::Arc::clone(&browser), callback.clone());
        async move { browser.visit(&callback).await }
    });
    backend.sandbox.until_held(1).await;

    let second = Backend::start(backend.config()).await.unwrap();
    second.tidy().await.unwrap();
    assert_eq!(browser.status(&start.id).await["status"], "checking");
    backend.sandbox.release();
    returning.await.unwrap();
    assert_eq!(browser.status(&start.id).await["status"], "succeeded");
    second.close().await;
}

#[tokio::test]
async fn m9_a_second_process_ends_abandoned_checks() {
    let backend = TestBackend::start().await;
    let mut config = backend.config();
    let clock = config.clock.clone();
    config.local_account = None;
    let second = Backend::start(config).await.unwrap();
    let browser = backend.browser().await;
    let client = browser.caller().created_client(&sandbox_client()).await;
    let connection = browser.caller().created(&oauth("projects", "v3", &client)).await;
    let start = browser.begin(&connection).await;
    // Left behind by a process that is gone.
    let mut database = backend.open_database().await;
    sqlx::query("UPDATE authorizations SET status = 'checking', lease_expires_at = expires_at")
        .execute(&mut database)
        .await
        .unwrap();
    second.tidy().await.unwrap();
    assert_eq!(browser.status(&start.id).await["status"], "checking");
    clock.advance(Duration::from_secs(10 * 60));
    second.tidy().await.unwrap();
    let unknown = json!({"id": start.id, "status": "failed", "code": "exchange_unknown"});
    assert_eq!(browser.status(&start.id).await, unknown);
    second.close().await;
}

#[tokio::test]
async fn m10_t99_a_busy_database_costs_no_token() {
    let log = Log::get();
    let backend =
        TestBackend::start_with(|config| config.busy_timeout = Duration::from_millis(50)).await;
    let path = Some(TOKEN_PATH.to_owned());
    backend.sandbox.behave(Behavior { hold: true, path, ..Behavior::default() });
    let browser = std::sync::Arc::new(backend.browser().await);
    let client = browser.caller().created_client(&sandbox_client()).await;
    let connection = browser.caller().created(&oauth("projects", "v3", &client)).await;
    let start = browser.begin(&connection).await;
    let callback = browser.accept(&start, "acme").await;
    let returning = tokio::spawn({
        let browser = std::sync::Arc::clone(&browser);
        async move { browser.visit(&callback).await }
    });
    backend.sandbox.until_held(1).await;
    let locked = backend.lock_database().await;
    backend.sandbox.release();
    let later =
        format!("will store the result of the authorization later authorization=\"{}\"", start.id);
    while !log.text().contains(&later) {
        assert!(!returning.is_finished(), "the request timed out");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    locked.close().await.unwrap();
    returning.await.unwrap();
    assert_eq!(browser.status(&start.id).await["status"], "succeeded");
    assert!(backend.backend.access_token("local", &connection).await.unwrap().is_some());
}

#[tokio::test]
async fn m11_t99_sqlite_readiness_detects_what_liveness_does_not() {
    let backend =
        TestBackend::start_with(|config| config.busy_timeout = Duration::from_millis(50)).await;
    let ask = async |path: &str| {
        backend.stranger().bare(Method::GET, path).send().await.unwrap().status().as_u16()
    };
    let until = async |status: u16| {
        while ask("/health/ready").await != status {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    until(200).await;
    let locked = backend.lock_database().await;
    until(503).await;
    assert_eq!(ask("/health/live").await, 200);
    assert_eq!(ask("/health").await, 200, "liveness is unaffected");
    locked.close().await.unwrap();
    until(200).await;
    // Another file takes its place, and saves are lost.
    let aside = backend.database().with_file_name("aside.sqlite3");
    std::fs::rename(backend.database(), &aside).unwrap();
    until(503).await;
    let answer = backend.stranger().bare(Method::GET, "/health/ready").send().await.unwrap();
    problem(answer, 503, "internal").await;
    std::fs::copy(&aside, backend.database()).unwrap();
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(ask("/health/ready").await, 503, "the file was replaced");
    assert_eq!(ask("/health/live").await, 200);
}

#[tokio::test]
async fn m12_the_number_of_connections_and_clients_per_account_is_limited() {
    let backend = TestBackend::start_with(|config| {
        config.quotas = Quotas { connections: 2, oauth_clients: 1, ..Quotas::default() };
    })
    .await;
    let caller = backend.caller().await;
    let first = caller.create_as("one", &projects("One", "key")).await;
    let id = id_of(&first.json().await.unwrap());
    caller.created(&projects("Two", "key")).await;
    problem(caller.create(&projects("Three", "key")).await, 403, "forbidden").await;
    let again = caller.create_as("one", &projects("One", "key")).await;
    assert_eq!(again.status(), 201, "the stored response");
    assert_eq!(caller.replace(&id, "\"1\"", &projects("Other", "key")).await.status(), 200);
    assert_eq!(caller.delete(&id).await.status(), 204);
    caller.created(&projects("Three", "key")).await;
    caller.created_client(&sandbox_client()).await;
    problem(caller.create_client(&sandbox_client()).await, 403, "forbidden").await;
    assert_eq!(backend.caller_of("other").await.create(&projects("A", "k")).await.status(), 201);
}

#[tokio::test]
async fn m12_lists_are_paginated() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let mut ids = Vec::new();
    for number in 0..5 {
        ids.push(caller.created(&projects(&format!("Acme {number}"), "key")).await);
    }
    let mut path = "/connections?limit=2".to_owned();
    let mut seen: Vec<String> = Vec::new();
    let mut pages = 0;
    loop {
        let answer = caller.get(&path).await;
        assert_eq!(answer.status(), 200);
        let link = answer.headers().get("link").map(|link| link.to_str().unwrap().to_owned());
        let page: Vec<serde_json::Value> = answer.json().await.unwrap();
        seen.extend(page.iter().map(id_of));
        pages += 1;
        // Deletions between two pages shift nothing.
        if pages == 1 {
            assert_eq!(caller.delete(&ids[1]).await.status(), 204);
        }
        let Some(link) = link else { break };
        let url = link.strip_prefix("<http://localhost:8080/api").unwrap();
        path = url.strip_suffix(">; rel=\"next\"").unwrap().to_owned();
    }
    ids.sort();
    seen.sort();
    assert_eq!((seen, pages), (ids, 3));
    let whole = caller.get("/connections").await;
    assert!(whole.headers().get("link").is_none());
    assert_eq!(whole.json::<Vec<serde_json::Value>>().await.unwrap().len(), 4);
    for bad in ["limit=0", "limit=1001", "limit=x", "after=x", "after=1.x", "limit=-1", "after="] {
        problem(caller.get(&format!("/connections?{bad}")).await, 400, "invalid").await;
    }
}

#[tokio::test]
async fn m12_duplicate_names_are_found_regardless_of_case() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Äcme ΟΔΟΣ", "key")).await;
    caller.created(&projects("Other", "key")).await;
    let found = async |caller: &Caller, name: &str| -> Vec<String> {
        let query: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        let list = caller.get_json(&format!("/connections?name={query}")).await;
        list.as_array().unwrap().iter().map(id_of).collect()
    };
    assert_eq!(found(&caller, "äCME οδος").await, [&*id]);
    assert!(found(&caller, "Äcme").await.is_empty());
    let answer = caller.replace(&id, "\"1\"", &projects("Änders", "key")).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(found(&caller, "änders").await, [&*id]);
    // A row from before names were compared in the database.
    let mut database = backend.open_database().await;
    sqlx::query("UPDATE connections SET name_key = NULL").execute(&mut database).await.unwrap();
    database.close().await.unwrap();
    let backend = backend.restart().await;
    assert_eq!(found(&caller.at(backend.address), "ÄNDERS").await, [id]);
}

#[tokio::test]
async fn b04_an_etag_modified_by_a_proxy_matches_the_same_version() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    for (version, form) in [(1, "W/\"{}\""), (2, "\"{}-gzip\""), (3, "\"{};gzip\"")] {
        let stale = form.replace("{}", &(version + 1).to_string());
        let answer = caller.replace(&id, &stale, &projects("Lost", "key")).await;
        problem(answer, 412, "conflict").await;
        let etag = form.replace("{}", &version.to_string());
        let answer = caller.replace(&id, &etag, &projects(&format!("{version}"), "key")).await;
        assert_eq!(answer.status(), 200, "{etag}");
        assert_eq!(answer.headers()["etag"], format!("\"{}\"", version + 1));
    }
    let request = caller.request(Method::DELETE, &format!("/connections/{id}"));
    let answer = request.header("If-Match", "W/\"4\"").send().await.unwrap();
    assert_eq!(answer.status(), 204);
}

#[tokio::test]
async fn l2_sqlite_deleted_data_does_not_remain_in_the_wal() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    let mut database = backend.open_database().await;
    let sealed: String = sqlx::query_scalar("SELECT api_key FROM connections")
        .fetch_one(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    assert_eq!(caller.delete(&id).await.status(), 204);
    let beside = backend.database().with_file_name("backend.sqlite3-wal");
    let holds = |file: &std::path::Path| contains(&std::fs::read(file).unwrap(), sealed.as_bytes());
    assert!(holds(&beside), "the data is in the WAL");
    backend.backend.tidy().await.unwrap();
    assert!(!holds(&beside) && !holds(&backend.database()));
}

#[tokio::test]
async fn l7_an_older_secret_of_the_same_row_is_rejected() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "old")).await;
    let mut database = backend.open_database().await;
    let old: String = sqlx::query_scalar("SELECT api_key FROM connections")
        .fetch_one(&mut database)
        .await
        .unwrap();
    assert_eq!(caller.replace(&id, "\"1\"", &projects("Acme", "new")).await.status(), 200);
    assert_eq!(*backend.backend.api_key("local", &id).await.unwrap().unwrap(), "new");
    sqlx::query("UPDATE connections SET api_key = $1")
        .bind(&old)
        .execute(&mut database)
        .await
        .unwrap();
    assert!(backend.backend.api_key("local", &id).await.is_err());
    // Nor can a secret be used for another site than the one it was entered for.
    let id = caller.created(&with(projects("Acme", "key"), "name", "Second")).await;
    sqlx::query("UPDATE connections SET site_name = 'elsewhere'")
        .execute(&mut database)
        .await
        .unwrap();
    assert!(backend.backend.api_key("local", &id).await.is_err());
}

#[tokio::test]
async fn l7_reads_of_secrets_are_logged() {
    let log = Log::get();
    let backend = TestBackend::start().await;
    let id = backend.caller().await.created(&projects("Acme", "the-canary-key")).await;
    assert!(backend.backend.api_key("other", &id).await.unwrap().is_none());
    let parts = ["kind=\"api_key\"", &*format!("id=\"{id}\""), "owner=\"local\""];
    assert_eq!(log.audited("secret.read", &parts), 0);
    backend.backend.api_key("local", &id).await.unwrap().unwrap();
    assert_eq!(log.audited("secret.read", &parts), 1);
    assert!(!log.text().contains("the-canary-key"));
}
