//! In place of the crate of this name. Leptos depends on it through its server functions, which this
//! component has none of. No linker can drop the real one, because it exports classes to JavaScript: they
//! weigh 3 KB of brotli.
//!
//! What follows is all that `server_fn` calls. A stream made here is empty.

#![forbid(unsafe_code)]

use core::pin::Pin;
use core::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser that nothing can be read from.
#[derive(Debug)]
pub struct ReadableStream(());

impl ReadableStream {
    /// Takes a stream of the browser, and closes it.
    #[must_use]
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        Self(())
    }

    /// Takes a Rust stream, and drops it.
    #[must_use]
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        Self(())
    }

    /// No stream of the browser.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        JsValue::UNDEFINED.unchecked_into()
    }

    /// A stream that ends at once.
    #[must_use]
    pub fn into_stream(self) -> IntoStream {
        IntoStream(())
    }
}

/// A stream that ends at once.
#[derive(Debug)]
pub struct IntoStream(());

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
