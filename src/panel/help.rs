//! *Where do I find it?*: short steps for the chosen API type, with links to the user's own site.

use teamwork_connect_core::WebAddress;
use teamwork_connect_core::wire::Links;

use super::api_type::product_name;
use super::copy_button::copy_button;
use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::text::{Message, Text};

/// Where a site has its developer portal.
pub(super) const PORTAL: &str = "/developer";

/// Where the API key is.
pub(super) fn api_key_help(panel: Panel) -> Piece {
    let steps = |panel| {
        let profile = Link { text: Message::WhereProfile, url: site(panel, "") };
        vec![
            linked(panel, Message::WhereApiKey1, profile),
            plain(panel, Message::WhereApiKey2),
            plain(panel, Message::WhereApiKey3),
        ]
    };
    where_to_find(panel, steps, |links| links.api_key.clone(), [])
}

/// Where client ID and secret are.
pub(super) fn oauth_client_help(panel: Panel) -> Piece {
    let steps = |panel: Panel| {
        let create = panel.fill(Message::WhereClient2, &[("product", &product(panel))]);
        let portal = Link { text: Message::WherePortal, url: site(panel, PORTAL) };
        vec![
            linked(panel, Message::WhereClient1, portal),
            Piece::text(&create),
            plain(panel, Message::WhereClient3),
        ]
    };
    let redirect = tag("div", "").live_child(move || {
        let uri = panel.state().config.with(|config| config.as_ref()?.redirect_uri.clone())?;
        let label = tag("span", "tc-grow")
            .message(panel, Message::WhereClientRedirect)
            .message(panel, Message::LabelColon)
            .child(tag("code", "tc-url").attr("dir", "ltr").text(&uri).done());
        let copy = copy_button(panel, Message::Copy, move || uri.clone());
        Some(tag("div", "tc-copyable").child(label.done()).child(copy).done())
    });
    let rule = tag("p", "tc-help").message(panel, Message::WhereClientRule);
    let more = [redirect.done(), rule.done()];
    where_to_find(panel, steps, |links| links.oauth_client.clone(), more)
}

/// The name of the chosen product.
pub(super) fn product(panel: Panel) -> Text {
    let product = panel.state().draft.with(|draft| draft.api_type);
    product.map(|api_type| product_name(panel, api_type)).unwrap_or_default()
}

/// Where the ID of a space is.
pub(super) fn space_id_help(panel: Panel) -> Piece {
    let steps = |panel| {
        let spaces = Link { text: Message::WhereSite, url: site(panel, "/spaces") };
        vec![
            linked(panel, Message::WhereSpaceId1, spaces),
            plain(panel, Message::WhereSpaceId2),
            plain(panel, Message::WhereSpaceId3),
        ]
    };
    where_to_find(panel, steps, |links| links.space_id.clone(), [])
}

/// Where the ID of a user is.
pub(super) fn user_id_help(panel: Panel) -> Piece {
    let steps = |panel| {
        let site = Link { text: Message::WhereSite, url: site(panel, "") };
        vec![linked(panel, Message::WhereUserId1, site), plain(panel, Message::WhereUserId2)]
    };
    where_to_find(panel, steps, |links| links.user_id.clone(), [])
}

/// The disclosure. A host's own page about the setting takes the place of the steps.
fn where_to_find(
    panel: Panel,
    steps: fn(Panel) -> Vec<Piece>,
    own: fn(&Links) -> Option<String>,
    more: impl IntoIterator<Item = Piece>,
) -> Piece {
    let own = move || panel.links().as_ref().and_then(own);
    let body = move || {
        Some(match own() {
            Some(url) => {
                // It may come from a configuration file.
                let link = link(panel, "tc-link", Message::WhereHelp, WebAddress::parse(url));
                tag("p", "tc-instructions").child(link).done()
            }
            None => {
                let steps = steps(panel).into_iter();
                let items = steps.map(|step| tag("li", "").child(step).done());
                tag("ol", "tc-instructions").children(items).done()
            }
        })
    };
    tag("details", "tc-details tc-help-steps")
        .child(tag("summary", "tc-disclosure").message(panel, Message::Where).done())
        .live_child(body)
        .children(more)
        .done()
}

impl Panel {
    /// Links of the page, or else of the host, in place of those to Teamwork.
    fn links(self) -> Option<Links> {
        let of_host = || self.state().config.with(|config| config.as_ref()?.links.clone());
        self.state().links.get().or_else(of_host)
    }
}

/// A link in a sentence. Without an address only its text stands there.
struct Link {
    text: Message,
    url: Option<String>,
}

/// A page of the user's own site, as soon as the site is known.
pub(super) fn site(panel: Panel, path: &str) -> Option<String> {
    panel.state().draft.with(|draft| draft.site_url()).map(|site| format!("{site}{path}"))
}

fn plain(panel: Panel, message: Message) -> Piece {
    tag("span", "").message(panel, message).done()
}

/// A sentence with a link in place of `{link}`.
fn linked(panel: Panel, sentence: Message, to: Link) -> Piece {
    let sentence = panel.say(sentence);
    let (before, after) = sentence.split_once('{').unwrap_or((&sentence, ""));
    let after = after.split_once('}').map_or("", |(_, after)| after);
    let link = link(panel, "tc-link", to.text, to.url.and_then(WebAddress::parse));
    tag("span", "").text(before).child(link).text(after).done()
}

/// A link that opens in a new tab. Without an address it is only a text.
pub(super) fn link(panel: Panel, look: &str, text: Message, url: Option<WebAddress>) -> Piece {
    let Some(url) = url else { return tag("span", "").message(panel, text).done() };
    let new_tab = tag("span", "tc-hidden").text(" ").message(panel, Message::NewWindow);
    tag("a", look)
        .attrs(&[("href", url.as_str()), ("target", "_blank"), ("rel", "noopener noreferrer")])
        .message(panel, text)
        .child(new_tab.done())
        .child(Icon::Out.piece())
        .done()
}
