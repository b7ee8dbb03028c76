//! All errors at once, at the top.

use teamwork_connect_core::setting::Setting;
use teamwork_connect_core::{FieldCode, FieldError, Key};

use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::text::Message;

/// The summary. It takes the focus after a submit, and each line leads to its field.
pub(super) fn error_summary(panel: Panel) -> Piece {
    let title = move || {
        let count = panel.state().errors.with(|errors| errors.len());
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        panel.state().texts.get().count(Message::SummaryOther, count)
    };
    let lines = Box::new(move || {
        let line = |error: FieldError| line(panel, error.key, error.code);
        panel.state().errors.with(|errors| errors.iter().map(line).collect())
    });
    let title = tag("div", "tc-summary-title")
        .attr("id", &panel.id("summary-title"))
        .child(Icon::Bang.piece())
        .child(tag("span", "").live_text(title).done());
    tag("div", "tc-summary")
        .attrs(&[
            ("id", &panel.id("summary")),
            ("role", "group"),
            ("aria-labelledby", &panel.id("summary-title")),
            ("tabindex", "-1"),
        ])
        .child(title.done())
        .child(tag("ul", "").live_children(lines).done())
        .done()
}

fn line(panel: Panel, key: Key, code: FieldCode) -> Piece {
    let message = Message::field_error(key, code);
    let control = panel.control_id(key);
    let on_page =
        Setting::of(key).is_some_and(|row| panel.state().draft.with(|draft| row.applies(draft)));
    let text = if on_page {
        tag("a", "tc-summary-link")
            .attr("href", &format!("#{control}"))
            .message(panel, message)
            .on("click", move |event| {
                // A fragment does not reach into a shadow root, and the page's address is not ours.
                event.prevent_default();
                panel.focus(control.clone());
            })
            .done()
    } else {
        // The host found something that is not on the panel.
        tag("span", "")
            .message(panel, Message::label(key))
            .message(panel, Message::LabelColon)
            .message(panel, message)
            .done()
    };
    tag("li", "").child(text).done()
}
