//! *Where do I find it?*: short steps for the chosen API type, with links to the user's own site.

use leptos::prelude::*;
use teamwork_connect_core::wire::Links;

use super::api_type::product_name;
use super::copy_button::CopyButton;
use super::icons::Icon;
use super::state::Panel;
use crate::text::Message;

/// Where the API key is.
#[component]
pub(super) fn ApiKeyHelp(panel: Panel) -> impl IntoView {
    let steps = move || {
        [
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
    view! { class="tc", <Where panel steps=steps own=|links| links.api_key.clone() /> }
}

/// Where client ID and secret are.
#[component]
pub(super) fn OauthClientHelp(panel: Panel) -> impl IntoView {
    let steps = move || {
        let product = panel.draft.with(|draft| draft.api_type);
        let product = product.map_or("", |api_type| product_name(panel.texts, api_type));
        let create = panel
            .texts
            .fill(Message::WhereClient2, &[("product", product)]);
        let portal = site(panel, "/developer");
        [
            linked(
                panel,
                Message::WhereClient1,
                "{portal}",
                Message::WherePortal,
                portal,
            ),
            create.into_any(),
            plain(panel, Message::WhereClient3),
        ]
    };
    let redirect = move || {
        let uri = panel
            .config
            .with(|config| config.as_ref()?.redirect_uri.clone())?;
        let text = uri.clone();
        Some(view! { class="tc",
            <div class="tc-copyable">
                <span class="tc-grow">
                    {panel.texts.get(Message::WhereClientRedirect)} ": "
                    <code class="tc-url" dir="ltr">{uri}</code>
                </span>
                <CopyButton panel text=move || text.clone() />
            </div>
        })
    };
    view! { class="tc",
        <Where panel steps=steps own=|links| links.oauth_client.clone()>
            {redirect}
            <p class="tc-help">{panel.texts.get(Message::WhereClientRule)}</p>
        </Where>
    }
}

/// Where the ID of a space is.
#[component]
pub(super) fn SpaceIdHelp(panel: Panel) -> impl IntoView {
    let steps = move || {
        let url = site(panel, "/spaces");
        [
            linked(
                panel,
                Message::WhereSpaceId1,
                "{site}",
                Message::WhereSite,
                url,
            ),
            plain(panel, Message::WhereSpaceId2),
            plain(panel, Message::WhereSpaceId3),
        ]
    };
    view! { class="tc", <Where panel steps=steps own=|links| links.space_id.clone() /> }
}

/// Where the ID of a user is.
#[component]
pub(super) fn UserIdHelp(panel: Panel) -> impl IntoView {
    let steps = move || {
        let url = site(panel, "");
        [
            linked(
                panel,
                Message::WhereUserId1,
                "{site}",
                Message::WhereSite,
                url,
            ),
            plain(panel, Message::WhereUserId2),
        ]
    };
    view! { class="tc", <Where panel steps=steps own=|links| links.user_id.clone() /> }
}

/// The disclosure. A host's own help takes the place of the steps.
#[component]
fn Where<const N: usize>(
    panel: Panel,
    steps: impl Fn() -> [AnyView; N] + Send + Sync + 'static,
    /// The host's own page about this setting.
    own: fn(&Links) -> Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let own = Memo::new(move |_| {
        panel
            .config
            .with(|config| config.as_ref()?.links.as_ref().and_then(own))
    });
    let body = move || match own.get() {
        Some(url) => {
            let text = panel.texts.get(Message::WhereHelp);
            view! { class="tc", <p class="tc-steps">{link(panel, text, url)}</p> }.into_any()
        }
        None => {
            let items = steps()
                .into_iter()
                .map(|step| view! { class="tc", <li>{step}</li> })
                .collect_view();
            view! { class="tc", <ol class="tc-steps">{items}</ol> }.into_any()
        }
    };
    view! { class="tc",
        <details class="tc-details" part="help-steps">
            <summary>{panel.texts.get(Message::Where)}</summary>
            {body}
            {children.map(|children| children())}
        </details>
    }
}

/// A page of the user's own site, as soon as the site is known.
fn site(panel: Panel, path: &str) -> Option<String> {
    panel
        .draft
        .with(|draft| draft.site_url())
        .map(|site| format!("{site}{path}"))
}

fn plain(panel: Panel, message: Message) -> AnyView {
    panel.texts.get(message).into_any()
}

/// A sentence with a link in place of a placeholder, or with the link's text alone while there is no
/// address to lead to.
fn linked(
    panel: Panel,
    sentence: Message,
    placeholder: &str,
    text: Message,
    url: Option<String>,
) -> AnyView {
    let sentence = panel.texts.get(sentence);
    let (before, after) = sentence.split_once(placeholder).unwrap_or((sentence, ""));
    let text = panel.texts.get(text);
    let middle = match url {
        Some(url) => link(panel, text, url),
        None => text.into_any(),
    };
    view! { class="tc", {before} {middle} {after} }.into_any()
}

fn link(panel: Panel, text: &'static str, url: String) -> AnyView {
    // Only addresses of the web: a host's own links may come from a configuration file.
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return text.into_any();
    }
    view! { class="tc",
        <a class="tc-link" part="link" href=url target="_blank" rel="noopener noreferrer">
            {text}
            <span class="tc-hidden">" " {panel.texts.get(Message::NewWindow)}</span>
            {Icon::Out.view()}
        </a>
    }
    .into_any()
}
