//! What the panel has to say about the connection as a whole.

use teamwork_connect_core::ResultCode;

use super::buttons::button;
use super::icons::Icon;
use super::piece::Piece;
use super::state::{Banner, Busy, Panel};
use super::tag::tag;
use crate::host_api::ApiError;
use crate::text::Message;

/// Progress and outcome, above the buttons that caused them, in live regions that are always there.
pub(super) fn banner(panel: Panel) -> Piece {
    let status = tag("div", "")
        .attr("role", "status")
        .live_child(move || progress(panel))
        .live_child(move || good(panel));
    let alert = tag("div", "").attr("role", "alert").live_child(move || bad(panel));
    let alert = alert.live_child(move || conflict_failed(panel));
    tag("div", "tc-banners")
        .attr("id", &panel.id("banner"))
        .attr("tabindex", "-1")
        .child(status.done())
        .child(alert.done())
        .done()
}

fn progress(panel: Panel) -> Option<Piece> {
    let message = match panel.busy.get()? {
        Busy::Loading => Message::Loading,
        Busy::Saving => Message::Saving,
        Busy::Testing => Message::Testing,
    };
    let pulse = tag("span", "tc-pulse").attr("aria-hidden", "true").done();
    let text = panel.texts.get(message);
    Some(tag("p", "tc-progress").part("progress").child(pulse).text(text).done())
}

fn good(panel: Panel) -> Option<Piece> {
    let Banner::Saved { online } = panel.banner.get()? else { return None };
    let message = if online { Message::SavedOnline } else { Message::Saved };
    Some(banner_piece("tc-good", Icon::Tick, panel.texts.get(message), None, None, vec![]))
}

fn bad(panel: Panel) -> Option<Piece> {
    Some(match panel.banner.get()? {
        Banner::Saved { .. } => return None,
        Banner::Failed(error) => failed(panel, &error, vec![]),
        Banner::NotLoaded { error, .. } if error.code == ResultCode::NotFound => {
            failed(panel, &error, vec![])
        }
        Banner::NotLoaded { id, error } => {
            let again = act(panel, Message::Retry, move || panel.try_again(Some(id.clone())));
            failed(panel, &error, vec![again])
        }
        Banner::NotBegun { error } => {
            let again = act(panel, Message::Retry, move || panel.try_again(None));
            failed(panel, &error, vec![again])
        }
        Banner::Conflict { .. } => {
            let keep = act(panel, Message::ConflictKeep, move || panel.keep_mine());
            let load = act(panel, Message::ConflictLoad, move || panel.take_theirs());
            warning(panel, Message::ConflictText, vec![keep, load])
        }
        Banner::Kept => warning(panel, Message::ConflictKept, vec![]),
        Banner::Gone => warning(panel, Message::Gone, vec![]),
    })
}

/// Why the other version of a conflict could not be had. The conflict itself stays where it is.
fn conflict_failed(panel: Panel) -> Option<Piece> {
    let Banner::Conflict { failed: Some(error) } = panel.banner.get()? else { return None };
    Some(failed(panel, &error, vec![]))
}

fn failed(panel: Panel, error: &ApiError, actions: Vec<Piece>) -> Piece {
    let reference =
        error.request_id.as_ref().map(|id| panel.texts.fill(Message::RequestId, &[("id", id)]));
    let text = panel.texts.result(error.code);
    banner_piece("tc-bad", Icon::Bang, text, reference, Some(error.code), actions)
}

fn warning(panel: Panel, message: Message, actions: Vec<Piece>) -> Piece {
    banner_piece("tc-warn", Icon::Bang, panel.texts.get(message), None, None, actions)
}

fn banner_piece(
    kind: &str,
    icon: Icon,
    text: &str,
    reference: Option<String>,
    code: Option<ResultCode>,
    actions: Vec<Piece>,
) -> Piece {
    let reference = reference.map(|text| tag("small", "").text(&text).done());
    let text = tag("span", "tc-grow").text(text).children(reference);
    let banner = tag("div", &format!("tc-banner {kind}")).part("banner");
    let banner = match code {
        Some(code) => banner.attr("data-code", code.as_str()),
        None => banner,
    };
    banner
        .child(icon.piece())
        .child(text.done())
        .child(tag("span", "tc-actions").children(actions).done())
        .done()
}

fn act(panel: Panel, message: Message, act: impl Fn() + 'static) -> Piece {
    button("tc-plain", "button").text(panel.texts.get(message)).on("click", move |_| act()).done()
}
