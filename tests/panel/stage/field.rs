//! A setting in the panel, from a user's point of view.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement, ShadowRoot};

use super::dom::{accessible_text, all, all_in, by_id, named_by, text_of, visible};
use super::gestures::{finish, paste, pick, press, type_text};
use super::settled;

/// The controls of fields: text fields, selects, and groups of radio buttons.
pub(super) const FIELDS: &str = "input:not([type=radio]), select, [role=radiogroup]";

/// A field.
pub(crate) struct Field {
    root: ShadowRoot,
    /// The control, or the group of radio buttons.
    pub(crate) control: HtmlElement,
}

impl Field {
    pub(super) fn new(root: ShadowRoot, control: HtmlElement) -> Self {
        Self { root, control }
    }

    /// The accessible name.
    pub(crate) fn name(&self) -> String {
        name_of(&self.root, &self.control)
    }

    /// The visible label, including what is hidden from screen readers.
    pub(crate) fn label(&self) -> HtmlElement {
        let around = self.control.closest("[part~=field]").unwrap().unwrap();
        let labels = all_in(&around, "[part~=label]");
        assert_eq!(labels.len(), 1, "one label a field");
        labels[0].clone()
    }

    /// Whether there is a star that marks the field as required, only visually.
    pub(crate) fn has_star(&self) -> bool {
        let seen = text_of(&self.label());
        let heard = accessible_text(&self.label());
        assert!(!heard.contains('*'), "the star is exposed: {heard}");
        seen.strip_suffix('*').map(str::trim_end) == Some(&heard)
    }

    /// Whether it is exposed as required.
    pub(crate) fn is_required(&self) -> bool {
        self.control.get_attribute("aria-required").as_deref() == Some("true")
    }

    /// Whether it is marked as invalid.
    pub(crate) fn is_invalid(&self) -> bool {
        self.control.get_attribute("aria-invalid").as_deref() == Some("true")
    }

    /// The error message at the field, which must be exposed to screen readers as well.
    pub(crate) fn error(&self) -> Option<String> {
        let around = self.control.closest("[part~=field]").unwrap().unwrap();
        let shown: Vec<_> =
            all_in(&around, "[part~=error]").into_iter().filter(|error| visible(error)).collect();
        assert!(shown.len() <= 1, "one message a field");
        assert_eq!(!shown.is_empty(), self.is_invalid(), "aria-invalid of {}", self.name());
        let error = shown.first()?;
        let described = named_by(&self.root, &self.control, "aria-describedby");
        assert!(described.contains(error), "aria-describedby of {}", self.name());
        Some(text_of(error))
    }

    /// Its accessible description, including the error.
    pub(crate) fn description(&self) -> String {
        let parts = named_by(&self.root, &self.control, "aria-describedby");
        parts.iter().map(|part| text_of(part)).collect::<Vec<_>>().join(" ")
    }

    /// The notices at the field, without the text of their buttons.
    pub(crate) fn notices(&self) -> Vec<String> {
        let around = self.control.closest("[part~=field]").unwrap().unwrap();
        let notices =
            all_in(&around, "[part~=notice] > .tc-grow, [part~=notice]:not(:has(.tc-grow))");
        let shown = notices.iter().filter(|notice| visible(notice));
        shown.map(|notice| text_of(notice)).filter(|text| !text.is_empty()).collect()
    }

    /// All visible text around it.
    pub(crate) fn surroundings(&self) -> String {
        text_of(&self.control.closest("[part~=field]").unwrap().unwrap())
    }

    /// The value; for radio buttons and selects, the text of the selected choice.
    pub(crate) fn value(&self) -> String {
        if let Some(input) = self.control.dyn_ref::<HtmlInputElement>() {
            return input.value();
        }
        if let Some(select) = self.control.dyn_ref::<HtmlSelectElement>() {
            let place = u32::try_from(select.selected_index()).unwrap();
            return text_of(&select.options().item(place).unwrap());
        }
        let checked = self.radios().into_iter().find(HtmlInputElement::checked);
        checked.map_or_else(String::new, |radio| name_of(&self.root, &radio))
    }

    /// The text of all choices.
    pub(crate) fn options(&self) -> Vec<String> {
        match self.control.dyn_ref::<HtmlSelectElement>() {
            Some(select) => {
                self.select_options(select).iter().map(|option| text_of(option)).collect()
            }
            None => self.radios().iter().map(|radio| name_of(&self.root, radio)).collect(),
        }
    }

    /// The radio button with this text.
    pub(crate) fn choice(&self, words: &str) -> HtmlInputElement {
        let radios = self.radios();
        let radio = radios.into_iter().find(|radio| name_of(&self.root, radio) == words);
        radio.unwrap_or_else(|| {
            panic!("{} has no choice {words}: {:?}", self.name(), self.options())
        })
    }

    fn radios(&self) -> Vec<HtmlInputElement> {
        let inputs = all_in(&self.control, "input[type=radio]");
        inputs.into_iter().map(JsCast::unchecked_into).collect()
    }

    fn select_options(&self, select: &HtmlSelectElement) -> Vec<HtmlOptionElement> {
        all_in(select, "option").into_iter().map(JsCast::unchecked_into).collect()
    }

    /// Types or selects, and leaves the field.
    pub(crate) async fn set(&self, text: &str) {
        if let Some(select) = self.control.dyn_ref::<HtmlSelectElement>() {
            let options = self.select_options(select);
            let option =
                options.iter().find(|option| text_of(option) == text || option.value() == text);
            let value = option.map(HtmlOptionElement::value);
            pick(
                &self.control,
                &value.unwrap_or_else(|| panic!("no option {text}: {:?}", self.options())),
            );
        } else if self.control.has_type::<HtmlInputElement>() {
            type_text(&self.control, text);
            settled().await;
            finish(&self.control);
        } else {
            press(&self.choice(text));
        }
        settled().await;
    }

    /// Types, and stays in the field.
    pub(crate) async fn type_text(&self, text: &str) {
        type_text(&self.control, text);
        settled().await;
    }

    /// Pastes, and stays in the field.
    pub(crate) async fn paste(&self, text: &str) {
        paste(&self.control, text);
        settled().await;
    }

    /// Leaves the field after a change.
    pub(crate) async fn finish(&self) {
        finish(&self.control);
        settled().await;
    }
}

/// The accessible name of a control, by the two ways that the panel uses.
pub(super) fn name_of(root: &ShadowRoot, control: &HtmlElement) -> String {
    let labeled = named_by(root, control, "aria-labelledby");
    if !labeled.is_empty() {
        return labeled.iter().map(|label| accessible_text(label)).collect::<Vec<_>>().join(" ");
    }
    let labels = all(root, "label[for]");
    let own = labels.iter().find(|label| {
        let named = by_id(root, &label.get_attribute("for").unwrap_or_default());
        named.as_ref() == Some(control)
    });
    own.map_or_else(String::new, |label| accessible_text(label))
}
