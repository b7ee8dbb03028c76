//! What the panel has to say about the connection as a whole.

use std::rc::Rc;

use teamwork_connect_core::attempt::{Attempt, Ending};
use teamwork_connect_core::wire::AuthorizedAccount;
use teamwork_connect_core::{AccountAddress, Draft, Region, ResultCode};

use super::buttons::button;
use super::icons::Icon;
use super::piece::Piece;
use super::region::region_name;
use super::slot::Slot;
use super::state::{Banner, Busy, Panel};
use super::tag::{Live, tag};
use crate::browser::timer::Timer;
use crate::host_api::ApiError;
use crate::text::{Message, Text};

/// Progress and outcome, above the buttons that caused them, in live regions that are always there.
pub(super) fn banner(panel: Panel) -> Piece {
    // What is in a live region when it comes to the page is not told, so that loading waits a moment.
    let told: Rc<Slot<bool>> = Rc::default();
    let telling = Rc::clone(&told);
    let status = tag("div", "")
        .attr("role", "status")
        .keep(Timer::after(100, move || telling.set(true)))
        .live_child(move || progress(panel, &told))
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

fn progress(panel: Panel, told: &Slot<bool>) -> Option<Piece> {
    // The steps of an authorization say more.
    if panel.state().attempt.with(Attempt::is_under_way) {
        return None;
    }
    let message = match panel.state().busy.get()? {
        Busy::Loading if !told.get() => return None,
        Busy::Loading => Message::Loading,
        Busy::Saving => Message::Saving,
        Busy::Testing => Message::Testing,
    };
    let pulse = tag("span", "tc-pulse").attr("aria-hidden", "true").done();
    Some(tag("p", "tc-progress").child(pulse).message(panel, message).done())
}

fn good(panel: Panel) -> Option<Piece> {
    let text = match (panel.state().banner.get(), panel.state().attempt.get()) {
        (Some(Banner::Saved { online: true }), _) => said(panel, Message::SavedOnline),
        (Some(Banner::Saved { online: false }), _) => said(panel, Message::Saved),
        (None, Attempt::Ended(Ending { failure: None, account, .. })) => connected(panel, account),
        _ => return None,
    };
    Some(banner_piece("tc-good", Icon::Tick, text, None, None, vec![]))
}

fn connected(panel: Panel, account: Option<AuthorizedAccount>) -> Live<Text> {
    match account.map(|account| account.user_name).filter(|name| !name.is_empty()) {
        Some(name) => Box::new(move || panel.fill(Message::ConnectedAs, &[("name", &name)]).into()),
        None => said(panel, Message::Connected),
    }
}

/// How an authorization failed.
fn not_authorized(panel: Panel) -> Option<Piece> {
    let Attempt::Ended(Ending { failure: Some(code), account, .. }) = panel.state().attempt.get()
    else {
        return None;
    };
    let again = |message| act(panel, message, move || panel.press_save(true));
    // What it was authorised by before still counts.
    let online = panel.is_online();
    let cancelled = code == ResultCode::UserCancelled;
    let theirs = account.filter(|_| code == ResultCode::SiteMismatch).and_then(|account| {
        AccountAddress::parse(&account.site_url).ok().zip(Some(account.site_url))
    });
    let message = match online && cancelled {
        true => Message::StillOnline,
        false => Message::result(code),
    };
    let kind = if cancelled { "tc-warn" } else { "tc-bad" };
    let still = (online && !cancelled).then(|| said(panel, Message::StillOnline));
    let piece = |text, actions| banner_piece(kind, Icon::Bang, text, still, Some(code), actions);
    if let Some((address, url)) = theirs {
        let ours = panel.state().draft.with_untracked(Draft::site_url).map(|site| site.to_string());
        let text = move || {
            let values = [("theirs", &*url), ("ours", ours.as_deref().unwrap_or_default())];
            panel.fill(Message::OtherSite, &values).into()
        };
        let taken = address.clone();
        let label = move || {
            let region = region_name(panel, address.region.unwrap_or(Region::Us));
            let values = [("site", address.site_name.as_str()), ("region", &*region)];
            panel.fill(Message::OtherSiteUse, &values).into()
        };
        let use_it = labelled(Box::new(label), move || panel.use_site(&taken));
        return Some(piece(Box::new(text), vec![use_it, again(Message::OtherSiteAgain)]));
    }
    let actions = match code {
        ResultCode::ClientInvalid => {
            let edit = act(panel, Message::ClientEdit, move || panel.edit_refused_client());
            vec![edit, again(Message::Retry)]
        }
        // The same again would end the same.
        ResultCode::Forbidden | ResultCode::CspBlocked | ResultCode::BadResponse => vec![],
        _ => vec![again(Message::Retry)],
    };
    Some(piece(said(panel, message), actions))
}

fn bad(panel: Panel) -> Option<Piece> {
    let Some(banner) = panel.state().banner.get() else { return not_authorized(panel) };
    Some(match banner {
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
    let Banner::Conflict { failed: Some(error) } = panel.state().banner.get()? else { return None };
    Some(failed(panel, &error, vec![]))
}

/// Says that something failed, and under which reference the host's log has it.
pub(super) fn failed(panel: Panel, error: &ApiError, actions: Vec<Piece>) -> Piece {
    let reference = error.request_id.clone().map(|id| -> Live<Text> {
        Box::new(move || panel.fill(Message::RequestId, &[("id", &id)]).into())
    });
    let text = said(panel, Message::result(error.code));
    banner_piece("tc-bad", Icon::Bang, text, reference, Some(error.code), actions)
}

fn warning(panel: Panel, message: Message, actions: Vec<Piece>) -> Piece {
    banner_piece("tc-warn", Icon::Bang, said(panel, message), None, None, actions)
}

fn said(panel: Panel, message: Message) -> Live<Text> {
    Box::new(move || panel.say(message))
}

fn banner_piece(
    kind: &str,
    icon: Icon,
    text: Live<Text>,
    reference: Option<Live<Text>>,
    code: Option<ResultCode>,
    actions: Vec<Piece>,
) -> Piece {
    let reference = reference.map(|text| tag("small", "tc-reference").live_text(text).done());
    let text = tag("span", "tc-grow").child(icon.piece()).live_text(text).children(reference);
    let banner = tag("div", &format!("tc-banner {kind}"));
    let banner = match code {
        Some(code) => banner.attr("data-code", code.as_str()),
        None => banner,
    };
    banner.child(text.done()).child(tag("span", "tc-actions").children(actions).done()).done()
}

fn act(panel: Panel, message: Message, act: impl Fn() + 'static) -> Piece {
    labelled(said(panel, message), act)
}

fn labelled(text: Live<Text>, act: impl Fn() + 'static) -> Piece {
    button("tc-plain").live_text(text).on("click", move |_| act()).done()
}
