//! Site name, with what it connects to.

use leptos::prelude::*;
use teamwork_connect_core::site_url::base_path;
use teamwork_connect_core::{ApiType, ApiVersion, Draft, Key};

use super::field::{field, help};
use super::piece::Piece;
use super::site_notices::site_notices;
use super::slot::memo;
use super::state::Panel;
use super::tag::{Tag, tag};
use super::text_field::{Entered, text_input};
use crate::text::Message;

/// The site name between the fixed parts of its address.
pub(super) fn site_name(panel: Panel) -> Piece {
    let key = Key::SiteName;
    let input = text_input(panel, key, |panel, text, entered| match entered {
        Entered::Typing => panel.type_site_name(text),
        Entered::Done => panel.enter_site_name(&text),
    });
    let suffix = move || {
        panel
            .state()
            .draft
            .with(|draft| draft.region.map_or("….teamwork.com", |r| r.host_suffix()))
    };
    let control = tag("div", "tc-input")
        .attr("dir", "ltr")
        .child(fixed().text("https://").done())
        .child(input)
        .child(fixed().live_text(suffix).done());
    let words = help(panel.setting(key), Message::SiteHelp);
    field(
        panel.setting(key),
        Some(words),
        control.done(),
        [connects_to(panel), site_notices(panel)],
    )
}

/// A part of the address that cannot be typed.
fn fixed() -> Tag {
    tag("span", "tc-affix").attr("aria-hidden", "true")
}

/// The URL that the settings lead to so far, with the parts that come from them told apart. Nothing
/// until site and region are known.
fn connects_to(panel: Panel) -> Piece {
    let (api_type, version) = (panel.text(Key::ApiType), panel.text(Key::ApiVersion));
    let own = memo(move || {
        let site = panel.state().draft.with(Draft::site_url);
        let host = site.map(|site| site.host()).unwrap_or_default();
        host.strip_suffix(".teamwork.com").unwrap_or_default().to_owned()
    });
    let bold = |text: &str| tag("b", "tc-derived").text(text).done();
    let line = move || {
        let own = Some(own.get()).filter(|own| !own.is_empty())?;
        let version = ApiVersion::parse(&version.get())?;
        let path = base_path(ApiType::parse(&api_type.get())?, version);
        let url = tag("span", "tc-url")
            .attr("dir", "ltr")
            .text("https://")
            .child(bold(&own))
            .text(".teamwork.com")
            .child(bold(path.unwrap_or("")));
        let undocumented = path.is_none().then(|| {
            let text = move || panel.fill(Message::HostDecides, &[("version", version.as_str())]);
            tag("span", "tc-help").text(" ").live_text(text).done()
        });
        let label = tag("span", "tc-connects-label").message(panel, Message::ConnectsTo);
        Some(
            tag("p", "")
                .child(label.done())
                .text(" ")
                .child(url.done())
                .children(undocumented)
                .done(),
        )
    };
    tag("div", "tc-connects")
        .attr("role", "status")
        .attr("id", &panel.id("connects"))
        .live_child(line)
        .done()
}
