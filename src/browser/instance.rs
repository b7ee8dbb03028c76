//! Tracks which panel the running code belongs to, so that a panic ends one panel and not the page.
//!
//! A panic in WebAssembly stops the code where it is and unwinds nothing: what was borrowed stays borrowed. That
//! panel must not run again, but all others may. Therefore everything that the browser calls (a listener, a timer,
//! a task, an effect) runs on behalf of the panel that created it.

// Only the custom element begins and ends panels itself.
#![cfg_attr(not(feature = "csr"), expect(dead_code))]

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::task::{Context, Poll};

use js_sys::Function;
use leptos::prelude::Owner;

/// A panel, or no panel in particular.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Instance(u32);

struct Alive {
    instance: Instance,
    /// Called when the panel has stopped.
    stopped: Function,
}

thread_local! {
    static RUNNING: Cell<Instance> = const { Cell::new(Instance(0)) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
    static ALIVE: RefCell<Vec<Alive>> = const { RefCell::new(Vec::new()) };
    /// Panels whose code has panicked. They never run again.
    static STOPPED: RefCell<Vec<Instance>> = const { RefCell::new(Vec::new()) };
}

impl Instance {
    /// Creates a panel. `stopped` is called once if its code panics.
    pub(crate) fn begin(stopped: Function) -> Self {
        let number = COUNT.get() + 1;
        COUNT.set(number);
        let instance = Self(number);
        ALIVE.with_borrow_mut(|alive| alive.push(Alive { instance, stopped }));
        instance
    }

    /// The number of panels on the page that came before this one. When a page is reloaded, each panel gets the
    /// same number.
    pub(crate) fn place(self) -> u32 {
        let place = ALIVE.with_borrow(|alive| alive.iter().position(|one| one.instance == self));
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or_default()
    }

    /// The panel has been removed from the page.
    pub(crate) fn end(self) {
        ALIVE.with_borrow_mut(|alive| alive.retain(|one| one.instance != self));
    }

    /// The panel whose code is running.
    pub(crate) fn current() -> Self {
        RUNNING.get()
    }

    /// Whether the panel's code has panicked, so that it must not run again.
    pub(crate) fn has_stopped(self) -> bool {
        STOPPED.with_borrow(|stopped| stopped.contains(&self))
    }

    /// Runs a function on behalf of the panel. Returns `None` if the panel has stopped.
    pub(crate) fn run<T>(self, act: impl FnOnce() -> T) -> Option<T> {
        if self.has_stopped() {
            return None;
        }
        let before = RUNNING.replace(self);
        let done = act();
        RUNNING.set(before);
        Some(done)
    }

    /// Wraps a task so that it runs on behalf of the panel, and never continues once the panel has stopped.
    pub(crate) fn task(self, task: Task) -> Task {
        Box::pin(Named { instance: self, task })
    }

    /// Stops the current panel, because its code has panicked.
    pub(crate) fn stop_current() {
        let instance = Self::current();
        if instance == Self::default() {
            return;
        }
        STOPPED.with_borrow_mut(|stopped| stopped.push(instance));
        // What follows the panic belongs to no panel: the code that would reset this does not continue.
        RUNNING.set(Self::default());
        // The same holds for Leptos: whatever a page creates next would end with the stopped panel.
        Owner::default().set();
        let stopped = ALIVE.with_borrow_mut(|alive| {
            let place = alive.iter().position(|one| one.instance == instance)?;
            Some(alive.remove(place).stopped)
        });
        if let Some(stopped) = stopped {
            let _ = stopped.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    }
}

/// An asynchronous task.
pub(crate) type Task = Pin<Box<dyn Future<Output = ()>>>;

struct Named {
    instance: Instance,
    task: Task,
}

impl Future for Named {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let (instance, task) = (self.instance, &mut self.task);
        instance.run(|| task.as_mut().poll(context)).unwrap_or(Poll::Pending)
    }
}
