//! Which panel the running code belongs to, so that a panic ends one panel and not the page.
//!
//! A panic in WebAssembly stops the code where it is and unwinds nothing: what was borrowed stays
//! borrowed. A panel in which that happened must not run again, and all others may. So everything that the
//! browser calls, be it a listener, a timer, a task or an effect, runs in the name of the panel that began
//! it.

// Only the element begins and ends panels of its own.
#![cfg_attr(not(feature = "csr"), expect(dead_code))]

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::task::{Context, Poll};

use js_sys::Function;
use leptos::prelude::Owner;

/// One panel, or none in particular.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Instance(u32);

struct Alive {
    instance: Instance,
    /// Told that the panel has stopped.
    stopped: Function,
}

thread_local! {
    static RUNNING: Cell<Instance> = const { Cell::new(Instance(0)) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
    static ALIVE: RefCell<Vec<Alive>> = const { RefCell::new(Vec::new()) };
    /// Panels in which code has panicked, and which never run again.
    static STOPPED: RefCell<Vec<Instance>> = const { RefCell::new(Vec::new()) };
}

impl Instance {
    /// A new panel. `stopped` is called once should its code panic.
    pub(crate) fn begin(stopped: Function) -> Self {
        let number = COUNT.get() + 1;
        COUNT.set(number);
        let instance = Self(number);
        ALIVE.with_borrow_mut(|alive| alive.push(Alive { instance, stopped }));
        instance
    }

    /// How many of the panels on the page came before this one. A page that is loaded again has the same
    /// panels in the same places.
    pub(crate) fn place(self) -> u32 {
        let place = ALIVE.with_borrow(|alive| alive.iter().position(|one| one.instance == self));
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or_default()
    }

    /// The panel has been taken off the page.
    pub(crate) fn end(self) {
        ALIVE.with_borrow_mut(|alive| alive.retain(|one| one.instance != self));
    }

    /// The panel whose code is running.
    pub(crate) fn current() -> Self {
        RUNNING.get()
    }

    /// Whether code of the panel has panicked, so that none may run again.
    pub(crate) fn has_stopped(self) -> bool {
        STOPPED.with_borrow(|stopped| stopped.contains(&self))
    }

    /// Runs something in the name of the panel, or gives `None` where the panel has stopped.
    pub(crate) fn run<T>(self, act: impl FnOnce() -> T) -> Option<T> {
        if self.has_stopped() {
            return None;
        }
        let before = RUNNING.replace(self);
        let done = act();
        RUNNING.set(before);
        Some(done)
    }

    /// A task that runs in the name of the panel, and never goes on once the panel has stopped.
    pub(crate) fn task(self, task: Task) -> Task {
        Box::pin(Named { instance: self, task })
    }

    /// Code of the panel that is running has panicked.
    pub(crate) fn stop_current() {
        let instance = Self::current();
        if instance == Self::default() {
            return;
        }
        STOPPED.with_borrow_mut(|stopped| stopped.push(instance));
        // What follows the panic is nobody's: the code that would say so does not go on.
        RUNNING.set(Self::default());
        // That is so for Leptos, too: what a page makes next would end with the panel that has stopped.
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

/// What takes time.
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
