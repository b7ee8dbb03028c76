//! The component's callbacks, and the signals that it follows.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use teamwork_connect_core::wire::Connection;

use super::callback_events::{CancelEvent, ChangeEvent, DoneEvent};
use super::events::{Emit, PanelEvent};
use super::outcomes::PanelError;
use super::state::{Panel, PanelRef};
use crate::view::Watch;

/// The callbacks of the component.
pub(super) struct Callbacks {
    pub(super) on_ready: Option<UnsyncCallback<(Option<String>,)>>,
    pub(super) on_change: Option<UnsyncCallback<(ChangeEvent,)>>,
    pub(super) on_dirty: Option<UnsyncCallback<(bool,)>>,
    pub(super) on_saved: Option<UnsyncCallback<(Connection,)>>,
    pub(super) on_authorized: Option<UnsyncCallback<(Connection,)>>,
    pub(super) on_error: Option<UnsyncCallback<(PanelError,)>>,
    pub(super) on_cancel: Option<UnsyncCallback<(CancelEvent,)>>,
    pub(super) on_done: Option<UnsyncCallback<(DoneEvent,)>>,
}

impl Callbacks {
    /// Forwards events to the callbacks.
    pub(super) fn emit(self) -> Emit {
        Rc::new(move |event| {
            match event {
                PanelEvent::Ready { connection_id } => call(self.on_ready, connection_id),
                PanelEvent::Change { value, changed } => {
                    call(self.on_change, ChangeEvent { value, changed });
                }
                PanelEvent::Dirty { dirty } => call(self.on_dirty, dirty),
                PanelEvent::Saved { connection } => call(self.on_saved, connection),
                PanelEvent::Authorized { connection } => call(self.on_authorized, connection),
                PanelEvent::Error(error) => call(self.on_error, error),
                PanelEvent::Cancel => {
                    let event = CancelEvent::default();
                    call(self.on_cancel, event.clone());
                    return !event.0.get();
                }
                PanelEvent::Done { connection } => {
                    let prevented = Rc::<Cell<bool>>::default();
                    call(self.on_done, DoneEvent { connection, prevented: prevented.clone() });
                    return !prevented.get();
                }
            }
            true
        })
    }
}

/// Calls a callback, if there is one and its owner still exists.
fn call<T>(callback: Option<UnsyncCallback<(T,)>>, argument: T) {
    if let Some(callback) = callback {
        callback.try_run((argument,));
    }
}

/// Forwards every later value of a signal to the panel.
pub(super) fn follow<T: 'static>(
    panel: PanelRef,
    read: impl Fn() -> T + 'static,
    tell: fn(&Rc<Panel>, T),
) {
    let mut is_first = true;
    let watch = Watch::new(Box::new(move || {
        let value = read();
        if !std::mem::take(&mut is_first)
            && let Some(panel) = panel.get()
        {
            untrack(|| tell(&panel, value));
        }
    }));
    on_cleanup(move || drop(watch));
}
