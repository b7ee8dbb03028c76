//! What every setting has around its control: label, help, error.

use leptos::prelude::*;
use teamwork_connect_core::{FieldCode, Key};

use super::{Icon, IconKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Attributes, Built, Content, Erase, Fixed, Live, attributes, part};

/// A field of one of the two forms: a setting of the connection, or a field of the dialog for a client.
#[derive(Clone, Copy)]
pub(crate) struct FieldRef {
    pub(crate) panel: PanelRef,
    pub(crate) key: Key,
    of_client: bool,
}

impl FieldRef {
    /// A setting of the connection.
    pub(crate) fn setting(panel: PanelRef, key: Key) -> Self {
        Self { panel, key, of_client: false }
    }

    /// A field of the dialog for a client.
    pub(crate) fn of_client(panel: PanelRef, key: Key) -> Self {
        Self { panel, key, of_client: true }
    }

    /// The ID of the control: for radio buttons, that of the first.
    pub(crate) fn id(self) -> Fixed {
        let form = if self.of_client { "client-" } else { "" };
        self.panel.id(&format!("{form}{}", self.key))
    }

    /// Its name.
    pub(crate) fn label(self) -> Live<Text> {
        let (key, of_client) = (self.key, self.of_client);
        self.panel.say(if of_client { Message::client_label(key) } else { Message::label(key) })
    }

    /// Whether it is wrong.
    pub(crate) fn wrong(self) -> Live<bool> {
        self.panel.live(move |panel| self.error(panel).is_some())
    }

    /// What assistive technology is told of its control: whether it is required, whether it is wrong, and the words that
    /// describe it.
    pub(crate) fn described(self, has_help: bool) -> Attributes {
        let (panel, id) = (self.panel, self.id());
        let required = panel
            .live(move |panel| Text::from(if self.is_required(panel) { "true" } else { "false" }));
        let invalid = panel.live(move |panel| self.error(panel).map(|_| Text::from("true")));
        let described_by = panel.live(move |panel| match (has_help, self.error(panel).is_some()) {
            (true, true) => Some(format!("{id}-help {id}-error").into()),
            (true, false) => Some(format!("{id}-help").into()),
            (false, true) => Some(format!("{id}-error").into()),
            (false, false) => None::<Text>,
        });
        attributes(&[])
            .live("aria-required", required)
            .live("aria-invalid", invalid)
            .live("aria-describedby", described_by)
    }

    fn is_required(self, panel: &Panel) -> bool {
        self.of_client || panel.form.is_required(self.key)
    }

    fn error(self, panel: &Panel) -> Option<FieldCode> {
        if self.of_client {
            panel.clients.errors.with(|errors| errors.of(self.key))
        } else {
            panel.checks.of(self.key)
        }
    }
}

/// A field with one control, whose ID is [`FieldRef::id`].
#[component]
pub(crate) fn Field(
    /// Which field it is.
    at: FieldRef,
    /// The words under the control.
    #[prop(optional)]
    help: Option<Live<Text>>,
    /// What follows the words: notices and disclosures.
    #[prop(optional)]
    below: Option<Built>,
    /// The control.
    children: Content,
) -> impl IntoView {
    let help_id = Fixed::from(format!("{}-help", at.id()));
    view! {
        <div class=part("field").when("wrong", at.wrong())>
            <label class=part("label") for=at.id()>
                {at.label()}
                <Star at />
            </label>
            {children.build()}
            {help.map(|help| view! { <p class=part("help") id=help_id>{help}</p> })}
            <ErrorText at />
            {below}
        </div>
    }
    .erase()
}

/// The mark of a required setting. Screen readers hear of it by `aria-required`.
#[component]
pub(crate) fn Star(at: FieldRef) -> impl IntoView {
    let mark = at.panel.live(move |panel| if at.is_required(panel) { "*" } else { "" });
    view! {
        <span class=part("required") aria-hidden="true">
            {mark}
        </span>
    }
    .erase()
}

/// What is wrong with a setting, if anything.
#[component]
pub(crate) fn ErrorText(at: FieldRef) -> impl IntoView {
    let hidden = at.panel.live(move |panel| at.error(panel).is_none());
    let text = at.panel.say_live(move |panel| {
        Some(match (at.error(panel)?, at.of_client) {
            (code, true) => Message::client_error(at.key, code),
            (code, false) => Message::field_error(at.key, code),
        })
    });
    view! {
        <p class=part("error") id=Fixed::from(format!("{}-error", at.id())) hidden=hidden>
            <Icon kind=IconKind::Bang />
            <span>{text}</span>
        </p>
    }
    .erase()
}
