//! Two backends on one database, with requests that may reach either.

use futures::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use teamwork_connect_backend::{BackendConfig, Quotas};

use crate::common::{
    Browser, Caller, Second, TestBackend, id_of, oauth, projects, sandbox_client, with,
};

/// A backend, and another one with the same settings.
async fn two(change: impl Fn(&mut BackendConfig)) -> (TestBackend, Second) {
    let backend = TestBackend::start_with(&change).await;
    let mut config = backend.config();
    change(&mut config);
    let second = Second::start(config).await;
    (backend, second)
}

/// This many pairs of the same caller at each of the two.
async fn callers(backend: &TestBackend, second: &Second, count: usize) -> Vec<Caller> {
    let caller = backend.caller().await;
    let addresses = [backend.address, second.address];
    (0..count).map(|number| caller.at(addresses[number % 2])).collect()
}

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("projects", "v3", &client)).await
}

#[tokio::test]
async fn t35_fifty_callbacks_to_both_cause_one_exchange() {
    let (backend, second) = two(|_| {}).await;
    let browser = backend.browser().await;
    let start = browser.begin(&connection(&browser).await).await;
    let callback = browser.accept(&start, "acme").await;
    let addresses = [backend.address, second.address];
    let browsers: Vec<Browser> = (0..50).map(|number| browser.at(addresses[number % 2])).collect();
    for answer in join_all(browsers.iter().map(|browser| browser.visit(&callback))).await {
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    }
    assert_eq!(backend.exchanges(), 1);
    assert_eq!(browser.status(&start.id).await["status"], "succeeded");
    second.stop().await;
}

#[tokio::test]
async fn a_sign_in_alternating_between_processes_succeeds() {
    let (backend, second) = two(|_| {}).await;
    let here = backend.browser().await;
    let id = connection(&here).await;
    let start = here.begin(&id).await;
    let there = here.at(second.address);
    let login = there.sent_on(&start.start_url).await;
    let here = there.at(backend.address);
    let callback = here.accept_at(&login, "acme", "us").await;
    let done = here.sent_on(&callback).await;
    let there = here.at(second.address);
    let page = there.visit(&done).await.text().await.unwrap();
    assert!(page.contains("data-result=\"succeeded\""), "{page}");
    assert_eq!(there.status(&start.id).await["status"], "succeeded");
    assert!(second.backend.access_token("local", &id).await.unwrap().is_some());
    second.stop().await;
}

#[tokio::test]
async fn t24_one_save_sent_to_both_creates_one_connection() {
    let (backend, second) = two(|_| {}).await;
    let callers = callers(&backend, &second, 20).await;
    let body = projects("Acme", "key");
    let mut ids: Vec<String> = Vec::new();
    for answer in join_all(callers.iter().map(|caller| caller.create_as("one", &body))).await {
        match answer.status() {
            StatusCode::CREATED => ids.push(id_of(&answer.json().await.unwrap())),
            // The same backend is still working on it.
            status => assert_eq!(status, StatusCode::CONFLICT),
        }
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(callers[0].count().await, 1);
    second.stop().await;
}

#[tokio::test]
async fn m12_a_quota_applies_across_processes() {
    let quotas = Quotas { connections: 5, ..Quotas::default() };
    let (backend, second) = two(|config| config.quotas = quotas).await;
    let callers = callers(&backend, &second, 30).await;
    let body = projects("Acme", "key");
    let answers = join_all(callers.iter().map(|caller| caller.create(&body))).await;
    let created = answers.iter().filter(|answer| answer.status() == StatusCode::CREATED);
    assert_eq!(created.count(), 5);
    assert_eq!(callers[0].count().await, 5);
    second.stop().await;
}

#[tokio::test]
async fn only_one_of_two_concurrent_changes_succeeds() {
    let (backend, second) = two(|_| {}).await;
    let callers = callers(&backend, &second, 20).await;
    let id = callers[0].created(&projects("Acme", "key")).await;
    let bodies: Vec<Value> =
        (0..20).map(|number| projects(&format!("Acme {number}"), "key")).collect();
    let changes =
        callers.iter().zip(&bodies).map(|(caller, body)| caller.replace(&id, "\"1\"", body));
    let answers = join_all(changes).await;
    let made = answers.iter().filter(|answer| answer.status() == StatusCode::OK).count();
    let stale = answers.iter().filter(|answer| answer.status() == StatusCode::PRECONDITION_FAILED);
    assert_eq!((made, stale.count()), (1, 19));
    second.stop().await;
}

#[tokio::test]
async fn a_client_put_to_use_in_one_process_cannot_be_deleted_in_the_other() {
    let (backend, second) = two(|_| {}).await;
    let [here, there] = <[Caller; 2]>::try_from(callers(&backend, &second, 2).await).ok().unwrap();
    for round in 0..10 {
        let client = with(sandbox_client(), "name", json!(format!("Client {round}")));
        let client = here.created_client(&client).await;
        let body = oauth("projects", "v3", &client);
        let delete = there.request(Method::DELETE, &format!("/oauth-clients/{client}")).send();
        let (used, deleted) = tokio::join!(here.create(&body), delete);
        let deleted = deleted.unwrap();
        let expected = if used.status() == StatusCode::CREATED {
            StatusCode::CONFLICT
        } else {
            assert_eq!(used.status(), StatusCode::UNPROCESSABLE_ENTITY);
            StatusCode::NO_CONTENT
        };
        assert_eq!(deleted.status(), expected, "round {round}");
    }
    second.stop().await;
}

#[tokio::test]
async fn a_test_passed_in_one_process_counts_in_the_other() {
    let (backend, second) = two(|_| {}).await;
    let [here, there] = <[Caller; 2]>::try_from(callers(&backend, &second, 2).await).ok().unwrap();
    let body = projects("Acme", "good-key");
    assert_eq!(here.test(&body).await["ok"], true);
    let created: Value = there.create(&body).await.json().await.unwrap();
    assert_eq!(created["status"], "online");
    second.stop().await;
}
