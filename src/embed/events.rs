//! The panel's events as DOM events.

use std::rc::Rc;

use js_sys::{Array, Function};
use teamwork_connect_core::wire::Connection;
use wasm_bindgen::JsValue;

use super::errors::error_detail;
use crate::browser::json;
use crate::browser::object::{object, text};
use crate::panel::PanelEvent;

/// Creates an event receiver that calls `emit(type, detail)`. It returns the result of `emit`: whether the default
/// action may run.
pub(super) fn sender(emit: Function) -> Rc<dyn Fn(PanelEvent) -> bool> {
    Rc::new(move |event| {
        let (kind, detail) = dom_event(&event);
        // If a listener of the page throws, the browser reports it. It does not concern the panel.
        emit.call2(&JsValue::NULL, &kind.into(), &detail)
            .map_or(true, |answer| answer.as_bool().unwrap_or(true))
    })
}

fn dom_event(event: &PanelEvent) -> (&'static str, JsValue) {
    match event {
        PanelEvent::Ready { connection_id } => {
            ("teamwork-ready", object(&[("connectionId", text(connection_id.as_deref()))]))
        }
        PanelEvent::Change { value, changed } => {
            let keys: Array = changed.iter().map(|key| JsValue::from_str(key.as_str())).collect();
            let detail = object(&[("value", json::to_js(value)), ("changed", keys.into())]);
            ("teamwork-change", detail)
        }
        PanelEvent::Dirty { dirty } => ("teamwork-dirty", object(&[("dirty", (*dirty).into())])),
        PanelEvent::Saved { connection } => ("teamwork-saved", of_connection(connection)),
        PanelEvent::Authorized { connection } => ("teamwork-authorized", of_connection(connection)),
        PanelEvent::Error(error) => ("teamwork-error", error_detail(error)),
        PanelEvent::Cancel => ("teamwork-cancel", JsValue::NULL),
        PanelEvent::Done { connection } => ("teamwork-done", of_connection(connection)),
    }
}

fn of_connection(connection: &Connection) -> JsValue {
    object(&[("connection", json::to_js(connection))])
}
