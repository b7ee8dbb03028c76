//! Access control.

use reqwest::Method;
use teamwork_connect_sandbox::Behavior;

use crate::common::Running;
use crate::sign_in::{CALLBACK, WWW};

const V3: &str = "/projects/api/v3/me.json";

#[tokio::test]
async fn h1_only_this_machine_reaches_the_controls() {
    let running = Running::start().await;
    let down = Behavior { status: Some(503), ..Behavior::default() };
    running.sandbox.behave(down);
    let status = async |host: &str, headers: &[(&str, &str)]| {
        let mut request = running.request(Method::POST, host, "/sandbox/reset");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap().status().as_u16()
    };
    // A DNS name that was pointed here, and a form or a simple request of another website.
    for host in ["evil.example", "evil.example:8082", "localhost.evil.example", WWW] {
        assert_eq!(status(host, &[]).await, 421, "{host}");
    }
    let form = ("Content-Type", "text/plain");
    for headers in [
        vec![form, ("Origin", "https://evil.example")],
        vec![form, ("Origin", "http://localhost:9999")],
        vec![form, ("Origin", "null")],
        vec![form, ("Sec-Fetch-Site", "cross-site")],
        vec![form, ("Sec-Fetch-Site", "same-site")],
    ] {
        assert_eq!(status("localhost:8082", &headers).await, 403, "{headers:?}");
    }
    let product = running.request(Method::GET, "acme.teamwork.com", V3);
    assert_eq!(product.send().await.unwrap().status(), 503, "the sandbox was not reset");
    for host in ["localhost", "LOCALHOST:8082", "127.0.0.1:8082", "[::1]:8082"] {
        assert_eq!(status(host, &[]).await, 204, "{host}");
    }
    let own = [("Origin", "http://localhost:8082"), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(status("localhost:8082", &own).await, 204);
}

#[tokio::test]
async fn h1_other_hostnames_are_refused() {
    let running = Running::start().await;
    let login = format!("/launchpad/login?client_id=sandbox-client&redirect_uri={CALLBACK}");
    for (path, teamwork) in [
        ("/", 421),
        ("/sandbox/requests", 421),
        ("/sandbox/held", 421),
        (login.as_str(), 200),
        (V3, 401),
    ] {
        let status = async |host: &str| {
            running.request(Method::GET, host, path).send().await.unwrap().status().as_u16()
        };
        assert_eq!(status("evil.example").await, 421, "{path}");
        assert_eq!(status("teamwork.com.evil.example").await, 421, "{path}");
        assert_eq!(status("acme.teamwork.com").await, teamwork, "{path}");
        assert_ne!(status("localhost:8082").await, 421, "{path}");
    }
    assert!(running.sandbox.requests().iter().all(|request| !request.host.contains("evil")));
    let nameless = running.bytes_of(format!("GET {V3} HTTP/1.0\r\n\r\n")).await;
    assert!(nameless.starts_with(b"HTTP/1.0 421"), "{}", String::from_utf8_lossy(&nameless));
}
