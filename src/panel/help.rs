//! *Where do I find it?*: short steps for the chosen API type, with links to the user's own site.

use leptos::prelude::*;
use teamwork_connect_core::wire::Links;

use super::api_type::product_name;
use super::copy_button::copy_button;
use super::dynamic::part;
use super::icons::Icon;
use super::piece::{IntoPiece, Piece};
use super::state::Panel;
use crate::text::Message;

/// Where the API key is.
pub(super) fn api_key_help(panel: Panel) -> Piece {
    let steps = |panel: Panel| {
        vec![
            linked(
                panel,
                Message::WhereApiKey1,
                "{profile}",
                Message::WhereProfile,
                site(panel, ""),
            ),
            plain(panel, Message::WhereApiKey2),
            plain(panel, Message::WhereApiKey3),
        ]
    };
    where_to_find(panel, steps, |links| links.api_key.clone(), Vec::new())
}

/// Where client ID and secret are.
pub(super) fn oauth_client_help(panel: Panel) -> Piece {
    let steps = |panel: Panel| {
        let product = panel.draft.with(|draft| draft.api_type);
        let product = product.map_or("", |api_type| product_name(panel.texts, api_type));
        let create = panel.texts.fill(Message::WhereClient2, &[("product", product)]);
        let portal = site(panel, "/developer");
        vec![
            linked(panel, Message::WhereClient1, "{portal}", Message::WherePortal, portal),
            Piece::text(&create),
            plain(panel, Message::WhereClient3),
        ]
    };
    let redirect = part(move || {
        let uri = panel.config.with(|config| config.as_ref()?.redirect_uri.clone())?;
        let text = uri.clone();
        let redirect = view! { class="tc",
            <div class="tc-copyable">
                <span class="tc-grow">
                    {panel.texts.get(Message::WhereClientRedirect)} ": "
                    <code class="tc-url" dir="ltr">{uri}</code>
                </span>
                {copy_button(panel, move || text.clone())}
            </div>
        };
        Some(redirect.piece())
    });
    let redirect = view! { class="tc", <div>{redirect}</div> };
    let rule =
        view! { class="tc", <p class="tc-help">{panel.texts.get(Message::WhereClientRule)}</p> };
    let more = vec![redirect.piece(), rule.piece()];
    where_to_find(panel, steps, |links| links.oauth_client.clone(), more)
}

/// Where the ID of a space is.
pub(super) fn space_id_help(panel: Panel) -> Piece {
    let steps = |panel: Panel| {
        let url = site(panel, "/spaces");
        vec![
            linked(panel, Message::WhereSpaceId1, "{site}", Message::WhereSite, url),
            plain(panel, Message::WhereSpaceId2),
            plain(panel, Message::WhereSpaceId3),
        ]
    };
    where_to_find(panel, steps, |links| links.space_id.clone(), Vec::new())
}

/// Where the ID of a user is.
pub(super) fn user_id_help(panel: Panel) -> Piece {
    let steps = |panel: Panel| {
        let url = site(panel, "");
        vec![
            linked(panel, Message::WhereUserId1, "{site}", Message::WhereSite, url),
            plain(panel, Message::WhereUserId2),
        ]
    };
    where_to_find(panel, steps, |links| links.user_id.clone(), Vec::new())
}

/// The disclosure. A host's own page about the setting takes the place of the steps.
fn where_to_find(
    panel: Panel,
    steps: fn(Panel) -> Vec<Piece>,
    own: fn(&Links) -> Option<String>,
    more: Vec<Piece>,
) -> Piece {
    let own = Memo::new(move |_| {
        panel.config.with(|config| config.as_ref()?.links.as_ref().and_then(own))
    });
    let body = part(move || {
        Some(match own.get() {
            Some(url) => {
                let text = panel.texts.get(Message::WhereHelp);
                view! { class="tc", <p class="tc-steps">{link(panel, text, url)}</p> }.piece()
            }
            None => {
                let items = steps(panel)
                    .into_iter()
                    .map(|step| view! { class="tc", <li>{step}</li> }.piece())
                    .collect::<Vec<_>>();
                view! { class="tc", <ol class="tc-steps">{items}</ol> }.piece()
            }
        })
    });
    view! { class="tc",
        <details class="tc-details" part="help-steps">
            <summary>{panel.texts.get(Message::Where)}</summary>
            {body}
            {more}
        </details>
    }
    .piece()
}

/// A page of the user's own site, as soon as the site is known.
fn site(panel: Panel, path: &str) -> Option<String> {
    panel.draft.with(|draft| draft.site_url()).map(|site| format!("{site}{path}"))
}

fn plain(panel: Panel, message: Message) -> Piece {
    Piece::text(panel.texts.get(message))
}

/// A sentence with a link in place of a placeholder, or with the link's text alone while there is no
/// address to lead to.
fn linked(
    panel: Panel,
    sentence: Message,
    placeholder: &str,
    text: Message,
    url: Option<String>,
) -> Piece {
    let sentence = panel.texts.get(sentence);
    let (before, after) = sentence.split_once(placeholder).unwrap_or((sentence, ""));
    let text = panel.texts.get(text);
    let middle = match url {
        Some(url) => link(panel, text, url),
        None => Piece::text(text),
    };
    view! { class="tc", <span>{before} {middle} {after}</span> }.piece()
}

fn link(panel: Panel, text: &'static str, url: String) -> Piece {
    // Only addresses of the web: a host's own links may come from a configuration file.
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Piece::text(text);
    }
    view! { class="tc",
        <a class="tc-link" part="link" href=url target="_blank" rel="noopener noreferrer">
            {text}
            <span class="tc-hidden">" " {panel.texts.get(Message::NewWindow)}</span>
            {Icon::Out.view()}
        </a>
    }
    .piece()
}
