//! The *Name your connection* setting.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use crate::panel::actions::edit::edit;
use crate::panel::actions::namesakes::look_for_namesakes;
use crate::panel::controls::{Entered, Field, FieldRef, Notice, NoticeKind, TextInput};
use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::{Erase, part};

/// The name, with a notice if another connection has it.
#[component]
pub(crate) fn Name(panel: PanelRef) -> impl IntoView {
    let at = FieldRef::setting(panel, Key::Name);
    let taken = panel.say_live(|panel| panel.name_is_taken().then_some(Message::NameTaken));
    let notice = view! { <Notice kind=NoticeKind::Warning text=taken live=true /> }.erase();
    view! {
        <Field at help=panel.say(Message::NameHelp) below=notice>
            <div class=part("input")>
                <TextInput
                    at
                    enter=|panel, text, entered| {
                        edit(panel, Key::Name, |draft| draft.name = text);
                        if entered == Entered::Done {
                            look_for_namesakes(panel);
                        }
                    }
                />
            </div>
        </Field>
    }
    .erase()
}
