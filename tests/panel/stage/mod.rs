//! The stage of the tests: a real element in the document, a fake backend behind `fetch`, and simulated user
//! input.

mod answer;
mod api;
mod backend;
mod call;
mod canary;
mod client_dialog;
mod clipboard;
mod clock;
mod component;
mod dom;
mod field;
mod gestures;
mod hints;
mod holdings;
mod languages;
mod loader;
mod panel;
mod sample;
mod script;
mod sign_in;
mod tab;
mod utterance;
mod windows;
mod witness;

use std::ops::Deref;

use serde_json::Value;

pub(crate) use answer::{Answer, misdirected, problem};
pub(crate) use api::{PANICS, panicking};
pub(crate) use backend::{Backend, next_frame, settled};
pub(crate) use call::Call;
pub(crate) use canary::Canary;
pub(crate) use clipboard::Clipboard;
pub(crate) use clock::Clock;
pub(crate) use component::{Component, Props};
pub(crate) use dom::{text_of, visible};
pub(crate) use field::Field;
pub(crate) use gestures::{escape, finish, key, key_with, press};
pub(crate) use hints::{broadcast, happen, message, own_origin};
pub(crate) use holdings::Holdings;
use holdings::restore_all;
pub(crate) use languages::{TAGS, catalogue, messages};
pub(crate) use loader::Loader;
pub(crate) use panel::Panel;
pub(crate) use sample::{
    SAVED_ID, acme_app, basic, body, connection, oauth, oauth_body, oauth_connection, other_app,
};
pub(crate) use script::{Pending, script};
pub(crate) use sign_in::{
    AUTHORIZATION_ID, BEGIN, CONFIRM, RECORD, START_URL, WITHDRAW, authorization, begun,
    press_and_look,
};
use tab::clean_tab;
pub(crate) use tab::{
    Console, address, end_pretending, forbid, frame_the_page, go_to, has_state_of_page, keep, kept,
    pretend, stored,
};
use windows::Windows;
use witness::Witness;

/// One panel with everything around it. Dropping it cleans up, and fails the test if an error reached the page or
/// the panel made an unexpected request.
pub(crate) struct Stage {
    pub(crate) backend: Backend,
    pub(crate) windows: Windows,
    clock: Option<Clock>,
    panel: Panel,
    witness: Witness,
}

impl Stage {
    /// A panel for a new connection, ready to use.
    pub(crate) async fn create() -> Self {
        Self::with(Backend::new(), &[]).await
    }

    /// A panel that edits the backend's connection.
    pub(crate) async fn edit(connection: &Value) -> Self {
        let backend = Backend::new();
        backend.has(connection, "\"1\"");
        let id = connection["id"].as_str().expect("a connection has an ID");
        Self::with(backend, &[("connection-id", id)]).await
    }

    /// A panel with these attributes, loaded as far as this backend allows.
    pub(crate) async fn with(backend: Backend, attributes: &[(&str, &str)]) -> Self {
        Self::set(backend, attributes, || (), || None).await
    }

    /// Like [`with`](Self::with), with a clock controlled by the test.
    pub(crate) async fn timed(backend: Backend, attributes: &[(&str, &str)]) -> Self {
        Self::arriving(backend, attributes, || ()).await
    }

    /// Like [`timed`](Self::timed), on a prepared page.
    pub(crate) async fn arriving(
        backend: Backend,
        attributes: &[(&str, &str)],
        prepare: impl FnOnce(),
    ) -> Self {
        Self::set(backend, attributes, prepare, || Some(Clock::stop())).await
    }

    async fn set(
        backend: Backend,
        attributes: &[(&str, &str)],
        prepare: impl FnOnce(),
        clock: impl FnOnce() -> Option<Clock>,
    ) -> Self {
        api::load().await;
        // A failed test could not clean up.
        Panel::remove_all();
        restore_all();
        // Removed panels are torn down a moment later.
        settled().await;
        clean_tab();
        prepare();
        let (witness, windows, clock) = (Witness::new(), Windows::new(), clock());
        let panel = Panel::open(attributes);
        settled().await;
        Self { backend, windows, clock, panel, witness }
    }

    /// The clock of a [`timed`](Self::timed) stage.
    pub(crate) fn clock(&self) -> &Clock {
        self.clock.as_ref().expect("a stage with a clock")
    }

    /// Advances the time.
    pub(crate) async fn advance(&self, milliseconds: u32) {
        self.clock().advance(milliseconds).await;
    }

    /// The errors that have reached the page so far, which the test expects.
    pub(crate) fn take_errors(&self) -> String {
        self.witness.take_errors()
    }

    /// The details of the element's events of this type.
    pub(crate) fn events(&self, kind: &str) -> Vec<Value> {
        let events: Vec<Value> = serde_json::from_str(&self.witness.events()).unwrap();
        let of_kind = events.into_iter().filter(|event| event["type"] == kind);
        of_kind.map(|event| event["detail"].clone()).collect()
    }
}

impl Deref for Stage {
    type Target = Panel;

    fn deref(&self) -> &Panel {
        &self.panel
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        Panel::remove_all();
        self.backend.restore();
        self.windows.restore();
        end_pretending();
        clean_tab();
        if let Some(clock) = &self.clock {
            clock.restart();
        }
        self.witness.end();
        assert_eq!(self.witness.errors(), "", "uncaught errors");
        assert_eq!(self.backend.unexpected(), "", "unexpected calls");
    }
}
