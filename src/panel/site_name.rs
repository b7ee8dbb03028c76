//! Site name, with what it connects to.

use leptos::prelude::*;
use teamwork_connect_core::Key;
use teamwork_connect_core::site_url::base_path;

use super::dynamic::{Part, part, shown, text};
use super::field::{field, fixed_help};
use super::piece::{IntoPiece, Piece};
use super::site_notices::site_notices;
use super::state::Panel;
use super::text_field::{Entered, text_input};
use crate::text::Message;

/// The site name between the fixed parts of its address.
pub(super) fn site_name(panel: Panel) -> Part {
    let key = Key::SiteName;
    shown(panel.applies(key), move || {
        let suffix = text(move || {
            panel.draft.with(|draft| draft.region.map_or("….teamwork.com", |r| r.host_suffix()))
        });
        let control = view! { class="tc",
            <div class="tc-input" part="input" dir="ltr">
                <span class="tc-fixed" aria-hidden="true">"https://"</span>
                {text_input(panel, key, false, |panel, text, entered| match entered {
                    Entered::Typing => panel.type_site_name(text),
                    Entered::Done => panel.enter_site_name(&text),
                })}
                <span class="tc-fixed" aria-hidden="true">{suffix}</span>
            </div>
        };
        let below = vec![connects_to(panel), site_notices(panel)];
        field(panel, key, fixed_help(panel, Message::SiteHelp), control.piece(), below)
    })
}

/// The URL that the settings lead to so far, with the parts that come from them told apart. Nothing
/// until site and region are known.
fn connects_to(panel: Panel) -> Piece {
    let parts = Memo::new(move |_| {
        panel.draft.with(|draft| {
            let site = draft.site_url()?;
            let (api_type, version) = draft.api_type.zip(draft.version())?;
            let host = site.host();
            let own = host.strip_suffix(".teamwork.com").unwrap_or(&host).to_owned();
            Some((own, base_path(api_type, version), version.as_str()))
        })
    });
    let url = part(move || {
        let (own, path, version) = parts.get()?;
        let undocumented = path
            .is_none()
            .then(|| panel.texts.fill(Message::HostDecides, &[("version", version)]))
            .map(|text| view! { class="tc", <span class="tc-help">" " {text}</span> }.piece());
        let url = view! { class="tc",
            <p>
                <span class="tc-connects-label">{panel.texts.get(Message::ConnectsTo)} " "</span>
                <span class="tc-url" part="url" dir="ltr">
                    "https://" <b>{own}</b> ".teamwork.com" <b>{path.unwrap_or("")}</b>
                </span>
                {undocumented}
            </p>
        };
        Some(url.piece())
    });
    view! { class="tc", <div class="tc-connects" role="status" id=panel.id("connects")>{url}</div> }
        .piece()
}
