//! The buttons at the end of the panel.

use leptos::prelude::*;
use teamwork_connect_core::AuthType;
use teamwork_connect_core::wire::Capability;

use crate::panel::actions::{leave, save, test};
use crate::panel::state::{Panel, PanelRef};
use crate::text::Message;
use crate::view::{Erase, When, part};

/// *Test connection*, *Cancel* or *Done*, and the save buttons. No button is ever disabled to signal an error.
/// While an operation is in progress they are `aria-disabled`, keep focus, and do nothing.
#[component]
pub(crate) fn Footer(panel: PanelRef) -> impl IntoView {
    let cancel = panel.on(|panel, _| leave::press_cancel(panel));
    let leave_label =
        panel.say_live(|panel| Some(if panel.is_done() { Message::Done } else { Message::Cancel }));
    let save = panel.on(|panel, _| save::press(panel, panel.save_authorizes()));
    let save_label = panel.say_live(|panel| {
        let authorizes = panel.save_authorizes();
        Some(if authorizes { Message::SaveAndAuthorize } else { Message::Save })
    });
    let help_id = panel.id("save-help");
    let described_by =
        panel.live(move |panel| panel.save_authorizes().then(|| panel.id("save-help")));
    let help = panel.say_live(|panel| {
        let this_tab = panel.ways().at_once;
        Some(if this_tab {
            Message::SaveAndAuthorizeHelpTab
        } else {
            Message::SaveAndAuthorizeHelp
        })
    });
    // If these don't fit beside the test button, they wrap below it together.
    view! {
        <footer class=part("footer")>
            <When is=panel.live(can_test)>
                <TestButton panel />
            </When>
            <span class=part("actions")>
                <button class=part("button quiet cancel") type="button" on:click=cancel>
                    {leave_label}
                </button>
                <When is=panel.live(can_authorize_again)>
                    <AuthorizeAgainButton panel />
                </When>
                <button
                    class=part("button primary save")
                    id=panel.id("save")
                    type="button"
                    aria-disabled=panel.live(is_busy)
                    hidden=panel.live(|panel| !panel.has_form())
                    aria-describedby=described_by
                    on:click=save
                >
                    {save_label}
                </button>
                <span class=part("hidden") id=help_id>
                    {help}
                </span>
            </span>
        </footer>
    }
    .erase()
}

#[component]
fn TestButton(panel: PanelRef) -> impl IntoView {
    let click = panel.on(|panel, _| test::press(panel));
    view! {
        <button
            class=part("button plain test")
            type="button"
            aria-disabled=panel.live(is_busy)
            on:click=click
        >
            {panel.say(Message::Test)}
        </button>
    }
    .erase()
}

/// When saving is enough, this button offers to authorize again.
#[component]
fn AuthorizeAgainButton(panel: PanelRef) -> impl IntoView {
    let click = panel.on(|panel, _| save::press(panel, true));
    view! {
        <button
            class=part("button plain authorize")
            type="button"
            aria-disabled=panel.live(is_busy)
            aria-describedby=panel.id("save-help")
            on:click=click
        >
            {panel.say(Message::SaveAndAuthorize)}
        </button>
    }
    .erase()
}

fn is_busy(panel: &Panel) -> Option<&'static str> {
    panel.session.busy.get().map(|_| "true")
}

fn can_test(panel: &Panel) -> bool {
    let oauth = panel.form.auth() == Some(AuthType::Oauth2);
    panel.session.offers(Capability::Test) && panel.has_form() && (!oauth || panel.is_authorized())
}

fn can_authorize_again(panel: &Panel) -> bool {
    panel.has_form() && panel.can_authorize() && panel.is_authorized()
}
