//! Code that runs again when what it read has changed.

use leptos::prelude::RenderEffect;
use send_wrapper::SendWrapper;

use crate::browser::instance::Instance;

/// Runs code now, and again whenever something that it read has changed, until it is dropped.
///
/// It runs on behalf of the panel that created it. The code is boxed, so that all watches share one effect type.
pub(crate) struct Watch(
    #[expect(dead_code, reason = "kept to be dropped")] SendWrapper<RenderEffect<()>>,
);

impl Watch {
    pub(crate) fn new(mut run: Box<dyn FnMut()>) -> Self {
        let instance = Instance::current();
        Self(SendWrapper::new(RenderEffect::new(move |_| {
            instance.run(&mut run);
        })))
    }
}
