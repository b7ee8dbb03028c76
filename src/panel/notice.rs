//! Notices beside a setting: what is worth knowing, and no error.

use super::icons::Icon;
use super::state::Panel;
use super::tag::{Live, Tag, tag};
use crate::text::{Message, Text};

/// That something may not be as it was meant.
pub(super) fn warning(text: Live<Text>) -> Tag {
    notice("tc-notice", Icon::Bang, text)
}

/// That something was done for the user.
pub(super) fn information(text: Live<Text>) -> Tag {
    notice("tc-notice tc-info", Icon::Tick, text)
}

/// A notice that comes and goes, in a live region that is there before it.
pub(super) fn status(
    panel: Panel,
    kind: fn(Live<Text>) -> Tag,
    message: impl Fn() -> Option<Message> + 'static,
) -> Tag {
    let text = move || message().map(|message| panel.say(message)).unwrap_or_default();
    kind(Box::new(text)).attr("role", "status")
}

fn notice(class: &str, icon: Icon, text: Live<Text>) -> Tag {
    let text = tag("span", "").live_text(text).done();
    tag("div", class).child(tag("span", "tc-grow").child(icon.piece()).child(text).done())
}
