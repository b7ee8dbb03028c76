//! What goes on between the panel and the backend.

use std::cell::Cell;

use teamwork_connect_core::wire::{Capability, Config, TestReport};

use super::Banner;
use crate::view::Tracked;

/// What the backend offers, what is under way, and how the last thing ended.
#[derive(Default)]
pub(crate) struct Session {
    /// What the backend offers, once it has told.
    pub(crate) config: Tracked<Option<Config>>,
    /// What takes time.
    pub(crate) busy: Tracked<Option<Busy>>,
    /// What there is to say.
    pub(crate) banner: Tracked<Option<Banner>>,
    /// How the last test of the present settings ended.
    pub(crate) report: Tracked<Option<TestReport>>,
    /// What the user is asked in a dialog.
    pub(crate) question: Tracked<Option<Question>>,
    generation: Cell<Generation>,
    tests: Cell<u32>,
}

/// What takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    Loading,
    Saving,
    /// The number tells a test from others.
    Testing(u32),
    /// Testing what is saved after that.
    TestingFirst(u32),
}

/// What the user is asked in a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    Discard(Leaving),
    /// Whether to save what a test has failed of, or what could not be tested.
    SaveAnyway {
        authorize: bool,
        tested: bool,
    },
}

/// Where unsaved changes would be left for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Leaving {
    /// The dialog for a client.
    Client,
    Cancel,
    /// The page wants to close the panel.
    Close,
    Open(Option<String>),
}

/// Tells requests before a change of connection from those after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Generation(u32);

impl Session {
    /// Whether the backend offers this, as far as it has told.
    pub(crate) fn offers(&self, capability: Capability) -> bool {
        self.config.with(|config| config.as_ref().is_some_and(|config| config.offers(capability)))
    }

    /// Where Teamwork sends the browser back to.
    pub(crate) fn redirect_uri(&self) -> Option<String> {
        self.config.with(|config| config.as_ref()?.redirect_uri.clone())
    }

    /// Whether something is under way.
    pub(crate) fn is_busy(&self) -> bool {
        self.busy.with_untracked(Option::is_some)
    }

    /// Begins a test of this kind.
    pub(crate) fn begin_test(&self, kind: fn(u32) -> Busy) -> Busy {
        let number = self.tests.get().wrapping_add(1);
        self.tests.set(number);
        let busy = kind(number);
        self.busy.set(Some(busy));
        busy
    }

    /// The generation that a request belongs to.
    pub(crate) fn generation(&self) -> Generation {
        self.generation.get()
    }

    /// What is asked for from now on is about another connection.
    pub(crate) fn begin_generation(&self) {
        self.generation.set(Generation(self.generation.get().0.wrapping_add(1)));
    }
}
