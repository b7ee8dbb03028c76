//! The address of the account, for users who have it at hand but don't know yet which settings they need.

use leptos::prelude::*;

use super::site_notices::SiteNotices;
use crate::panel::actions::edit::{enter_address, type_site_name};
use crate::panel::controls::{Entered, Field, FieldRef, TextInput};
use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::{Erase, part};

/// Takes any address of an account and fills in what it says.
#[component]
pub(crate) fn Address(panel: PanelRef) -> impl IntoView {
    let at = FieldRef::address(panel);
    view! {
        <Field at help=panel.say(Message::AddressHelp) below=view! { <SiteNotices panel /> }.erase()>
            <div class=part("input")>
                <TextInput
                    at
                    enter=|panel, text, entered| match entered {
                        Entered::Typing => type_site_name(panel, text),
                        Entered::Done => enter_address(panel, &text),
                    }
                />
            </div>
        </Field>
    }
    .erase()
}
