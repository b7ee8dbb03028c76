//! What an address entered as Site name changed, and what it suggests.

use std::rc::Rc;

use leptos::prelude::*;
use teamwork_connect_core::account_address::Hints;
use teamwork_connect_core::draft::RegionFromAddress;
use teamwork_connect_core::{ApiType, Key, NumericId, Region};

use super::{product_name, region_name};
use crate::panel::actions::edit::{choose_api_type, choose_region, edit};
use crate::panel::controls::{Notice, NoticeKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Built, Erase, Item, Live, part};

/// The notices, in a live region that is in the page before them.
#[component]
pub(crate) fn SiteNotices(panel: PanelRef) -> impl IntoView {
    let notices = panel.each(move |now| {
        now.form.address.with(|address| {
            let Some(address) = address else { return Vec::new() };
            let hints = &address.hints;
            let mut notices = Vec::new();
            notices.extend(region_notice(panel, now, address.region));
            // Profile pages are in Projects, even for users who want the ID for another product.
            if hints.user_id.is_none() || !now.form.applies(Key::UserId) {
                notices.extend(api_type_hint(panel, now, hints));
            }
            notices.extend(id_hint(panel, now, Key::UserId, hints.user_id.as_ref()));
            notices.extend(id_hint(panel, now, Key::SpaceId, hints.space_id.as_ref()));
            notices.extend(space_code_hint(panel, now, hints));
            notices
        })
    });
    view! {
        <div class=part("notices") role="status">
            {notices}
        </div>
    }
    .erase()
}

/// The region of the address: either it was set because of the address, or it differs from the selected one.
fn region_notice(panel: PanelRef, now: &Panel, region: RegionFromAddress) -> Option<Item> {
    let say = move |message, region: Region| {
        panel.live(move |panel| -> Text {
            panel.fill(message, &[("region", &region_name(panel, region))]).into()
        })
    };
    match region {
        RegionFromAddress::Unchanged => None,
        RegionFromAddress::Set(region) => Some(Item::new(format!("set {region}"), move || {
            let text = say(Message::RegionSet, region);
            view! { <Notice kind=NoticeKind::Information text /> }
        })),
        RegionFromAddress::Conflict(region) => {
            let left = now.form.leaves(Key::Region, region.as_str());
            Some(Item::new(format!("conflict {region}"), move || {
                let text = say(Message::RegionConflict, region);
                let label = say(Message::RegionConflictFix, region);
                let fix = || fix_button(panel, label, move |panel| choose_region(panel, region));
                let fix = if left { fix() } else { ().erase() };
                view! { <Notice kind=NoticeKind::Warning text action=fix /> }
            }))
        }
    }
}

/// The address belongs to a different product from the selected one.
fn api_type_hint(panel: PanelRef, now: &Panel, hints: &Hints) -> Option<Item> {
    let other = |hinted: &ApiType| {
        now.form.api_type() != Some(*hinted) && now.form.leaves(Key::ApiType, hinted.as_str())
    };
    let hinted = hints.api_type.filter(other)?;
    let say = move |message, api_type: ApiType| {
        panel.live(move |panel| -> Text {
            panel.fill(message, &[("product", &product_name(panel, api_type))]).into()
        })
    };
    Some(Item::new(format!("product {hinted}"), move || {
        let text = say(Message::HintApiType, hinted);
        let label = say(Message::HintApiTypeFix, hinted);
        let fix = fix_button(panel, label, move |panel| choose_api_type(panel, hinted));
        view! { <Notice kind=NoticeKind::Warning text action=fix /> }
    }))
}

/// The address contains an ID that the selected API requires.
fn id_hint(panel: PanelRef, now: &Panel, key: Key, id: Option<&NumericId>) -> Option<Item> {
    let id = id?.to_string();
    let (text, fix) = match key {
        Key::UserId => (Message::HintUserId, Message::HintUserIdFix),
        _ => (Message::HintSpaceId, Message::HintSpaceIdFix),
    };
    if !now.form.applies(key) || now.form.is(key, &id) || now.form.is_locked(key) {
        return None;
    }
    Some(Item::new(format!("{key} {id}"), move || {
        let shown = id.clone();
        let text = panel.live(move |panel| Text::from(panel.fill(text, &[("id", &shown)])));
        let fix = fix_button(panel, panel.say(fix), move |panel| {
            edit(panel, key, |draft| match key {
                Key::UserId => draft.user_id.clone_from(&id),
                _ => draft.space_id.clone_from(&id),
            });
        });
        view! { <Notice kind=NoticeKind::Warning text action=fix /> }
    }))
}

/// The address is a page of a space, but the number of the space is required.
fn space_code_hint(panel: PanelRef, now: &Panel, hints: &Hints) -> Option<Item> {
    let wanted = hints.space_code && now.form.applies(Key::SpaceId);
    let view = move || {
        let text = panel.say(Message::HintSpaceCode);
        view! { <Notice kind=NoticeKind::Warning text /> }
    };
    wanted.then(|| Item::new("space code", view))
}

/// A button that applies a notice's suggestion.
fn fix_button(panel: PanelRef, label: Live<Text>, act: impl Fn(&Rc<Panel>) + 'static) -> Built {
    let click = panel.on(move |panel, _| {
        act(panel);
        // The notice is gone by now, and so is its button.
        panel.focus(panel.control_id(Key::SiteName));
    });
    view! {
        <button class=part("link") type="button" on:click=click>
            {label}
        </button>
    }
    .erase()
}
