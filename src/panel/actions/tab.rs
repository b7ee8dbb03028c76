//! Going to Teamwork in this tab, and returning.

use js_sys::JSON;
use teamwork_connect_core::kept_authorization::{Arrival, KeptAuthorization};
use teamwork_connect_core::return_address::take_return;
use wasm_bindgen::JsValue;

use crate::backend_api::path_segment;
use crate::browser::clock::time_of_day;
use crate::browser::instance::Instance;
use crate::browser::object::{get, object, text_of};
use crate::browser::{address, json, session_storage};
use crate::panel::draft_of_js::draft_of_js;
use crate::panel::state::Panel;

/// The storage key under which the tab stores the authorization that it left for.
const KEPT: &str = "teamwork-connect";

/// Stores what a panel needs to resume an authorization when this tab returns.
pub(in crate::panel) fn keep(panel: &Panel, authorization_id: &str) {
    let kept = object(&[
        ("place", Instance::current().place().into()),
        ("authorizationId", authorization_id.into()),
        ("connectionId", panel.connection.id().unwrap_or_default().into()),
        ("draft", panel.form.with_untracked(json::to_js)),
        ("keptAt", time_of_day().into()),
    ]);
    if let Ok(text) = JSON::stringify(&kept) {
        session_storage::set(KEPT, &text);
        panel.is_kept.set(true);
    }
}

/// Returns the authorization that this tab is returning from, if it belongs to this panel. `connection_id` is the
/// connection that the page asks to edit.
pub(in crate::panel) fn kept_authorization(
    connection_id: Option<&str>,
) -> Option<KeptAuthorization> {
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

/// Restores the input from before this tab left. It is used once, and the return parameter is removed from the
/// page's URL.
pub(in crate::panel) fn use_kept(panel: &Panel) {
    if let Some(kept) = kept() {
        panel.form.replace(draft_of_js(&get(&kept, "draft")).0);
    }
    session_storage::remove(KEPT);
    if let Some((_, rest)) = take_return(&address::query()) {
        address::replace_query(&rest);
    }
}

/// Deletes what was stored, for a tab that never left or whose page was restored unchanged.
pub(in crate::panel) fn forget(panel: &Panel) {
    if panel.is_kept.replace(false) {
        session_storage::remove(KEPT);
    }
}

fn kept() -> Option<JsValue> {
    JSON::parse(&session_storage::get(KEPT)?).ok()
}

fn read(kept: &JsValue) -> Option<KeptAuthorization> {
    Some(KeptAuthorization {
        place: get(kept, "place").as_f64()? as u32,
        authorization_id: text_of(kept, "authorizationId")?,
        connection_id: text_of(kept, "connectionId")?,
        kept_at: get(kept, "keptAt").as_f64()? as u64,
    })
}
