//! Leaving the panel, or the connection in it.

use std::rc::Rc;

use leptos::prelude::untrack;
use teamwork_connect_core::authorization_flow::Event;
use teamwork_connect_core::wire::Connection;

use super::reply::reply;
use super::{clients, load, save};
use crate::panel::events::PanelEvent;
use crate::panel::model::{Busy, Leaving, Question};
use crate::panel::request::{Request, Response};
use crate::panel::state::Panel;

/// The user pressed *Cancel*. This ends the authorization or the test in progress, or else leaves the panel. After
/// a success the button is called *Done*.
pub(in crate::panel) fn press_cancel(panel: &Rc<Panel>) {
    if panel.authorization.is_under_way() {
        panel.authorization.tell(Event::Cancel);
    } else if matches!(panel.session.busy.get_untracked(), Some(Busy::TestingFirst(_))) {
        save::stop_testing(panel);
    } else if let Some(connection) = done_with(panel) {
        panel.emit_then(PanelEvent::Done { connection }, |panel| load::open(panel, None));
    } else {
        leave(panel, Leaving::Cancel);
    }
}

/// The connection that was saved or authorized successfully, if nothing has changed since.
fn done_with(panel: &Panel) -> Option<Connection> {
    let is_done = untrack(|| panel.is_done());
    panel.connection.saved.get_untracked().filter(|_| is_done).map(|saved| saved.connection)
}

/// Switches to the connection that the page names, or to a new one. If that connection is already shown, it stays
/// as it is: a page that reacts to `teamwork-saved` names the very connection that was saved here.
pub(in crate::panel) fn turn_to(panel: &Rc<Panel>, connection_id: Option<String>) {
    let here = panel.connection.id();
    if here.is_none() || here != connection_id {
        leave(panel, Leaving::Open(connection_id));
    }
}

/// Leaves, after asking if anything would be lost.
pub(in crate::panel) fn leave(panel: &Rc<Panel>, leaving: Leaving) {
    if would_lose(panel, &leaving) {
        panel.session.question.set(Some(Question::Discard(leaving)));
    } else {
        leave_now(panel, leaving);
    }
}

/// The user chose to stay.
pub(in crate::panel) fn stay(panel: &Panel) {
    panel.session.question.set(None);
    reply(panel, Request::Close, Ok(Response::Close(false)));
}

/// Leaves without asking. A save in progress continues, and the page is notified when it is done.
pub(in crate::panel) fn leave_now(panel: &Rc<Panel>, leaving: Leaving) {
    panel.session.question.set(None);
    match leaving {
        Leaving::Client => clients::close(panel),
        Leaving::Open(connection_id) => load::open(panel, connection_id),
        Leaving::Close => {
            let discards = would_lose(panel, &leaving);
            reply(panel, Request::Close, Ok(Response::Close(true)));
            if discards {
                // The panel may be shown again.
                load::open(panel, panel.connection.id());
            }
        }
        Leaving::Cancel => panel.emit_then(PanelEvent::Cancel, |panel| load::open(panel, None)),
    }
}

/// Whether leaving would lose anything.
fn would_lose(panel: &Panel, leaving: &Leaving) -> bool {
    match leaving {
        Leaving::Client => panel.clients.is_typed(),
        Leaving::Close => panel.is_dirty() || panel.clients.is_typed(),
        Leaving::Cancel | Leaving::Open(_) => panel.is_dirty(),
    }
}
