//! The parts around every control: label, help, and error.

use leptos::prelude::*;
use teamwork_connect_core::{FieldCode, Key};

use super::{Icon, IconKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Attributes, Built, Content, Erase, Fixed, Live, attributes, part};

/// A field of the panel.
#[derive(Clone, Copy)]
pub(crate) struct FieldRef {
    pub(crate) panel: PanelRef,
    pub(crate) key: Key,
    kind: FieldKind,
}

/// Where a field belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FieldKind {
    Setting,
    /// The address of the account, before it is known which settings apply.
    Address,
    /// The client dialog.
    Client,
}

impl FieldRef {
    /// A setting of the connection.
    pub(crate) fn setting(panel: PanelRef, key: Key) -> Self {
        Self { panel, key, kind: FieldKind::Setting }
    }

    /// The field for an address of the account, which is stored as Site name.
    pub(crate) fn address(panel: PanelRef) -> Self {
        Self { panel, key: Key::SiteName, kind: FieldKind::Address }
    }

    /// A field of the client dialog.
    pub(crate) fn of_client(panel: PanelRef, key: Key) -> Self {
        Self { panel, key, kind: FieldKind::Client }
    }

    /// The ID of the control. For radio buttons, that of the first one.
    pub(crate) fn id(self) -> Fixed {
        match self.kind {
            FieldKind::Setting => self.panel.id(self.key.as_str()),
            FieldKind::Address => self.panel.id("address"),
            FieldKind::Client => self.panel.id(&format!("client-{}", self.key)),
        }
    }

    /// Whether it is the field for an address of the account.
    pub(super) fn is_address(self) -> bool {
        self.kind == FieldKind::Address
    }

    /// Its label.
    pub(crate) fn label(self) -> Live<Text> {
        self.panel.say(match self.kind {
            FieldKind::Setting => Message::label(self.key),
            FieldKind::Address => Message::LabelAddress,
            FieldKind::Client => Message::client_label(self.key),
        })
    }

    /// Whether it has an error.
    pub(crate) fn wrong(self) -> Live<bool> {
        self.panel.live(move |panel| self.error(panel).is_some())
    }

    /// The ARIA attributes of its control: whether it is required or invalid, and what describes it.
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
        match self.kind {
            FieldKind::Setting => panel.form.is_required(self.key),
            FieldKind::Address => false,
            FieldKind::Client => true,
        }
    }

    fn error(self, panel: &Panel) -> Option<FieldCode> {
        match self.kind {
            FieldKind::Setting => panel.checks.of(self.key),
            FieldKind::Address => panel.checks.address.get(),
            FieldKind::Client => panel.clients.errors.with(|errors| errors.of(self.key)),
        }
    }
}

/// A field with one control, whose ID is [`FieldRef::id`].
#[component]
pub(crate) fn Field(
    /// The field.
    at: FieldRef,
    /// The help text below the control.
    #[prop(optional)]
    help: Option<Live<Text>>,
    /// Notices and disclosures below the help text.
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

/// The mark of a required setting. Screen readers rely on `aria-required` instead.
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

/// The error message of a setting, if any.
#[component]
pub(crate) fn ErrorText(at: FieldRef) -> impl IntoView {
    let hidden = at.panel.live(move |panel| at.error(panel).is_none());
    let text = at.panel.say_live(move |panel| {
        let code = at.error(panel)?;
        Some(match at.kind {
            FieldKind::Client => Message::client_error(at.key, code),
            FieldKind::Address if code == FieldCode::Format => Message::AddressFormat,
            _ => Message::field_error(at.key, code),
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
