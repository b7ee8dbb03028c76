//! An element in the document, from a user's point of view.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::api::api;
use super::dom::{accessible_text, all, all_in, by_id, text_of, visible};
use super::field::{FIELDS, Field};
use super::gestures::press;
use super::{next_frame, settled};

/// How many frames a test waits for a condition before it fails.
const PATIENCE: u32 = 240;

/// A `<teamwork-connect>` in the document.
pub(crate) struct Panel {
    pub(crate) element: HtmlElement,
}

/// The error summary.
#[derive(Debug)]
pub(crate) struct Summary {
    pub(crate) element: HtmlElement,
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
}

impl Panel {
    /// Opens the help and the HTTP settings, whose content is built on demand.
    pub(crate) async fn open_disclosures(&self) {
        for summary in self.all("details:not([open]) > summary") {
            summary.click();
        }
        settled().await;
    }

    /// Puts an element with these attributes on the page.
    pub(crate) fn open(attributes: &[(&str, &str)]) -> Self {
        api().define();
        let document = document();
        let element = document.create_element("teamwork-connect").unwrap();
        element.set_attribute("backend", "/api").unwrap();
        for (name, value) in attributes {
            element.set_attribute(name, value).unwrap();
        }
        document.body().unwrap().append_child(&element).unwrap();
        Self { element: element.unchecked_into() }
    }

    /// Removes every element from the page.
    pub(super) fn remove_all() {
        let elements = document().query_selector_all("teamwork-connect, .component").unwrap();
        for place in 0..elements.length() {
            elements.get(place).unwrap().unchecked_into::<Element>().remove();
        }
    }

    pub(crate) fn root(&self) -> ShadowRoot {
        self.element.shadow_root().unwrap()
    }

    /// All elements that match a selector.
    pub(crate) fn all(&self, selector: &str) -> Vec<HtmlElement> {
        all(&self.root(), selector)
    }

    /// The texts of the visible, non-empty elements that match a selector.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let shown = self.all(selector).into_iter().filter(|element| visible(element));
        shown.map(|element| text_of(&element)).filter(|text| !text.is_empty()).collect()
    }

    /// All fields, in page order, including hidden ones.
    pub(crate) fn fields(&self) -> Vec<Field> {
        self.all(FIELDS).into_iter().map(|control| Field::new(self.root(), control)).collect()
    }

    /// The accessible names of all fields.
    pub(crate) fn labels(&self) -> Vec<String> {
        self.fields().iter().map(Field::name).collect()
    }

    /// The field with this label.
    pub(crate) fn field(&self, label: &str) -> Field {
        let field = self.fields().into_iter().find(|field| field.name() == label);
        field.unwrap_or_else(|| panic!("no field {label}: {:?}", self.labels()))
    }

    /// The text below this label, if there is nothing to choose.
    pub(crate) fn fixed(&self, label: &str) -> Option<String> {
        let values = self.all("[part~=value]").into_iter();
        let mut under = values.filter(|value| {
            let label_of = value.previous_element_sibling().unwrap().unchecked_into();
            text_of(&label_of) == label
        });
        under.next().map(|value| text_of(&value))
    }

    /// Types or selects in fields, one after the other, skipping those that are shown as text.
    pub(crate) async fn fill(&self, values: &[(&str, &str)]) {
        for (label, value) in values {
            if self.fixed(label).as_deref() != Some(value) {
                self.field(label).set(value).await;
            }
        }
    }

    /// The visible buttons (and links that act as buttons) with this text.
    pub(crate) fn buttons(&self, text: &str) -> Vec<HtmlElement> {
        let buttons = self.all("button").into_iter();
        buttons.filter(|button| visible(button) && accessible_text(button) == text).collect()
    }

    /// The button with this text.
    pub(crate) fn button(&self, text: &str) -> HtmlElement {
        let buttons = self.buttons(text);
        assert_eq!(buttons.len(), 1, "buttons {text}, among {:?}", self.texts("button"));
        buttons[0].clone()
    }

    /// Clicks a button and waits for the UI to settle.
    pub(crate) async fn press(&self, text: &str) {
        press(&self.button(text));
        settled().await;
    }

    /// The error summary, if it is shown.
    pub(crate) fn summary(&self) -> Option<Summary> {
        let element = self.all("[part~=summary]").into_iter().next()?;
        let title = by_id(&self.root(), &element.get_attribute("aria-labelledby")?)?;
        Some(Summary {
            title: text_of(&title),
            lines: all_in(&element, "li").iter().map(|line| text_of(line)).collect(),
            element,
        })
    }

    /// The messages about the whole connection, without the text of their buttons.
    pub(crate) fn banners(&self) -> Vec<String> {
        self.texts("[part~=banner]")
    }

    /// The title.
    pub(crate) fn title(&self) -> String {
        self.texts("[role=heading]").join(" ")
    }

    /// The focused element inside the element.
    pub(crate) fn focused(&self) -> Option<HtmlElement> {
        self.root().active_element()?.dyn_into().ok()
    }

    /// Whether this element has the focus.
    pub(crate) fn has_focus(&self, element: &HtmlElement) -> bool {
        self.focused().as_ref() == Some(element)
    }

    /// Waits for something that depends on the browser's timing.
    pub(crate) async fn until(&self, what: &str, seen: impl Fn() -> bool) {
        for _ in 0..PATIENCE {
            if seen() {
                return;
            }
            next_frame().await;
        }
        panic!("timed out waiting until {what}; on the page: {}", text_of(&self.root()));
    }
}

fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}
