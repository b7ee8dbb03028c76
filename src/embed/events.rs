//! The panel's events as DOM events.

use std::rc::Rc;

use js_sys::Function;
use serde::Serialize;
use teamwork_connect_core::wire::Connection;
use teamwork_connect_core::{Draft, Key, ResultCode};
use wasm_bindgen::JsValue;

use crate::browser::json;
use crate::panel::PanelEvent;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReadyDetail {
    connection_id: Option<String>,
}

#[derive(Serialize)]
struct ChangeDetail {
    value: Draft,
    changed: Vec<Key>,
}

#[derive(Serialize)]
struct ConnectionDetail {
    connection: Connection,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorDetail {
    code: ResultCode,
    detail: String,
    request_id: Option<String>,
    retryable: bool,
}

/// A receiver of events that hands them to the element's `emit(type, detail)`. Gives what that gives:
/// whether nobody prevented what the event announces.
pub(super) fn sender(emit: Function) -> Rc<dyn Fn(PanelEvent) -> bool> {
    Rc::new(move |event| {
        let (kind, detail) = dom_event(event);
        // A listener of the page that throws is reported by the browser, and none of our business.
        emit.call2(&JsValue::NULL, &kind.into(), &detail)
            .map_or(true, |answer| answer.as_bool().unwrap_or(true))
    })
}

fn dom_event(event: PanelEvent) -> (&'static str, JsValue) {
    match event {
        PanelEvent::Ready { connection_id } => {
            ("teamwork-ready", json::to_js(&ReadyDetail { connection_id }))
        }
        PanelEvent::Change { value, changed } => {
            ("teamwork-change", json::to_js(&ChangeDetail { value, changed }))
        }
        PanelEvent::Saved { connection } => {
            ("teamwork-saved", json::to_js(&ConnectionDetail { connection }))
        }
        PanelEvent::Authorized { connection } => {
            ("teamwork-authorized", json::to_js(&ConnectionDetail { connection }))
        }
        PanelEvent::Error { code, detail, request_id, retryable } => {
            ("teamwork-error", json::to_js(&ErrorDetail { code, detail, request_id, retryable }))
        }
        PanelEvent::Cancel => ("teamwork-cancel", JsValue::NULL),
    }
}
