//! *Where do I find it?*: short steps for the selected API type, with links to the user's own site.

use leptos::prelude::*;
use teamwork_connect_core::WebAddress;
use teamwork_connect_core::wire::Links;

use super::product_name;
use crate::panel::controls::{CopyButton, Disclosure, Link};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Erase, Template, When, part};

/// The path of a site's developer portal.
pub(crate) const PORTAL: &str = "/developer";

/// The path of a site's list of spaces, as JSON: no page shows the number of a space (Teamwork Spaces API, v1).
const SPACES: &str = "/spaces/api/v1/spaces.json";

/// The URL of a page on the user's own site, once the site is known.
pub(crate) fn site_page(panel: &Panel, path: &str) -> Option<String> {
    panel.form.site_url().map(|site| format!("{site}{path}"))
}

/// The name of the selected product.
pub(crate) fn product(panel: &Panel) -> Text {
    panel.form.api_type().map(|api_type| product_name(panel, api_type)).unwrap_or_default()
}

/// Where to find the API key.
#[component]
pub(crate) fn ApiKeyHelp(panel: PanelRef) -> impl IntoView {
    view! {
        <Disclosure panel look=part("details help-steps") summary=Message::Where>
            <Steps panel own=|links| links.api_key.clone()>
                <li><Linked panel sentence=Message::WhereApiKey1 link=Message::WhereSite path="" /></li>
                <li><span>{panel.say(Message::WhereApiKey2)}</span></li>
                <li><span>{panel.say(Message::WhereApiKey3)}</span></li>
            </Steps>
        </Disclosure>
    }
    .erase()
}

/// Where to find the client ID and the client secret.
#[component]
pub(crate) fn OauthClientHelp(panel: PanelRef) -> impl IntoView {
    let create =
        move |panel: &Panel| panel.fill(Message::WhereClient2, &[("product", &product(panel))]);
    view! {
        <Disclosure panel look=part("details help-steps") summary=Message::Where>
            <Steps panel own=|links| links.oauth_client.clone()>
                <li><Linked panel sentence=Message::WhereClient1 link=Message::WherePortal path=PORTAL /></li>
                <li>{panel.live(create)}</li>
                <li><span>{panel.say(Message::WhereClient3)}</span></li>
            </Steps>
            <RedirectUri panel />
            <p class=part("help")>{panel.say(Message::WhereClientRule)}</p>
        </Disclosure>
    }
    .erase()
}

/// The redirect URI, to register with Teamwork.
#[component]
fn RedirectUri(panel: PanelRef) -> impl IntoView {
    let known = panel.live(|panel| panel.session.redirect_uri().is_some());
    let uri = panel.live(|panel| panel.session.redirect_uri().unwrap_or_default());
    view! {
        <div>
            <When is=known>
                <div class=part("copyable")>
                    <span class=part("grow")>
                        {panel.say(Message::WhereClientRedirect)}
                        {panel.say(Message::LabelColon)}
                        <code class=part("url") dir="ltr" translate="no">{uri.clone()}</code>
                    </span>
                    <CopyButton panel label=Message::Copy text=uri.clone() />
                </div>
            </When>
        </div>
    }
    .erase()
}

/// Where to find a space ID.
#[component]
pub(crate) fn SpaceIdHelp(panel: PanelRef) -> impl IntoView {
    view! {
        <Disclosure panel look=part("details help-steps") summary=Message::Where>
            <Steps panel own=|links| links.space_id.clone()>
                <li><Linked panel sentence=Message::WhereSpaceId1 link=Message::WhereSite path="/spaces" /></li>
                <li><span>{panel.say(Message::WhereSpaceId2)}</span></li>
                <li><Linked panel sentence=Message::WhereSpaceId3 link=Message::WhereSpaces path=SPACES /></li>
            </Steps>
        </Disclosure>
    }
    .erase()
}

/// Where to find a user ID.
#[component]
pub(crate) fn UserIdHelp(panel: PanelRef) -> impl IntoView {
    view! {
        <Disclosure panel look=part("details help-steps") summary=Message::Where>
            <Steps panel own=|links| links.user_id.clone()>
                <li><Linked panel sentence=Message::WhereUserId1 link=Message::WhereSite path="" /></li>
                <li><span>{panel.say(Message::WhereUserId2)}</span></li>
            </Steps>
        </Disclosure>
    }
    .erase()
}

/// The steps, or a link to the integrator's own help page instead.
#[component]
fn Steps(
    panel: PanelRef,
    /// The integrator's help page.
    own: fn(&Links) -> Option<String>,
    /// The steps, as list items.
    children: Template,
) -> impl IntoView {
    let own = move |panel: &Panel| links(panel, own);
    // It may come from a configuration file.
    let url = move |panel: &Panel| own(panel).and_then(WebAddress::parse);
    view! {
        <When is=panel.live(move |panel| own(panel).is_some())>
            <p class=part("instructions")>
                <Link panel look=part("link") text=Message::WhereHelp url=Box::new(url) />
            </p>
        </When>
        <When is=panel.live(move |panel| own(panel).is_none())>
            <ol class=part("instructions")>{children.build()}</ol>
        </When>
    }
    .erase()
}

/// The page's own help link, or else the backend's, instead of Teamwork's.
fn links(panel: &Panel, of: fn(&Links) -> Option<String>) -> Option<String> {
    match panel.links.with(|links| links.as_ref().map(of)) {
        Some(own) => own,
        None => panel.session.config.with(|config| config.as_ref()?.links.as_ref().and_then(of)),
    }
}

/// A sentence in which `{link}` is a link to the user's own site. Until the site is known, only the text of the
/// link is shown.
#[component]
fn Linked(
    panel: PanelRef,
    /// The sentence.
    sentence: Message,
    /// The link text.
    link: Message,
    /// The path on the site.
    path: &'static str,
) -> impl IntoView {
    let around = move |panel: &Panel| {
        let sentence = panel.say(sentence);
        let (before, after) = sentence.split_once('{').unwrap_or((&sentence, ""));
        let after = after.split_once('}').map_or("", |(_, after)| after);
        [before.to_owned(), after.to_owned()]
    };
    let [before, after] = [0, 1].map(|place| {
        panel.live(move |panel| {
            let [before, after] = around(panel);
            if place == 0 { before } else { after }
        })
    });
    let url = move |panel: &Panel| site_page(panel, path).and_then(WebAddress::parse);
    view! {
        <span>
            {before}
            <Link panel look=part("link") text=link url=Box::new(url) />
            {after}
        </span>
    }
    .erase()
}
