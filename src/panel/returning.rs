//! Going to Teamwork in this tab, and coming back.

use js_sys::JSON;
use teamwork_connect_core::kept_attempt::{Arrival, KeptAttempt};
use teamwork_connect_core::return_address::take_return;
use wasm_bindgen::JsValue;

use super::draft_of_js::draft_of_js;
use super::state::Panel;
use crate::browser::clock::time_of_day;
use crate::browser::instance::Instance;
use crate::browser::object::{get, object, text_of};
use crate::browser::{address, json, session_storage};
use crate::host_api::path_segment;

/// Under which name the tab keeps the attempt that it has gone to Teamwork for.
const KEPT: &str = "teamwork-connect";

impl Panel {
    /// Keeps what a panel needs to go on with an attempt when this tab comes back.
    pub(super) fn keep_attempt(self, authorization_id: &str) {
        let state = self.state();
        let connection_id = state.saved.with_untracked(|saved| {
            saved.as_ref().map(|saved| saved.connection.id.clone()).unwrap_or_default()
        });
        let kept = object(&[
            ("place", Instance::current().place().into()),
            ("authorizationId", authorization_id.into()),
            ("connectionId", connection_id.into()),
            ("draft", state.draft.with_untracked(json::to_js)),
            ("keptAt", time_of_day().into()),
        ]);
        if let Ok(text) = JSON::stringify(&kept) {
            session_storage::set(KEPT, &text);
            state.has_kept.set(true);
        }
    }

    /// The attempt that this tab comes back from, if it was this panel's. The page may want a certain
    /// connection to be edited.
    pub(super) fn kept_attempt(self, connection_id: Option<&str>) -> Option<KeptAttempt> {
        let kept = read(&kept()?)?;
        let query = address::query();
        let id = path_segment(&kept.authorization_id);
        let arrival = Arrival {
            place: Instance::current().place(),
            connection_id,
            returned: take_return(&query).map(|(named, _)| named == id),
            now: time_of_day() as u64,
        };
        if kept.is_stale(arrival) {
            session_storage::remove(KEPT);
        }
        kept.is_for(arrival).then_some(kept)
    }

    /// Takes what was chosen and typed when this tab left. It is used once, and the page's address says
    /// nothing of it any more.
    pub(super) fn use_kept(self) {
        if let Some(kept) = kept() {
            self.state().draft.set(draft_of_js(&get(&kept, "draft")).0);
        }
        session_storage::remove(KEPT);
        if let Some((_, rest)) = take_return(&address::query()) {
            address::replace_query(&rest);
        }
    }

    /// Forgets what was kept for a tab that has not left, or has come back as it was.
    pub(super) fn forget_kept(self) {
        if self.state().has_kept.get() {
            self.state().has_kept.set(false);
            session_storage::remove(KEPT);
        }
    }
}

fn kept() -> Option<JsValue> {
    JSON::parse(&session_storage::get(KEPT)?).ok()
}

fn read(kept: &JsValue) -> Option<KeptAttempt> {
    Some(KeptAttempt {
        place: get(kept, "place").as_f64()? as u32,
        authorization_id: text_of(kept, "authorizationId")?,
        connection_id: text_of(kept, "connectionId")?,
        kept_at: get(kept, "keptAt").as_f64()? as u64,
    })
}
