//! The log says what happened, and holds no secret.

use std::io::Write;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use tracing_subscriber::fmt::MakeWriter;

use crate::common::{TestHost, problem, projects, with};

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Captured {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_log_of_everything_holds_no_secret() {
    const CANARY: &str = "twp_LogCanaryKey0123456789";
    let captured = Captured::default();
    // Of all crates and at every level: more than anybody would ever turn on.
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(captured.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let host = TestHost::start().await;
    let signed_in = host.stranger().get("/config").await;
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap().to_owned();
    let token = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    let caller = host.stranger().with_cookie(&cookie);
    let body = projects("Acme", CANARY);
    let id = caller.created(&body).await;
    caller.test(&body).await;
    caller.replace(&id, "\"1\"", &body).await;
    caller.create(&with(body.clone(), "siteName", CANARY)).await;
    caller.create(&with(body.clone(), CANARY, "unknown key")).await;
    host.host.api_key("local", &id).await.unwrap();
    let refused = caller.get(&format!("/connections/{CANARY}?code=QueryCanary")).await;
    let document = problem(refused, 404, "not_found").await;
    let request = caller.bare(Method::GET, "/health?state=QueryCanary");
    request.header("Authorization", format!("Bearer {CANARY}")).send().await.unwrap();

    let log = String::from_utf8(captured.0.lock().unwrap().clone()).unwrap();
    let request_id = document["requestId"].as_str().unwrap();
    let line = log
        .lines()
        .find(|line| line.contains(request_id) && line.contains("answered"))
        .expect("the request is in the log under its ID");
    for part in ["method=GET", "route=\"/api/connections/{id}\"", "status=404", "latency_ms="] {
        assert!(line.contains(part), "{part} in {line}");
    }
    let basic = STANDARD.encode(format!("{CANARY}:x"));
    let host_log = log.lines().filter(|line| line.contains("teamwork_connect_host"));
    assert!(host_log.clone().count() > 5);
    for secret in [CANARY, &basic, &token] {
        let leak = log.lines().find(|line| line.contains(secret));
        assert_eq!(leak, None);
    }
    assert_eq!(host_log.clone().find(|line| line.contains("QueryCanary")), None);
}
