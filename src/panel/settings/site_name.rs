//! The *Site name* setting, with the resulting URL.

use leptos::prelude::*;
use teamwork_connect_core::Key;
use teamwork_connect_core::site_url::base_path;

use super::site_notices::SiteNotices;
use crate::panel::actions::edit::{enter_site_name, type_site_name};
use crate::panel::controls::{Entered, Field, FieldRef, TextInput};
use crate::panel::state::{Panel, PanelRef};
use crate::text::Message;
use crate::view::{Erase, When, part};

/// The site name between the fixed parts of its URL.
#[component]
pub(crate) fn SiteName(panel: PanelRef) -> impl IntoView {
    let at = FieldRef::setting(panel, Key::SiteName);
    let suffix = panel.live(|panel| {
        panel.form.region().map_or("….teamwork.com", |region| region.host_suffix())
    });
    let below = view! {
        <ConnectsTo panel />
        <SiteNotices panel />
    };
    view! {
        <Field
            at
            help=panel.say(Message::SiteHelp)
            below=below.erase()
        >
            <div class=part("input") dir="ltr" translate="no">
                <span class=part("affix") aria-hidden="true">
                    "https://"
                </span>
                <TextInput
                    at
                    enter=|panel, text, entered| match entered {
                        Entered::Typing => type_site_name(panel, text),
                        Entered::Done => enter_site_name(panel, &text),
                    }
                />
                <span class=part("affix") aria-hidden="true">
                    {suffix}
                </span>
            </div>
        </Field>
    }
    .erase()
}

/// The URL that results from the settings so far, with the parts that come from them marked. Empty until site and
/// region are known.
#[component]
fn ConnectsTo(panel: PanelRef) -> impl IntoView {
    let known = panel.live(|panel| own_part(panel).is_some());
    view! {
        <div class=part("connects") role="status" id=panel.id("connects")>
            <When is=known>
                <p>
                    <span class=part("connects-label")>{panel.say(Message::ConnectsTo)}</span>
                    " "
                    <span class=part("url") dir="ltr" translate="no">
                        "https://"
                        <b class=part("derived")>
                            {panel.live(|panel| own_part(panel).unwrap_or_default())}
                        </b>
                        ".teamwork.com"
                        <b class=part("derived")>
                            {panel.live(|panel| path(panel).unwrap_or_default())}
                        </b>
                    </span>
                    <When is=panel.live(|panel| path(panel).is_none())>
                        <span class=part("help")>" " {panel.live(backend_decides)}</span>
                    </When>
                </p>
            </When>
        </div>
    }
    .erase()
}

/// The part of the hostname given by site and region, such as `acme.eu`.
fn own_part(panel: &Panel) -> Option<String> {
    let backend = panel.form.site_url()?.host();
    backend.strip_suffix(".teamwork.com").map(str::to_owned)
}

/// The path of the API, if it is documented.
fn path(panel: &Panel) -> Option<&'static str> {
    base_path(panel.form.api_type()?, panel.form.version()?)
}

fn backend_decides(panel: &Panel) -> String {
    let version = panel.form.version().map_or("", |version| version.as_str());
    panel.fill(Message::BackendDecides, &[("version", version)])
}
