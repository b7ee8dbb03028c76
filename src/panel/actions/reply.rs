//! Replying to script requests. Every request gets a reply, so no caller waits forever.

use teamwork_connect_core::ResultCode;

use crate::backend_api::ApiError;
use crate::panel::outcomes::{PanelError, Phase, SavedConnection};
use crate::panel::request::{Request, Response, Waiting};
use crate::panel::state::Panel;
use crate::text::Message;

/// Replies to the pending requests of this kind.
pub(in crate::panel) fn reply(
    panel: &Panel,
    request: Request,
    result: Result<Response, &ApiError>,
) {
    let result = result.map_err(|error| panel_error(panel, phase_of(request), error));
    let all = panel.waiting.take();
    let (these, others): (Vec<Waiting>, _) = all.into_iter().partition(|(of, _)| *of == request);
    panel.waiting.replace(others);
    these.into_iter().for_each(|(_, reply)| reply(result.clone()));
}

/// Replies to pending saves once an authorization of the connection has begun.
pub(in crate::panel) fn reply_begun(panel: &Panel, authorization_id: &str) {
    if let Some(saved) = panel.connection.saved.get_untracked() {
        let authorization_id = Some(authorization_id.to_owned());
        let saved = SavedConnection { connection: saved.connection, authorization_id };
        reply(panel, Request::Save, Ok(Response::Saved(Box::new(saved))));
    }
}

/// Fails every pending request: its outcome will never be known.
pub(in crate::panel) fn give_up_on_all(panel: &Panel) {
    for request in [Request::Save, Request::Test, Request::Reset, Request::Close] {
        reply(panel, request, Err(&ApiError::of(ResultCode::UserCancelled)));
    }
}

/// The phase that a request belongs to.
pub(in crate::panel) fn phase_of(request: Request) -> Phase {
    match request {
        Request::Save => Phase::Save,
        Request::Test => Phase::Test,
        Request::Reset | Request::Close => Phase::Load,
    }
}

/// Converts an error to the form that pages get.
pub(in crate::panel) fn panel_error(panel: &Panel, phase: Phase, error: &ApiError) -> PanelError {
    PanelError {
        phase,
        connection_id: panel.connection.id().map(Into::into),
        authorization_id: (phase == Phase::Authorize)
            .then(|| panel.authorization.ended_id())
            .flatten()
            .map(Into::into),
        code: error.code,
        detail: panel.say_now(Message::result(error.code)).into_owned(),
        request_id: error.request_id.clone(),
        fields: error.fields.clone(),
    }
}
