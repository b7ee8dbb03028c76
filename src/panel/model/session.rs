//! The state of the panel's communication with the backend.

use std::cell::Cell;

use teamwork_connect_core::wire::{Capability, Config, TestReport};

use super::Banner;
use crate::view::Tracked;

/// The backend's configuration, the operation in progress, and the outcome of the last one.
#[derive(Default)]
pub(crate) struct Session {
    /// The backend's configuration, once it is loaded.
    pub(crate) config: Tracked<Option<Config>>,
    /// The operation in progress.
    pub(crate) busy: Tracked<Option<Busy>>,
    /// The message to show.
    pub(crate) banner: Tracked<Option<Banner>>,
    /// The report of the last connection test, if the settings have not changed since.
    pub(crate) report: Tracked<Option<TestReport>>,
    /// The question in the dialog.
    pub(crate) question: Tracked<Option<Question>>,
    generation: Cell<Generation>,
    tests: Cell<u32>,
}

/// An operation in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    Loading,
    Saving,
    /// The number identifies the test.
    Testing(u32),
    /// Testing before a save.
    TestingFirst(u32),
}

/// A question in the dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    Discard(Leaving),
    /// Whether to save although the test failed or could not run.
    SaveAnyway {
        authorize: bool,
        tested: bool,
    },
}

/// Where the user is going when leaving unsaved changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Leaving {
    /// The client dialog.
    Client,
    Cancel,
    /// The page wants to close the panel.
    Close,
    Open(Option<String>),
}

/// Distinguishes requests made before a change of connection from later ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Generation(u32);

impl Session {
    /// Whether the backend has a capability, as far as is known.
    pub(crate) fn offers(&self, capability: Capability) -> bool {
        self.config.with(|config| config.as_ref().is_some_and(|config| config.offers(capability)))
    }

    /// The redirect URI to register with Teamwork.
    pub(crate) fn redirect_uri(&self) -> Option<String> {
        self.config.with(|config| config.as_ref()?.redirect_uri.clone())
    }

    /// Whether an operation is in progress.
    pub(crate) fn is_busy(&self) -> bool {
        self.busy.with_untracked(Option::is_some)
    }

    /// Starts a test of this kind.
    pub(crate) fn begin_test(&self, kind: fn(u32) -> Busy) -> Busy {
        let number = self.tests.get().wrapping_add(1);
        self.tests.set(number);
        let busy = kind(number);
        self.busy.set(Some(busy));
        busy
    }

    /// The generation of requests made now.
    pub(crate) fn generation(&self) -> Generation {
        self.generation.get()
    }

    /// Starts a new generation: later requests are about another connection.
    pub(crate) fn begin_generation(&self) {
        self.generation.set(Generation(self.generation.get().0.wrapping_add(1)));
    }
}
