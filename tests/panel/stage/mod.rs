//! Where the tests play: a real element in the document, a fake host behind `fetch`, and the gestures
//! of a user.

mod answer;
mod call;
mod canary;
mod dom;
mod field;
mod gestures;
mod host;
mod panel;
mod sample;
mod witness;

use std::ops::Deref;

use serde_json::Value;

pub(crate) use answer::{Answer, problem};
pub(crate) use call::Call;
pub(crate) use canary::Canary;
pub(crate) use dom::{text_of, visible};
pub(crate) use field::Field;
pub(crate) use gestures::{finish, key, key_with, press};
pub(crate) use host::{Host, next_frame, settled};
pub(crate) use panel::Panel;
pub(crate) use sample::{SAVED_ID, basic, body, connection};
use witness::Witness;

/// One panel with everything around it. Dropping it cleans up, and fails the test if an error reached
/// the page or the panel asked for something that the test does not know of.
pub(crate) struct Stage {
    pub(crate) host: Host,
    panel: Panel,
    witness: Witness,
}

impl Stage {
    /// A panel for a new connection, ready to be used.
    pub(crate) async fn create() -> Self {
        Self::with(Host::new(), &[]).await
    }

    /// A panel that edits the connection which the host has.
    pub(crate) async fn edit(connection: &Value) -> Self {
        let host = Host::new();
        host.has(connection, "\"1\"");
        let id = connection["id"].as_str().expect("a connection has an ID");
        Self::with(host, &[("connection-id", id)]).await
    }

    /// A panel with these attributes, as far as this host lets it come.
    pub(crate) async fn with(host: Host, attributes: &[(&str, &str)]) -> Self {
        // A test that failed had no chance to clean up.
        Panel::remove_all();
        let witness = Witness::new();
        let panel = Panel::open(attributes);
        settled().await;
        Self { host, panel, witness }
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
        self.host.restore();
        self.witness.end();
        assert_eq!(self.witness.errors(), "", "errors that nobody caught");
        assert_eq!(self.host.unexpected(), "", "calls that nobody scripted");
    }
}
