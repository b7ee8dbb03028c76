//! A connection that is being authorized.

use serde_json::{Value, json};

use super::sample::{SAVED_ID, oauth, oauth_connection};
use super::windows::Opened;
use super::{Answer, Backend, Stage, press};

/// The ID of the authorization started by the fake backend.
pub(crate) const AUTHORIZATION_ID: &str = "authorization-1";

/// The call that starts it.
pub(crate) const BEGIN: &str = "POST /connections/connection-1/authorizations";

/// The call that polls it.
pub(crate) const RECORD: &str = "GET /authorizations/authorization-1";

/// The call that cancels it.
pub(crate) const WITHDRAW: &str = "DELETE /authorizations/authorization-1";

/// The call that confirms it.
pub(crate) const CONFIRM: &str = "POST /authorizations/authorization-1/confirm";

/// The backend's page that redirects to Teamwork.
pub(crate) const START_URL: &str = "https://backend.example/api/oauth/start/authorization-1";

/// The response to [`BEGIN`], which expires in ten minutes.
pub(crate) fn begun() -> Value {
    json!({"id": AUTHORIZATION_ID, "startUrl": START_URL, "expiresIn": 600})
}

/// An authorization with this status.
pub(crate) fn authorization(status: &str) -> Value {
    json!({"id": AUTHORIZATION_ID, "status": status})
}

/// Presses a button and returns the windows opened so far, before anything else can happen.
pub(crate) fn press_and_look(stage: &Stage, text: &str) -> Vec<Opened> {
    press(&stage.button(text));
    stage.windows.opened()
}

impl Backend {
    /// A backend that saves the connection of [`oauth`], starts to authorize it, and waits.
    pub(crate) fn authorizing() -> Self {
        let backend = Self::new();
        backend.on(
            "POST /connections",
            [Answer::json(201, &oauth_connection()).header("ETag", "\"1\"")],
        );
        backend.on(BEGIN, [Answer::json(201, &begun())]);
        backend.on(RECORD, [Answer::json(200, &authorization("pending"))]);
        backend.on(WITHDRAW, [Answer::text(204, "").without_body()]);
        backend
    }

    /// Sets the backend's record of the authorization.
    pub(crate) fn knows(&self, record: &Value) {
        self.on(RECORD, [Answer::json(200, record)]);
    }

    /// How many times it was polled.
    pub(crate) fn times_asked(&self) -> usize {
        self.asked(RECORD).len()
    }

    /// The names of the calls since the panel was filled in, except for polls.
    pub(crate) fn steps(&self) -> Vec<String> {
        let calls = self.calls().into_iter().map(|call| call.name);
        calls
            .filter(|name| name != "GET /api/authorizations/authorization-1")
            .filter(|name| is_step(name))
            .collect()
    }
}

fn is_step(name: &str) -> bool {
    !["GET /api/config", "GET /api/connections", "GET /api/oauth-clients"].contains(&name)
}

impl Stage {
    /// A panel filled in for a new OAuth connection, with a controlled clock.
    pub(crate) async fn filled(backend: Backend) -> Self {
        let stage = Self::timed(backend, &[]).await;
        stage.fill(&oauth()).await;
        stage
    }

    /// A panel that waits for Teamwork with its window open.
    pub(crate) async fn waiting() -> Self {
        let stage = Self::filled(Backend::authorizing()).await;
        stage.press("Save and authorize").await;
        assert_eq!(stage.step(), "Waiting for Teamwork");
        stage
    }

    /// A panel whose authorization ended with this record.
    pub(crate) async fn ended(record: &Value) -> Self {
        let stage = Self::waiting().await;
        stage.learns(record).await;
        stage
    }

    /// A panel that edits a saved OAuth connection, and starts to authorize it.
    pub(crate) async fn editing_oauth(connection: &Value) -> Self {
        let backend = Backend::authorizing();
        backend.has(connection, "\"1\"");
        Self::timed(backend, &[("connection-id", SAVED_ID)]).await
    }

    /// Updates the backend's record, and lets the panel poll.
    pub(crate) async fn learns(&self, record: &Value) {
        self.backend.knows(record);
        self.advance(1200).await;
    }

    /// The current step of the wait, or an empty string.
    pub(crate) fn step(&self) -> String {
        let now = self.all("[part~=steps] [aria-current=step] > span:last-child");
        let words = now.first().and_then(|step| step.first_child()?.text_content());
        words.unwrap_or_default()
    }

    /// The text and actions shown during the wait.
    pub(crate) fn advice(&self) -> String {
        self.texts("[part~=steps] [aria-current=step] small").join(" ")
    }

    /// What is announced during the wait.
    pub(crate) fn said(&self) -> String {
        self.all("[part~=authorization] [role=status]")
            .iter()
            .map(|element| element.text_content().unwrap_or_default())
            .collect()
    }
}
