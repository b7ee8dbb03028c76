//! OAuth 2.0 client.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::dynamic::{Part, shown};
use super::field::{aria_invalid, described_by, field, fixed_help};
use super::help::oauth_client_help;
use super::piece::IntoPiece;
use super::state::Panel;
use crate::text::Message;

/// The OAuth 2.0 client. Hosts do not offer any yet, and the select says so.
pub(super) fn oauth_client(panel: Panel) -> Part {
    let key = Key::OauthClientId;
    shown(panel.applies(key), move || {
        let control = view! { class="tc",
            <div class="tc-input" part="input">
                <select
                    id=panel.control_id(key)
                    aria-required="true"
                    aria-invalid=aria_invalid(panel, key)
                    aria-describedby=described_by(panel, key, true)
                >
                    <option value="">{panel.texts.get(Message::ClientNone)}</option>
                </select>
            </div>
        };
        let notice = view! { class="tc",
            <p class="tc-notice" part="notice">{panel.texts.get(Message::ClientNoneHelp)}</p>
        };
        let below = vec![notice.piece(), oauth_client_help(panel)];
        field(panel, key, fixed_help(panel, Message::ClientHelp), control.piece(), below)
    })
}
