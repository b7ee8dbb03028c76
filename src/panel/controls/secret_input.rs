//! Inputs for secrets. Nothing else in the panel touches them.

use std::rc::Rc;

use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use zeroize::Zeroizing;

use super::{CODE, FieldRef, Notice, NoticeKind};
use crate::browser::secret_events;
use crate::panel::model::{self, SecretField};
use crate::panel::state::{Panel, PanelRef};
use crate::text::Message;
use crate::view::{Erase, attributes, part};

/// The kind of secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    ApiKey,
    ClientSecret,
    /// The verification code that the sign-in window shows.
    Code,
}

impl SecretKind {
    fn of(self, panel: &Panel) -> &SecretField {
        match self {
            Self::ApiKey => &panel.api_key,
            Self::ClientSecret => &panel.clients.secret,
            Self::Code => &panel.code,
        }
    }
}

/// The input of a secret. No signal controls it, and it is empty at the start and after every save.
#[component]
pub(crate) fn SecretInput(
    /// The field that the input belongs to.
    at: FieldRef,
    /// The kind of secret.
    kind: SecretKind,
    /// Called when the user types or pastes.
    changed: fn(&Rc<Panel>),
) -> impl IntoView {
    let input = at.panel.on(move |panel, _: Event| {
        kind.of(panel).on_input();
        changed(panel);
    });
    // Clear a secret as soon as another choice hides its field; hiding it is not enough.
    on_cleanup(move || {
        if let Some(panel) = at.panel.get() {
            kind.of(&panel).clear();
        }
    });
    view! {
        <div class=part("input")>
            <input
                class=part("control")
                id=at.id()
                type="password"
                dir="ltr"
                {..attributes(&[(secret_events::SECRET, "")])}
                {..attributes(&CODE)}
                {..at.described(true)}
                on:input=input
                use:attach_secret=(at.panel, kind)
            />
        </div>
    }
    .erase()
}

/// Says that white space around a secret was removed.
#[component]
pub(crate) fn TrimmedNotice(panel: PanelRef, kind: SecretKind) -> impl IntoView {
    let text =
        panel.say_live(move |panel| kind.of(panel).was_trimmed().then_some(Message::ApiKeyTrimmed));
    view! { <Notice kind=NoticeKind::Information text live=true /> }.erase()
}

/// Tells the panel which input holds a secret.
pub(crate) fn attach_secret(element: Element, (panel, kind): (PanelRef, SecretKind)) {
    if let (Some(panel), Ok(input)) = (panel.get(), element.dyn_into()) {
        kind.of(&panel).attach(Input(input));
    }
}

struct Input(HtmlInputElement);

impl model::SecretInput for Input {
    fn read(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.value())
    }

    fn write(&self, text: &str) {
        self.0.set_value(text);
    }
}
