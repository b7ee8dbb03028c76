//! Calls the backend without a browser.

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderName};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::Value;
use uuid::Uuid;

/// A caller in the local account, such as another tab or a colleague.
#[derive(Clone, Debug)]
pub struct Caller {
    client: Client,
    base: String,
    credential: (HeaderName, String),
}

impl Caller {
    /// Signs in the way the panel does, by requesting the configuration.
    pub(crate) async fn sign_in(origin: &str) -> Self {
        let mut caller = Self::with(origin, COOKIE, String::new());
        let answer = caller.send(caller.client.get(caller.url("/config"))).await;
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        caller.credential.1 = cookie.split(';').next().unwrap().to_owned();
        caller
    }

    /// A caller that sends a bearer token, as a panel on another site does.
    pub(crate) fn with_token(origin: &str, token: &str) -> Self {
        Self::with(origin, AUTHORIZATION, format!("Bearer {token}"))
    }

    fn with(origin: &str, header: HeaderName, value: String) -> Self {
        Self {
            client: Client::builder().no_proxy().build().unwrap(),
            base: format!("{origin}/api"),
            credential: (header, value),
        }
    }

    /// The saved connections.
    pub async fn list(&self) -> Vec<Value> {
        let answer = self.send(self.client.get(self.url("/connections"))).await;
        answer.json().await.unwrap()
    }

    /// The ID of the connection with this name.
    ///
    /// # Panics
    /// If there is no such connection, or more than one.
    pub async fn id_of(&self, name: &str) -> String {
        let list = self.list().await;
        let mut own = list.iter().filter(|connection| connection["name"] == name);
        let id = own.next().expect("no such connection");
        assert!(own.next().is_none(), "two connections with this name");
        id["id"].as_str().unwrap().to_owned()
    }

    /// A connection, as returned by the backend.
    pub async fn get(&self, id: &str) -> Value {
        let answer = self.send(self.client.get(self.connection(id))).await;
        answer.json().await.unwrap()
    }

    /// Adds the OAuth 2.0 client that the sandbox knows, and returns its ID.
    pub async fn add_client(&self) -> String {
        let body = serde_json::json!({
            "name": "Sandbox app",
            "clientId": teamwork_connect_sandbox::CLIENT_ID,
            "clientSecret": teamwork_connect_sandbox::CLIENT_SECRET,
        });
        let request = self.client.post(self.url("/oauth-clients"));
        let client: Value = self.send(Self::save(request, &body)).await.json().await.unwrap();
        client["id"].as_str().unwrap().to_owned()
    }

    /// Deletes the OAuth 2.0 client with this ID.
    pub async fn delete_client(&self, id: &str) {
        let request = self.client.delete(self.url(&format!("/oauth-clients/{id}")));
        self.send(request).await;
    }

    /// Creates a connection.
    pub async fn create(&self, body: &Value) -> Value {
        let request = self.client.post(self.url("/connections"));
        let answer = self.send(Self::save(request, body)).await;
        answer.json().await.unwrap()
    }

    /// Overwrites a connection regardless of its version.
    pub async fn replace(&self, id: &str, body: &Value) -> Value {
        let current = self.send(self.client.get(self.connection(id))).await;
        let etag = current.headers()["etag"].clone();
        let request = self.client.put(self.connection(id));
        let request = Self::save(request, body).header("If-Match", etag);
        self.send(request).await.json().await.unwrap()
    }

    /// Deletes a connection.
    pub async fn delete(&self, id: &str) {
        self.send(self.client.delete(self.connection(id))).await;
    }

    /// Sends any text as the body of an unconditional request, and returns the status and body of the response.
    pub async fn send_text(&self, method: Method, path: &str, text: &str) -> (u16, Value) {
        let request = self.client.request(method, self.url(path)).body(text.to_owned());
        let request = Self::once(request).header(CONTENT_TYPE, "application/json");
        let answer = self.answer_to(request.header("If-Match", "*")).await;
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn connection(&self, id: &str) -> String {
        self.url(&format!("/connections/{id}"))
    }

    fn save(request: RequestBuilder, body: &Value) -> RequestBuilder {
        Self::once(request.json(body))
    }

    fn once(request: RequestBuilder) -> RequestBuilder {
        request.header("Idempotency-Key", Uuid::new_v4().to_string())
    }

    async fn send(&self, request: RequestBuilder) -> Response {
        self.answer_to(request).await.error_for_status().unwrap()
    }

    async fn answer_to(&self, request: RequestBuilder) -> Response {
        let (header, value) = &self.credential;
        let request = request.header("X-Requested-With", "teamwork-connect").header(header, value);
        request.send().await.unwrap()
    }
}
