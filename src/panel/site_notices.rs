//! What an address that was entered as Site name did, and what it suggests.

use leptos::prelude::*;
use teamwork_connect_core::draft::RegionFromAddress;
use teamwork_connect_core::{Key, NumericId};

use super::api_type::product_name;
use super::icons::Icon;
use super::region::region_name;
use super::state::Panel;
use crate::text::Message;

/// The notices, in a live region that is there before them.
#[component]
pub(super) fn SiteNotices(panel: Panel) -> impl IntoView {
    let region = move || match panel
        .address
        .with(|address| address.as_ref().map(|a| a.region))?
    {
        RegionFromAddress::Unchanged => None,
        RegionFromAddress::Set(region) => {
            let text = panel.texts.fill(
                Message::RegionSet,
                &[("region", region_name(panel.texts, region))],
            );
            Some(notice(text, None))
        }
        RegionFromAddress::Conflict(region) => {
            let name = [("region", region_name(panel.texts, region))];
            let text = panel.texts.fill(Message::RegionConflict, &name);
            let fix = panel.texts.fill(Message::RegionConflictFix, &name);
            Some(notice(
                text,
                Some(Fix::new(fix, move || panel.choose_region(region))),
            ))
        }
    };
    view! { class="tc",
        <div class="tc-notices" role="status">
            {region}
            {move || api_type_hint(panel)}
            {move || user_id_hint(panel)}
            {move || space_id_hint(panel)}
            {move || space_code_hint(panel)}
        </div>
    }
}

/// The address belongs to another product than the one chosen.
fn api_type_hint(panel: Panel) -> Option<AnyView> {
    let hinted = panel
        .address
        .with(|address| address.as_ref().and_then(|a| a.hints.api_type))?;
    if panel.draft.with(|draft| draft.api_type) == Some(hinted) {
        return None;
    }
    let name = [("product", product_name(panel.texts, hinted))];
    let text = panel.texts.fill(Message::HintApiType, &name);
    let fix = panel.texts.fill(Message::HintApiTypeFix, &name);
    Some(notice(
        text,
        Some(Fix::new(fix, move || panel.choose_api_type(hinted))),
    ))
}

fn user_id_hint(panel: Panel) -> Option<AnyView> {
    let id = panel
        .address
        .with(|address| address.as_ref().and_then(|a| a.hints.user_id.clone()));
    id_hint(
        panel,
        Key::UserId,
        id?,
        Message::HintUserId,
        Message::HintUserIdFix,
    )
}

fn space_id_hint(panel: Panel) -> Option<AnyView> {
    let id = panel
        .address
        .with(|address| address.as_ref().and_then(|a| a.hints.space_id.clone()));
    id_hint(
        panel,
        Key::SpaceId,
        id?,
        Message::HintSpaceId,
        Message::HintSpaceIdFix,
    )
}

/// The address holds an ID that the chosen API asks for.
fn id_hint(panel: Panel, key: Key, id: NumericId, text: Message, fix: Message) -> Option<AnyView> {
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
fn space_code_hint(panel: Panel) -> Option<AnyView> {
    let is_code = panel
        .address
        .with(|address| address.as_ref().is_some_and(|a| a.hints.space_code));
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
        Self {
            label,
            act: Box::new(act),
        }
    }
}

fn notice(text: String, fix: Option<Fix>) -> AnyView {
    view! { class="tc",
        <div class="tc-notice" part="notice">
            {Icon::Bang.view()}
            <span class="tc-grow">{text}</span>
            {fix
                .map(|fix| {
                    view! { class="tc",
                        <button type="button" class="tc-link" part="link" on:click=move |_| (fix.act)()>
                            {fix.label}
                        </button>
                    }
                })}
        </div>
    }
    .into_any()
}
