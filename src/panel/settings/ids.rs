//! The *User ID* and *Space ID* settings.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::help::{SpaceIdHelp, UserIdHelp};
use crate::panel::actions::edit::edit;
use crate::panel::controls::{Entered, Field, FieldRef, TextInput};
use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::{Erase, part};

/// The ID of a user, for Spaces v0.
#[component]
pub(crate) fn UserId(panel: PanelRef) -> impl IntoView {
    let at = FieldRef::setting(panel, Key::UserId);
    view! {
        <Field
            at
            help=panel.say(Message::UserIdHelp)
            below=view! { <UserIdHelp panel /> }.erase()
        >
            <div class=part("input")>
                <TextInput
                    at
                    enter=|panel, text, entered| {
                        edit(
                            panel,
                            Key::UserId,
                            |draft| match entered {
                                Entered::Typing => draft.user_id = text,
                                Entered::Done => draft.enter_user_id(&text),
                            },
                        );
                    }
                />
            </div>
        </Field>
    }
    .erase()
}

/// The ID of a space, for Spaces v2.
#[component]
pub(crate) fn SpaceId(panel: PanelRef) -> impl IntoView {
    let at = FieldRef::setting(panel, Key::SpaceId);
    view! {
        <Field
            at
            help=panel.say(Message::SpaceIdHelp)
            below=view! { <SpaceIdHelp panel /> }.erase()
        >
            <div class=part("input")>
                <TextInput
                    at
                    enter=|panel, text, entered| {
                        edit(
                            panel,
                            Key::SpaceId,
                            |draft| match entered {
                                Entered::Typing => draft.space_id = text,
                                Entered::Done => draft.enter_space_id(&text),
                            },
                        );
                    }
                />
            </div>
        </Field>
    }
    .erase()
}
