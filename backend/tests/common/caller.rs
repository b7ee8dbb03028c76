//! A caller of the backend's API.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};

use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde_json::Value;

use super::bodies::id_of;

/// A caller, signed in or not.
#[derive(Clone)]
pub(crate) struct Caller {
    client: Client,
    base: String,
    cookie: Option<String>,
    token: Option<String>,
}

impl Caller {
    /// A caller that is not signed in, at this address.
    pub(crate) fn new(address: SocketAddr) -> Self {
        let client =
            Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap();
        Self { client, base: format!("http://{address}/api"), cookie: None, token: None }
    }

    /// The same caller with the cookie of a `Set-Cookie` header.
    pub(crate) fn with_cookie(&self, set_cookie: &str) -> Self {
        let cookie = set_cookie.split(';').next().unwrap().to_owned();
        Self { cookie: Some(cookie), ..self.clone() }
    }

    /// The same caller with these cookies.
    pub(crate) fn with_cookies(&self, cookies: String) -> Self {
        Self { cookie: Some(cookies), ..self.clone() }
    }

    /// The same caller with this bearer token.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The same caller, at another address.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        Self { base: format!("http://{address}/api"), ..self.clone() }
    }

    /// A request with the headers of every request of the panel.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path).header("X-Requested-With", "teamwork-connect")
    }

    /// A request with only the session or the token.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(cookie) = &self.cookie {
            request = request.header("Cookie", cookie);
        }
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        request
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub(crate) async fn get_json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    /// Posts a connection with a new idempotency key.
    pub(crate) async fn create(&self, body: &Value) -> Response {
        self.create_as(&fresh_key(), body).await
    }

    /// Posts a connection with this idempotency key.
    pub(crate) async fn create_as(&self, key: &str, body: &Value) -> Response {
        let request = self.request(Method::POST, "/connections");
        request.header("Idempotency-Key", key).json(body).send().await.unwrap()
    }

    /// Posts a connection, and returns its ID.
    pub(crate) async fn created(&self, body: &Value) -> String {
        let answer = self.create(body).await;
        assert_eq!(answer.status(), 201);
        id_of(&answer.json().await.unwrap())
    }

    /// Replaces a connection with a new idempotency key.
    pub(crate) async fn replace(&self, id: &str, etag: &str, body: &Value) -> Response {
        self.replace_as(&fresh_key(), id, etag, body).await
    }

    /// Replaces a connection with this idempotency key.
    pub(crate) async fn replace_as(
        &self,
        key: &str,
        id: &str,
        etag: &str,
        body: &Value,
    ) -> Response {
        let request = self.request(Method::PUT, &format!("/connections/{id}"));
        let request = request.header("Idempotency-Key", key).header("If-Match", etag);
        request.json(body).send().await.unwrap()
    }

    /// Posts an OAuth 2.0 client with a new idempotency key.
    pub(crate) async fn create_client(&self, body: &Value) -> Response {
        let request = self.request(Method::POST, "/oauth-clients");
        request.header("Idempotency-Key", fresh_key()).json(body).send().await.unwrap()
    }

    /// Posts an OAuth 2.0 client, and returns its ID.
    pub(crate) async fn created_client(&self, body: &Value) -> String {
        let answer = self.create_client(body).await;
        assert_eq!(answer.status(), 201);
        id_of(&answer.json().await.unwrap())
    }

    /// Replaces any version of an OAuth 2.0 client with a new idempotency key.
    pub(crate) async fn replace_client(&self, id: &str, body: &Value) -> Response {
        let request = self.request(Method::PUT, &format!("/oauth-clients/{id}"));
        request.header("Idempotency-Key", fresh_key()).json(body).send().await.unwrap()
    }

    pub(crate) async fn delete(&self, id: &str) -> Response {
        let request = self.request(Method::DELETE, &format!("/connections/{id}"));
        request.send().await.unwrap()
    }

    /// The report of a connection test of these settings.
    pub(crate) async fn test(&self, body: &Value) -> Value {
        let request = self.request(Method::POST, "/connections/test");
        let answer = request.json(body).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    }

    /// The number of the account's connections.
    pub(crate) async fn count(&self) -> usize {
        self.get_json("/connections").await.as_array().unwrap().len()
    }
}

/// A unique idempotency key.
pub(crate) fn fresh_key() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("key-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
