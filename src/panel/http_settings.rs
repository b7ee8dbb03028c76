//! What the simple settings stand for in HTTP. Read-only, and without secrets.

use leptos::prelude::*;
use teamwork_connect_core::AuthType;
use teamwork_connect_core::http_settings::{AUTHORIZATION_URL, HttpSettings, TOKEN_URL};
use teamwork_connect_core::site_url::base_path;

use super::copy_button::copy_button;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::text::Message;

/// The disclosure.
pub(super) fn http_settings(panel: Panel) -> Piece {
    let intro = tag("p", "tc-help tc-grow").message(panel, Message::HttpIntro);
    let copy = copy_button(panel, Message::Copy, move || as_text(panel));
    let row = move |(label, value): Row| {
        let shown = match value {
            Ok(code) => {
                let code = tag("span", "").attr("dir", "ltr").text(&code);
                tag("dd", "tc-url").child(code.done())
            }
            Err(words) => tag("dd", "").message(panel, words),
        };
        tag("div", "").child(tag("dt", "").message(panel, label).done()).child(shown.done()).done()
    };
    let rows = Box::new(move || rows(panel).into_iter().map(row).collect());
    tag("details", "tc-details tc-http-settings")
        .child(tag("summary", "tc-disclosure").message(panel, Message::HttpTitle).done())
        .child(tag("div", "tc-copyable").child(intro.done()).child(copy).done())
        .child(tag("dl", "tc-properties").live_children(rows).done())
        .done()
}

/// A label, and its value or words in the place of one.
type Row = (Message, Result<String, Message>);

/// The rows that apply.
fn rows(panel: Panel) -> Vec<Row> {
    let (settings, undocumented) = panel.state().draft.with(|draft| {
        let api = draft.api_type.zip(draft.version());
        let path = api.and_then(|(api, version)| base_path(api, version));
        (HttpSettings::of(draft), path.is_none())
    });
    let unless_undocumented = |message| if undocumented { message } else { Message::HttpUnknown };
    let base = settings.api_base_url.ok_or(unless_undocumented(Message::HttpHostDecides));
    let test = settings.test_url.map(|url| format!("GET {url}"));
    let test = test.ok_or(unless_undocumented(Message::HttpNoTest));
    let auth = match settings.auth {
        None => Message::HttpUnknown,
        Some(AuthType::Basic) => Message::HttpAuthBasic,
        Some(AuthType::Oauth2) => Message::HttpAuthOauth2,
    };
    let mut rows = vec![(Message::HttpBaseUrl, base), (Message::HttpAuth, Err(auth))];
    if settings.auth == Some(AuthType::Oauth2) {
        let redirect = panel.state().config.with(|config| config.as_ref()?.redirect_uri.clone());
        rows.push((Message::HttpAuthorizationUrl, Ok(AUTHORIZATION_URL.to_owned())));
        rows.push((Message::HttpTokenUrl, Ok(TOKEN_URL.to_owned())));
        rows.push((Message::HttpRedirectUri, redirect.ok_or(Message::HttpUnknown)));
    }
    rows.push((Message::HttpTest, test));
    rows
}

fn as_text(panel: Panel) -> String {
    untrack(|| {
        let colon = panel.say(Message::LabelColon);
        rows(panel)
            .into_iter()
            .map(|(label, value)| {
                let value = value.unwrap_or_else(|words| panel.say(words).into_owned());
                format!("{}{colon}{value}\n", panel.say(label))
            })
            .collect()
    })
}
