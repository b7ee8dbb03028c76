//! The changing parts of views, in as few types as possible.
//!
//! Leptos makes code of its own for every closure in a view: 1 to 2 KB of wasm each. Behind these
//! boxes, closures of the same result share that code, which halves the component (see the size budget).

use super::piece::Piece;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A function whose result is on the page, and follows the signals that it reads.
pub(super) type Dynamic<T> = Box<dyn FnMut() -> T + Send>;

/// A text.
pub(super) fn text<T: Into<String>>(text: impl Fn() -> T + Send + 'static) -> Dynamic<String> {
    Box::new(move || text().into())
}

/// An attribute, which is absent when there is nothing to say.
pub(super) fn attribute<T: Into<String>>(
    value: impl Fn() -> Option<T> + Send + 'static,
) -> Dynamic<Option<String>> {
    Box::new(move || value().map(Into::into))
}

/// A class or property that is there or not.
pub(super) fn flag(flag: impl Fn() -> bool + Send + 'static) -> Dynamic<bool> {
    Box::new(flag)
}

/// A part of the view that may not be there.
pub(super) type Part = Dynamic<Option<Piece>>;

/// A part of the view that is made anew when a signal it reads changes.
pub(super) fn part(view: impl Fn() -> Option<Piece> + Send + 'static) -> Part {
    Box::new(view)
}

/// As [`part`], for several pieces in a row.
pub(super) fn parts(view: impl Fn() -> Vec<Piece> + Send + 'static) -> Dynamic<Vec<Piece>> {
    Box::new(view)
}

/// A part of the view that is there while a condition holds, and stays as it is as long as it does.
pub(super) fn shown(when: Memo<bool>, view: impl Fn() -> Piece + Send + 'static) -> Part {
    part(move || when.get().then(|| untrack(&view)))
}

/// What a press does.
pub(super) fn press(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}
