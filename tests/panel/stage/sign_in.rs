//! A connection on its way to being authorised.

use serde_json::{Value, json};

use super::sample::{SAVED_ID, oauth, oauth_connection};
use super::windows::Opened;
use super::{Answer, Backend, Stage, press};

/// The ID of the authorization that the fake backend begins.
pub(crate) const AUTHORIZATION_ID: &str = "authorization-1";

/// The call that begins it.
pub(crate) const BEGIN: &str = "POST /connections/connection-1/authorizations";

/// The call that asks how far it is.
pub(crate) const RECORD: &str = "GET /authorizations/authorization-1";

/// The call that cancels it.
pub(crate) const WITHDRAW: &str = "DELETE /authorizations/authorization-1";

/// The call that confirms it.
pub(crate) const CONFIRM: &str = "POST /authorizations/authorization-1/confirm";

/// The backend's page that leads to Teamwork.
pub(crate) const START_URL: &str = "https://backend.example/api/oauth/start/authorization-1";

/// The answer to [`BEGIN`]. It may take ten minutes.
pub(crate) fn begun() -> Value {
    json!({"id": AUTHORIZATION_ID, "startUrl": START_URL, "expiresIn": 600})
}

/// A record with this status.
pub(crate) fn authorization(status: &str) -> Value {
    json!({"id": AUTHORIZATION_ID, "status": status})
}

/// Presses a button and gives the windows opened so far, before anything else can happen.
pub(crate) fn press_and_look(stage: &Stage, text: &str) -> Vec<Opened> {
    press(&stage.button(text));
    stage.windows.opened()
}

impl Backend {
    /// A backend that saves the connection of [`oauth`], begins to authorise it, and waits.
    pub(crate) fn that_authorizes() -> Self {
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

    /// What the backend says from now on of how far the authorization is.
    pub(crate) fn knows(&self, record: &Value) {
        self.on(RECORD, [Answer::json(200, record)]);
    }

    /// How often it was asked.
    pub(crate) fn times_asked(&self) -> usize {
        self.asked(RECORD).len()
    }

    /// The names of the calls since the panel was filled in, without those that ask how far it is.
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
    /// A panel that is filled in for a new OAuth connection, on a clock of its own.
    pub(crate) async fn filled(backend: Backend) -> Self {
        let stage = Self::timed(backend, &[]).await;
        stage.fill(&oauth()).await;
        stage
    }

    /// A panel that waits for Teamwork, its window open.
    pub(crate) async fn waiting() -> Self {
        let stage = Self::filled(Backend::that_authorizes()).await;
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

    /// A panel that edits a saved OAuth connection, and that the user goes on to authorise.
    pub(crate) async fn editing_oauth(connection: &Value) -> Self {
        let backend = Backend::that_authorizes();
        backend.has(connection, "\"1\"");
        Self::timed(backend, &[("connection-id", SAVED_ID)]).await
    }

    /// The backend knows this now, and the panel asks.
    pub(crate) async fn learns(&self, record: &Value) {
        self.backend.knows(record);
        self.advance(1200).await;
    }

    /// The step that the wait is at, or nothing.
    pub(crate) fn step(&self) -> String {
        let now = self.all("[part~=steps] [aria-current=step] > span:last-child");
        let words = now.first().and_then(|step| step.first_child()?.text_content());
        words.unwrap_or_default()
    }

    /// What the wait says and offers.
    pub(crate) fn advice(&self) -> String {
        self.texts("[part~=steps] [aria-current=step] small").join(" ")
    }

    /// What the wait says to those who cannot see it.
    pub(crate) fn said(&self) -> String {
        self.all("[part~=authorization] [role=status]")
            .iter()
            .map(|element| element.text_content().unwrap_or_default())
            .collect()
    }
}
