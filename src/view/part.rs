//! The `class` attribute of the panel's elements.

use leptos::tachys::html::class::IntoClass;
use web_sys::Element;

use super::{Live, Watch};

/// The prefix of every class, so that a panel outside a shadow root does not affect the page.
const PREFIX: &str = "tc-";

/// The classes of an element. Each is also a part name, which lets a page style it with `::part()`.
#[derive(Clone)]
pub(crate) struct Part {
    names: &'static str,
    conditions: Option<Box<Conditions>>,
}

type Conditions = Vec<(&'static str, Live<bool>)>;

/// The classes of an element, without the prefix and separated by spaces: `class=part("button primary")`.
pub(crate) fn part(names: &'static str) -> Part {
    Part { names, conditions: None }
}

impl Part {
    /// Adds a class that is present while a condition is true.
    pub(crate) fn when(mut self, name: &'static str, condition: Live<bool>) -> Self {
        self.conditions.get_or_insert_default().push((name, condition));
        self
    }

    /// Restores a class that something else removed.
    pub(crate) fn restore(name: &str, element: &Element) {
        let (class, classes) = (format!("{PREFIX}{name}"), element.class_list());
        if !classes.contains(&class) {
            let _ = classes.add_1(&class);
        }
    }

    fn show(names: &str, element: &Element) {
        let mut classes = String::new();
        for name in names.split(' ') {
            if !classes.is_empty() {
                classes.push(' ');
            }
            classes.push_str(PREFIX);
            classes.push_str(name);
        }
        let _ = element.set_attribute("class", &classes);
        let _ = element.set_attribute("part", names);
    }

    fn follow(names: &'static str, conditions: Conditions, element: &Element) -> Watch {
        let element = element.clone();
        let mut shown = String::new();
        Watch::new(Box::new(move || {
            let mut now = names.to_owned();
            for (name, condition) in &conditions {
                // Read all of them, so that all are tracked.
                if condition.read() == Some(true) {
                    now.push(' ');
                    now.push_str(name);
                }
            }
            if now != shown {
                Self::show(&now, &element);
                shown = now;
            }
        }))
    }
}

impl IntoClass for Part {
    type AsyncOutput = Self;
    type State = Option<Watch>;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        self.names.len() + PREFIX.len()
    }

    fn to_html(self, class: &mut String) {
        for name in self.names.split(' ') {
            class.push(' ');
            class.push_str(PREFIX);
            class.push_str(name);
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Option<Watch> {
        if FROM_SERVER && self.conditions.is_none() {
            // The server has rendered them, perhaps with classes of the app.
            return None;
        }
        self.build(element)
    }

    fn build(self, element: &Element) -> Option<Watch> {
        let Self { names, conditions } = self;
        match conditions {
            Some(conditions) => Some(Self::follow(names, *conditions, element)),
            None => {
                Self::show(names, element);
                None
            }
        }
    }

    fn rebuild(self, _: &mut Option<Watch>) {}

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn reset(_: &mut Option<Watch>) {}
}
