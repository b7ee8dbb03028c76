//! Requests from scripts: save, test, and reset. They do and show the same as the buttons.

use std::rc::Rc;

use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::Capability;

use super::reply::{panel_error, phase_of};
use super::{leave, load, prefill, save, test};
use crate::backend_api::ApiError;
use crate::panel::model::{Author, Busy, Leaving};
use crate::panel::request::{Reply, Request};
use crate::panel::state::Panel;

/// Handles a request from the page.
pub(in crate::panel) fn ask(panel: &Rc<Panel>, request: Request, reply: Reply) {
    let refused = match request {
        Request::Reset => {
            // A reset keeps what the page itself filled in.
            let prefilled = panel.prefilled.take();
            load::open(panel, panel.connection.id());
            prefilled.into_iter().for_each(|draft| prefill::prefill(panel, draft, Author::Page));
            None
        }
        Request::Close => None,
        Request::Test if !panel.session.offers(Capability::Test) => Some(ResultCode::NotFound),
        Request::Save | Request::Test => conflict(panel, request),
    };
    match refused {
        Some(code) => reply(Err(panel_error(panel, phase_of(request), &ApiError::of(code)))),
        None => wait(panel, request, reply),
    }
}

/// Returns why the request can't start, if something else is in progress.
fn conflict(panel: &Panel, request: Request) -> Option<ResultCode> {
    let other = match panel.session.busy.get_untracked() {
        Some(Busy::Saving | Busy::TestingFirst(_)) => request != Request::Save,
        Some(Busy::Testing(_)) => request != Request::Test,
        Some(Busy::Loading) => true,
        None => panel.authorization.is_under_way(),
    };
    other.then_some(ResultCode::Conflict)
}

fn wait(panel: &Rc<Panel>, request: Request, reply: Reply) {
    panel.waiting.borrow_mut().push((request, reply));
    if request == Request::Close {
        return leave::leave(panel, Leaving::Close);
    }
    if panel.session.is_busy() {
        return;
    }
    match request {
        Request::Save => save::press_by_script(panel),
        Request::Test => test::press(panel),
        Request::Reset | Request::Close => {}
    }
}
