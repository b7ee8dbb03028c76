//! What the settings mean in HTTP. Read-only, without secrets.

use leptos::prelude::*;
use teamwork_connect_core::AuthType;
use teamwork_connect_core::http_settings::{AUTHORIZATION_URL, HttpSettings as Derived, TOKEN_URL};
use teamwork_connect_core::site_url::base_path;

use crate::panel::controls::{CopyButton, Disclosure};
use crate::panel::state::{Panel, PanelRef};
use crate::text::Message;
use crate::view::{Erase, Item, part};

/// The disclosure.
#[component]
pub(crate) fn HttpSettings(panel: PanelRef) -> impl IntoView {
    view! {
        <Disclosure panel look=part("details http-settings") summary=Message::HttpTitle>
            <div class=part("copyable")>
                <p class=part("help grow")>{panel.say(Message::HttpIntro)}</p>
                <CopyButton panel label=Message::Copy text=panel.live(as_text) />
            </div>
            <dl class=part("properties")>
                {panel.each(move |now| rows(now).into_iter().map(|row| item(panel, row)).collect())}
            </dl>
        </Disclosure>
    }
    .erase()
}

/// A label, and its value or a message instead.
type Row = (Message, Result<String, Message>);

fn item(panel: PanelRef, (label, value): Row) -> Item {
    let shown = value.clone().unwrap_or_else(|words| words.key().to_owned());
    Item::new(format!("{} {shown}", label.key()), move || {
        let value = match value {
            Ok(code) => view! {
                <dd class=part("url")>
                    <span dir="ltr" translate="no">{code}</span>
                </dd>
            }
            .erase(),
            Err(words) => view! { <dd>{panel.say(words)}</dd> }.erase(),
        };
        view! {
            <div>
                <dt>{panel.say(label)}</dt>
                {value}
            </div>
        }
    })
}

/// The rows that apply.
fn rows(panel: &Panel) -> Vec<Row> {
    let (settings, undocumented) = panel.form.with_all(|draft| {
        let api = draft.api_type.zip(draft.version());
        let path = api.and_then(|(api, version)| base_path(api, version));
        (Derived::of(draft), path.is_none())
    });
    let unless_undocumented = |message| if undocumented { message } else { Message::HttpUnknown };
    let base = settings.api_base_url.ok_or(unless_undocumented(Message::HttpBackendDecides));
    let test = settings.test_url.map(|url| format!("GET {url}"));
    let test = test.ok_or(unless_undocumented(Message::HttpNoTest));
    let auth = match settings.auth {
        None => Message::HttpUnknown,
        Some(AuthType::Basic) => Message::HttpAuthBasic,
        Some(AuthType::Oauth2) => Message::HttpAuthOauth2,
    };
    let mut rows = vec![(Message::HttpBaseUrl, base), (Message::HttpAuth, Err(auth))];
    if settings.auth == Some(AuthType::Oauth2) {
        rows.push((Message::HttpAuthorizationUrl, Ok(AUTHORIZATION_URL.to_owned())));
        rows.push((Message::HttpTokenUrl, Ok(TOKEN_URL.to_owned())));
        let redirect_uri = panel.session.redirect_uri();
        rows.push((Message::HttpRedirectUri, redirect_uri.ok_or(Message::HttpUnknown)));
    }
    rows.push((Message::HttpTest, test));
    rows
}

fn as_text(panel: &Panel) -> String {
    let colon = panel.say(Message::LabelColon);
    let row = |(label, value): Row| {
        let value = value.unwrap_or_else(|words| panel.say(words).into_owned());
        format!("{}{colon}{value}\n", panel.say(label))
    };
    rows(panel).into_iter().map(row).collect()
}
