//! OAuth 2.0 client.

use teamwork_connect_core::Key;

use super::field::{described, field, help};
use super::help::oauth_client_help;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::text::Message;

/// The OAuth 2.0 client. Hosts do not offer any yet, and the select says so.
pub(super) fn oauth_client(panel: Panel) -> Piece {
    let key = Key::OauthClientId;
    let none = tag("option", "").attr("value", "").text(panel.texts.get(Message::ClientNone));
    let select = tag("select", "").attr("id", &panel.control_id(key)).child(none.done());
    let select = described(select, panel, key, true).done();
    let control = tag("div", "tc-input").part("input").child(select);
    let notice =
        tag("p", "tc-notice").part("notice").text(panel.texts.get(Message::ClientNoneHelp));
    let below = [notice.done(), oauth_client_help(panel)];
    field(panel, key, Some(help(panel, key, Message::ClientHelp)), control.done(), below)
}
