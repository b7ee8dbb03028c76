//! What the simple settings stand for in HTTP. Read-only, and without secrets.

use leptos::prelude::*;
use teamwork_connect_core::AuthType;
use teamwork_connect_core::http_settings::{AUTHORIZATION_URL, HttpSettings, TOKEN_URL};

use super::copy_button::copy_button;
use super::dynamic::{Part, parts, shown};
use super::piece::IntoPiece;
use super::state::Panel;
use crate::text::Message;

/// The disclosure, shown as soon as an API type is chosen.
pub(super) fn http_settings(panel: Panel) -> Part {
    let chosen = Memo::new(move |_| panel.draft.with(|draft| draft.api_type.is_some()));
    shown(chosen, move || {
        let rows = parts(move || {
            let row = |(label, value)| {
                view! { class="tc",
                    <div>
                        <dt>{panel.texts.get(label)}</dt>
                        <dd class="tc-url" dir="ltr">{value}</dd>
                    </div>
                }
                .piece()
            };
            rows(panel).into_iter().map(row).collect()
        });
        view! { class="tc",
            <details class="tc-details tc-http" part="http-settings">
                <summary>{panel.texts.get(Message::HttpTitle)}</summary>
                <div class="tc-copyable">
                    <p class="tc-help tc-grow">{panel.texts.get(Message::HttpIntro)}</p>
                    {copy_button(panel, move || as_text(panel))}
                </div>
                <dl>{rows}</dl>
            </details>
        }
        .piece()
    })
}

/// The rows that apply, each with its value or with words in its place.
fn rows(panel: Panel) -> Vec<(Message, String)> {
    let text = |message| panel.texts.get(message).to_owned();
    let (settings, undocumented) = panel.draft.with(|draft| {
        let api = draft.api_type.zip(draft.version());
        let path =
            api.and_then(|(api, version)| teamwork_connect_core::site_url::base_path(api, version));
        (HttpSettings::of(draft), path.is_none())
    });
    let or = |value: Option<String>, message| value.unwrap_or_else(|| text(message));
    let unless_undocumented = |message| {
        if undocumented { message } else { Message::HttpUnknown }
    };
    let base = or(settings.api_base_url, unless_undocumented(Message::HttpHostDecides));
    let test = settings.test_url.map(|url| format!("GET {url}"));
    let test = or(test, unless_undocumented(Message::HttpNoTest));
    let auth = match settings.auth {
        None => Message::HttpUnknown,
        Some(AuthType::Basic) => Message::HttpAuthBasic,
        Some(AuthType::Oauth2) => Message::HttpAuthOauth2,
    };
    let mut rows = vec![(Message::HttpBaseUrl, base), (Message::HttpAuth, text(auth))];
    if settings.auth == Some(AuthType::Oauth2) {
        let redirect = panel.config.with(|config| config.as_ref()?.redirect_uri.clone());
        rows.push((Message::HttpAuthorizationUrl, AUTHORIZATION_URL.to_owned()));
        rows.push((Message::HttpTokenUrl, TOKEN_URL.to_owned()));
        rows.push((Message::HttpRedirectUri, or(redirect, Message::HttpUnknown)));
    }
    rows.push((Message::HttpTest, test));
    rows
}

fn as_text(panel: Panel) -> String {
    untrack(|| {
        rows(panel)
            .into_iter()
            .map(|(label, value)| format!("{}: {value}\n", panel.texts.get(label)))
            .collect()
    })
}
