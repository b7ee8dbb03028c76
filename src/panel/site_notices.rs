//! What an address that was entered as Site name did, and what it suggests.

use leptos::prelude::*;
use teamwork_connect_core::draft::RegionFromAddress;
use teamwork_connect_core::{Key, NumericId};

use super::api_type::product_name;
use super::dynamic::{part, press};
use super::icons::Icon;
use super::piece::{IntoPiece, Piece};
use super::region::region_name;
use super::state::Panel;
use crate::text::Message;

/// The notices, in a live region that is there before them.
pub(super) fn site_notices(panel: Panel) -> Piece {
    let region = part(move || match panel.address.with(|a| a.as_ref().map(|a| a.region))? {
        RegionFromAddress::Unchanged => None,
        RegionFromAddress::Set(region) => {
            let text = panel
                .texts
                .fill(Message::RegionSet, &[("region", region_name(panel.texts, region))]);
            Some(told(text))
        }
        RegionFromAddress::Conflict(region) => {
            let name = [("region", region_name(panel.texts, region))];
            let text = panel.texts.fill(Message::RegionConflict, &name);
            let fix = panel.texts.fill(Message::RegionConflictFix, &name);
            Some(notice(text, Some(Fix::new(fix, move || panel.choose_region(region)))))
        }
    });
    view! { class="tc",
        <div class="tc-notices" role="status">
            {region}
            {part(move || api_type_hint(panel))}
            {part(move || user_id_hint(panel))}
            {part(move || space_id_hint(panel))}
            {part(move || space_code_hint(panel))}
        </div>
    }
    .piece()
}

/// The address belongs to another product than the one chosen.
fn api_type_hint(panel: Panel) -> Option<Piece> {
    let hinted = panel.address.with(|address| address.as_ref().and_then(|a| a.hints.api_type))?;
    if panel.draft.with(|draft| draft.api_type) == Some(hinted) {
        return None;
    }
    let name = [("product", product_name(panel.texts, hinted))];
    let text = panel.texts.fill(Message::HintApiType, &name);
    let fix = panel.texts.fill(Message::HintApiTypeFix, &name);
    Some(notice(text, Some(Fix::new(fix, move || panel.choose_api_type(hinted)))))
}

fn user_id_hint(panel: Panel) -> Option<Piece> {
    let id = panel.address.with(|address| address.as_ref().and_then(|a| a.hints.user_id.clone()));
    id_hint(panel, Key::UserId, id?, Message::HintUserId, Message::HintUserIdFix)
}

fn space_id_hint(panel: Panel) -> Option<Piece> {
    let id = panel.address.with(|address| address.as_ref().and_then(|a| a.hints.space_id.clone()));
    id_hint(panel, Key::SpaceId, id?, Message::HintSpaceId, Message::HintSpaceIdFix)
}

/// The address holds an ID that the chosen API asks for.
fn id_hint(panel: Panel, key: Key, id: NumericId, text: Message, fix: Message) -> Option<Piece> {
    let wanted = panel.applies(key).get();
    if !wanted || panel.draft.with(|draft| draft.text(key) == id.as_str()) {
        return None;
    }
    let text = panel.texts.fill(text, &[("id", id.as_str())]);
    let fix = Fix::new(panel.texts.get(fix).to_owned(), move || {
        let id = id.to_string();
        panel.edit(key, |draft| match key {
            Key::UserId => draft.user_id = id,
            _ => draft.space_id = id,
        });
    });
    Some(notice(text, Some(fix)))
}

/// The address is a page of a space, and the number of a space is asked for.
fn space_code_hint(panel: Panel) -> Option<Piece> {
    let is_code =
        panel.address.with(|address| address.as_ref().is_some_and(|a| a.hints.space_code));
    let wanted = panel.applies(Key::SpaceId).get();
    let text = panel.texts.get(Message::HintSpaceCode).to_owned();
    (is_code && wanted).then(|| notice(text, None))
}

/// A button that does what a notice suggests.
struct Fix {
    label: String,
    act: Box<dyn Fn()>,
}

impl Fix {
    fn new(label: String, act: impl Fn() + 'static) -> Self {
        Self { label, act: Box::new(act) }
    }
}

/// Something was done for the user, and nothing is left to do.
fn told(text: String) -> Piece {
    view! { class="tc",
        <div class="tc-notice tc-info" part="notice">
            {Icon::Tick.view()} <span class="tc-grow">{text}</span>
        </div>
    }
    .piece()
}

fn notice(text: String, fix: Option<Fix>) -> Piece {
    let fix = fix.map(|fix| {
        let act = press(fix.act);
        view! { class="tc",
            <button type="button" class="tc-link" part="link" on:click=act>{fix.label}</button>
        }
        .piece()
    });
    view! { class="tc",
        <div class="tc-notice" part="notice">
            {Icon::Bang.view()} <span class="tc-grow">{text}</span> {fix}
        </div>
    }
    .piece()
}
