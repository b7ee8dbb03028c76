//! What an address that was entered as Site name did, and what it suggests.

use leptos::prelude::*;
use teamwork_connect_core::account_address::Hints;
use teamwork_connect_core::draft::RegionFromAddress;
use teamwork_connect_core::{Key, NumericId};

use super::api_type::product_name;
use super::notice::{information, warning};
use super::piece::Piece;
use super::region::region_name;
use super::state::Panel;
use super::tag::{Live, tag};
use crate::text::{Message, Text};

/// The notices, in a live region that is there before them.
pub(super) fn site_notices(panel: Panel) -> Piece {
    let notices = Box::new(move || {
        let Some(address) = panel.state().address.get() else { return Vec::new() };
        let Hints { api_type: _, user_id, space_id, space_code: _ } = &address.hints;
        let user_id = user_id.as_ref().and_then(|id| id_hint(panel, Key::UserId, id));
        let space_id = space_id.as_ref().and_then(|id| id_hint(panel, Key::SpaceId, id));
        region_notice(panel, address.region)
            .into_iter()
            .chain(api_type_hint(panel, &address.hints))
            .chain(user_id)
            .chain(space_id)
            .chain(space_code_hint(panel, &address.hints))
            .collect()
    });
    tag("div", "tc-notices").attr("role", "status").live_children(notices).done()
}

/// The address is in a region: the one that was set because of it, or another than the chosen one.
fn region_notice(panel: Panel, region: RegionFromAddress) -> Option<Piece> {
    let say = |message, region| {
        filled(panel, message, "region", Box::new(move || region_name(panel, region)))
    };
    match region {
        RegionFromAddress::Unchanged => None,
        RegionFromAddress::Set(region) => {
            let text = say(Message::RegionSet, region);
            Some(information(text).done())
        }
        RegionFromAddress::Conflict(region) => {
            let fix = say(Message::RegionConflictFix, region);
            let fix = fix_button(panel, fix, move || panel.choose_region(region));
            Some(warning(say(Message::RegionConflict, region)).child(fix).done())
        }
    }
}

/// The address belongs to another product than the one chosen.
fn api_type_hint(panel: Panel, hints: &Hints) -> Option<Piece> {
    let hinted = hints.api_type?;
    if panel.state().draft.with(|draft| draft.api_type) == Some(hinted) {
        return None;
    }
    let say =
        |message| filled(panel, message, "product", Box::new(move || product_name(panel, hinted)));
    let fix = say(Message::HintApiTypeFix);
    let fix = fix_button(panel, fix, move || panel.choose_api_type(hinted));
    Some(warning(say(Message::HintApiType)).child(fix).done())
}

/// The address holds an ID that the chosen API asks for.
fn id_hint(panel: Panel, key: Key, id: &NumericId) -> Option<Piece> {
    let (text, fix) = match key {
        Key::UserId => (Message::HintUserId, Message::HintUserIdFix),
        _ => (Message::HintSpaceId, Message::HintSpaceIdFix),
    };
    let wanted = panel.applies(key).get();
    if !wanted || panel.state().draft.with(|draft| draft.text(key) == id.as_str()) {
        return None;
    }
    let id = id.to_string();
    let shown = Text::from(id.clone());
    let text = filled(panel, text, "id", Box::new(move || shown.clone()));
    let use_it = move || {
        panel.edit(key, |draft| match key {
            Key::UserId => draft.user_id.clone_from(&id),
            _ => draft.space_id.clone_from(&id),
        });
    };
    let fix = Box::new(move || panel.say(fix));
    Some(warning(text).child(fix_button(panel, fix, use_it)).done())
}

/// The address is a page of a space, and the number of a space is asked for.
fn space_code_hint(panel: Panel, hints: &Hints) -> Option<Piece> {
    let wanted = hints.space_code && panel.applies(Key::SpaceId).get();
    let text = Box::new(move || panel.say(Message::HintSpaceCode));
    wanted.then(|| warning(text).done())
}

/// A message with one placeholder.
fn filled(panel: Panel, message: Message, name: &'static str, value: Live<Text>) -> Live<Text> {
    Box::new(move || panel.fill(message, &[(name, &*value())]).into())
}

/// A button that does what a notice suggests.
fn fix_button(panel: Panel, label: Live<Text>, act: impl Fn() + 'static) -> Piece {
    let act: Box<dyn Fn()> = Box::new(act);
    tag("button", "tc-link")
        .attr("type", "button")
        .live_text(label)
        .on("click", move |_| {
            act();
            // The button is gone by now, and would take the focus with it.
            panel.focus(panel.control_id(Key::SiteName));
        })
        .done()
}
