//! The backend program is killed in the middle of something, and restarted.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use futures::future::join_all;
use serde_json::{Value, json};
use teamwork_connect_sandbox::{Behavior, Sandbox};
use tokio::net::TcpListener;

use crate::common::{
    Browser, KEYS, Start, TOKEN_PATH, TestDatabase, id_of, oauth, projects, sandbox_client,
};

const ME: &str = "/projects/api/v3/me.json";

/// A program that runs until it is killed.
struct Running {
    child: Child,
    address: SocketAddr,
}

impl Running {
    /// Starts one with a database.
    fn start(database: &TestDatabase, sandbox: SocketAddr) -> Self {
        // A port that was free a moment ago.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let mut child = Command::new(env!("CARGO_BIN_EXE_teamwork-connect-backend"))
            .env_clear()
            .env("PUBLIC_URL", "http://localhost:8080/api")
            .env("ENCRYPTION_KEYS", KEYS)
            .env("DATABASE_URL", database.url())
            .env("SANDBOX_URL", format!("http://{sandbox}"))
            .env("LISTEN", address.to_string())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        assert!(
            lines.any(|line| line.contains("The backend is listening on")),
            "the backend starts"
        );
        // Drain the rest of the output, because the program would block otherwise.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Kills it like a crash, without warning.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The sandbox, a database, and a browser that has visited the backend.
struct Stage {
    sandbox: Sandbox,
    sandbox_address: SocketAddr,
    database: TestDatabase,
}

impl Stage {
    async fn set_up() -> Self {
        let sandbox = Sandbox::new();
        let router = sandbox.router();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sandbox_address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { sandbox, sandbox_address, database: TestDatabase::new().await }
    }

    fn start(&self) -> Running {
        Running::start(&self.database, self.sandbox_address)
    }

    async fn browser(&self, backend: &Running) -> Browser {
        let browser = Browser::new(backend.address, self.sandbox_address);
        browser.keep_cookies(&browser.caller().get("/config").await);
        browser
    }

    /// The outcome of an authorization whose process is gone. SQLite detects that at once through its file; on
    /// PostgreSQL, its lease has to expire.
    async fn ended(&self, browser: &Browser, start: &Start) -> Value {
        loop {
            let status = browser.status(&start.id).await;
            if self.database.is_sqlite() || status["status"] != "checking" {
                return status;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }

    fn exchanges(&self) -> usize {
        let requests = self.sandbox.requests();
        requests.iter().filter(|request| request.path == TOKEN_PATH).count()
    }
}

async fn connection(browser: &Browser) -> String {
    let client = browser.caller().created_client(&sandbox_client()).await;
    browser.caller().created(&oauth("projects", "v3", &client)).await
}

#[tokio::test]
async fn t98_during_the_exchange_and_during_the_check_of_the_product() {
    // In parallel, because a lease has to expire on PostgreSQL.
    join_all([TOKEN_PATH, ME].map(killed_during)).await;
}

async fn killed_during(path: &str) {
    let stage = Stage::set_up().await;
    let backend = stage.start();
    let browser = Arc::new(stage.browser(&backend).await);
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    let held = Behavior { hold: true, path: Some(path.to_owned()), ..Behavior::default() };
    stage.sandbox.behave(held);
    let returning = tokio::spawn({
        let (address, callback) = (backend.address, callback.clone());
        let cookies = browser.cookie_header();
        async move {
            let url = callback.replace("http://localhost:8080", &format!("http://{address}"));
            reqwest::Client::new().get(url).header("Cookie", cookies).send().await
        }
    });
    stage.sandbox.until_held(1).await;
    assert_eq!(browser.status(&start.id).await["status"], "checking");
    backend.kill();
    assert!(returning.await.unwrap().is_err(), "the connection breaks");
    stage.sandbox.release();

    let backend = stage.start();
    let browser = browser.at(backend.address);
    let unknown = json!({"id": start.id, "status": "failed", "code": "exchange_unknown"});
    assert_eq!(stage.ended(&browser, &start).await, unknown, "{path}");
    let read = browser.caller().get_json(&format!("/connections/{id}")).await;
    assert_eq!(read["status"], "offline");
    assert!(read.get("pendingAuthorization").is_none());
    // The browser repeats the callback, and the code is not sent a second time.
    assert_eq!(browser.finish(&start, &callback).await, unknown);
    assert_eq!(stage.exchanges(), 1, "{path}");
    stage.sandbox.reset();
    assert_eq!(browser.connect(&id).await["status"], "succeeded");
    backend.kill();
}

#[tokio::test]
async fn t98_another_process_ends_what_a_killed_one_was_checking() {
    join_all([TOKEN_PATH, ME].map(killed_beside_another)).await;
}

async fn killed_beside_another(path: &str) {
    let stage = Stage::set_up().await;
    let other = stage.start();
    let backend = stage.start();
    let browser = stage.browser(&backend).await;
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let callback = browser.accept(&start, "acme").await;
    let held = Behavior { hold: true, path: Some(path.to_owned()), ..Behavior::default() };
    stage.sandbox.behave(held);
    tokio::select! {
        _ = browser.visit(&callback) => panic!("it was held"),
        () = stage.sandbox.until_held(1) => {}
    }
    backend.kill();
    stage.sandbox.release();
    // The browser repeats the callback at the other process: nothing is exchanged a second time.
    let browser = browser.at(other.address);
    assert_eq!(browser.visit(&callback).await.status(), 303);
    let unknown = json!({"id": start.id, "status": "failed", "code": "exchange_unknown"});
    let mut status = browser.status(&start.id).await;
    while status["status"] == "checking" {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        status = browser.status(&start.id).await;
    }
    assert_eq!(status, unknown, "{path}");
    assert_eq!(stage.exchanges(), 1, "{path}");
    stage.sandbox.reset();
    assert_eq!(browser.connect(&id).await["status"], "succeeded");
    other.kill();
}

#[cfg(unix)]
#[tokio::test]
async fn stopping_waits_for_a_check_whose_window_is_closed() {
    let stage = Stage::set_up().await;
    let mut backend = stage.start();
    let browser = stage.browser(&backend).await;
    let start = browser.begin(&connection(&browser).await).await;
    let callback = browser.accept(&start, "acme").await;
    let path = Some(TOKEN_PATH.to_owned());
    stage.sandbox.behave(Behavior { hold: true, path, ..Behavior::default() });
    tokio::select! {
        _ = browser.visit(&callback) => panic!("it was held"),
        () = stage.sandbox.until_held(1) => {}
    }
    let asked = Command::new("kill").args(["-TERM", &backend.child.id().to_string()]).status();
    assert!(asked.unwrap().success());
    // It serves no more requests, but has not exited yet.
    while tokio::net::TcpStream::connect(backend.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(backend.child.try_wait().unwrap().is_none());
    stage.sandbox.release();
    let ended = tokio::task::spawn_blocking(move || backend.child.wait().unwrap());
    assert!(ended.await.unwrap().success());

    let backend = stage.start();
    assert_eq!(browser.at(backend.address).status(&start.id).await["status"], "succeeded");
    backend.kill();
}

#[tokio::test]
async fn t98_while_the_user_signs_in() {
    let stage = Stage::set_up().await;
    let backend = stage.start();
    let browser = stage.browser(&backend).await;
    let id = connection(&browser).await;
    let start = browser.begin(&id).await;
    let login = browser.sent_on(&start.start_url).await;
    backend.kill();
    let backend = stage.start();
    let browser = browser.at(backend.address);
    let callback = browser.accept_at(&login, "acme", "us").await;
    assert_eq!(browser.status(&start.id).await["status"], "pending");
    assert_eq!(browser.finish(&start, &callback).await["status"], "succeeded");
    backend.kill();
}

#[tokio::test]
async fn t98_after_a_save_with_a_lost_response() {
    let stage = Stage::set_up().await;
    let backend = stage.start();
    let browser = stage.browser(&backend).await;
    let body = projects("Acme", "key");
    let first: Value = browser.caller().create_as("one", &body).await.json().await.unwrap();
    backend.kill();
    let backend = stage.start();
    let caller = browser.at(backend.address).caller();
    let again: Value = caller.create_as("one", &body).await.json().await.unwrap();
    assert_eq!(id_of(&again), id_of(&first));
    assert_eq!(caller.count().await, 1);
    backend.kill();
}
