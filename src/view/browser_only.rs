//! Views that exist only in a browser.

use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;

use super::{Built, Erase};

/// The only child of an element. A server leaves it out, and it is built when the element is hydrated.
pub(crate) struct BrowserOnly(SendWrapper<Box<dyn FnOnce() -> Built>>);

impl BrowserOnly {
    pub(crate) fn new<V>(view: impl FnOnce() -> V + 'static) -> Self
    where
        V: Render<State: 'static>,
    {
        Self(SendWrapper::new(Box::new(move || view().erase())))
    }
}

impl Render for BrowserOnly {
    type State = Built;

    fn build(self) -> Built {
        self.0.take()()
    }

    fn rebuild(self, state: &mut Built) {
        self.build().rebuild(state);
    }
}

impl AddAnyAttr for BrowserOnly {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}

impl RenderHtml for BrowserOnly {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, _: &PositionState) -> Built {
        // The server has left the element empty, and the cursor is still at it.
        let view = self.build();
        view.insert(&cursor.current(), None);
        view
    }

    fn into_owned(self) -> Self {
        self
    }
}
