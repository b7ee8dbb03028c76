//! Settings with a few choices: radio buttons with help text.

use std::rc::Rc;

use leptos::ev::Event;
use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::field::{ErrorText, Star};
use super::{FieldRef, Icon, IconKind, ValueOr};
use crate::panel::state::{Panel, PanelRef};
use crate::text::Message;
use crate::view::{Built, Erase, Fixed, Item, part};

/// One of the possible values.
#[derive(Clone, Copy)]
pub(crate) struct Choice {
    /// The wire name.
    pub(crate) value: &'static str,
    pub(crate) title: Message,
    pub(crate) help: ChoiceHelp,
    pub(crate) icon: Option<IconKind>,
}

/// The explanation of a value.
#[derive(Clone, Copy)]
pub(crate) enum ChoiceHelp {
    /// Text.
    Words(Message),
    /// The ending of the URLs that it produces.
    Address(&'static str),
}

/// A group of radio buttons, each with a title and a line of help; shown as cards if they have icons. If there is
/// nothing to choose, shows the one value as text.
#[component]
pub(crate) fn Choices(
    panel: PanelRef,
    /// The setting.
    key: Key,
    /// The possible choices. Only those that are offered are shown.
    choices: &'static [Choice],
    /// Called with the selected value.
    choose: fn(&Rc<Panel>, &'static str),
) -> impl IntoView {
    let title = panel.say_live(move |panel| {
        let chosen = choices.iter().find(|choice| panel.form.is(key, choice.value));
        Some(chosen?.title)
    });
    view! {
        <ValueOr
            at=FieldRef::setting(panel, key)
            fixed=panel.live(move |panel| panel.form.is_fixed(key))
            value=title
        >
            <Group panel key choices choose />
        </ValueOr>
    }
    .erase()
}

#[component]
fn Group(
    panel: PanelRef,
    key: Key,
    choices: &'static [Choice],
    choose: fn(&Rc<Panel>, &'static str),
) -> impl IntoView {
    let at = FieldRef::setting(panel, key);
    let label = panel.id(&format!("{key}-label"));
    let label_id = label.clone();
    let cards = choices.iter().any(|choice| choice.icon.is_some());
    let options = panel.each(move |now| {
        let offered = choices.iter().filter(|choice| now.form.is_option(key, choice.value));
        let option = |(place, choice): (usize, &Choice)| {
            // The error summary links to the first button of the group.
            let (first, choice) = (place == 0, *choice);
            let view = move || view! { <Choose panel key first choice choose /> };
            Item::new(format!("{} {first}", choice.value), view)
        };
        offered.enumerate().map(option).collect()
    });
    view! {
        <fieldset
            class=part("field").when("wrong", at.wrong())
            role="radiogroup"
            {..at.described(false)}
            aria-labelledby=label_id
        >
            <legend class=part("label")>
                <span id=label>{at.label()}</span>
                <Star at />
            </legend>
            <div class=part(if cards { "choices cards" } else { "choices" })>{options}</div>
            <ErrorText at />
        </fieldset>
    }
    .erase()
}

/// One radio button.
#[component]
fn Choose(
    panel: PanelRef,
    key: Key,
    /// Whether it is the first in the group.
    first: bool,
    choice: Choice,
    choose: fn(&Rc<Panel>, &'static str),
) -> impl IntoView {
    let Choice { value, title, help, icon } = choice;
    let id = match first {
        true => panel.id(key.as_str()),
        false => panel.id(&format!("{key}-{value}")),
    };
    let [title_id, help_id] = ["title", "help"].map(|it| Fixed::from(format!("{id}-{it}")));
    let chosen = || panel.live(move |panel| panel.form.is(key, value));
    let change = panel.on(move |panel, _: Event| choose(panel, value));
    view! {
        <label class=part("choice").when("chosen", chosen())>
            <input
                class=part("radio")
                type="radio"
                id=id
                name=panel.id(&format!("{key}-group"))
                value=value
                aria-labelledby=title_id.clone()
                aria-describedby=help_id.clone()
                prop:checked=chosen()
                on:change=change
            />
            {icon.map(|kind| view! { <Icon kind /> })}
            <span class=part("choice-title") id=title_id>
                {panel.say(title)}
            </span>
            <span class=part("choice-help") id=help_id>
                {help_text(panel, help)}
            </span>
        </label>
    }
    .erase()
}

fn help_text(panel: PanelRef, help: ChoiceHelp) -> Built {
    match help {
        ChoiceHelp::Words(message) => panel.say(message).erase(),
        // Allow a line break between the parts of the URL, which reads better than one within a word.
        ChoiceHelp::Address(suffix) => view! {
            <span dir="ltr" translate="no">"https://" <wbr /> {panel.say(Message::RegionCompany)} <wbr /> {suffix}</span>
        }
        .erase(),
    }
}
