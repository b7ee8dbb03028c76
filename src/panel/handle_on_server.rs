//! The handle where there is no panel to reach.

use std::future::{Ready, ready};

use teamwork_connect_core::Draft;
use teamwork_connect_core::wire::TestReport;

use super::outcomes::{PanelError, SavedConnection};

/// Reaches a [`ConnectionPanel`](super::ConnectionPanel) from outside, once the page is hydrated. On a server calls do
/// nothing, or fail with [`ResultCode::NotFound`](teamwork_connect_core::ResultCode::NotFound).
#[derive(Clone, Copy, Default)]
pub struct PanelHandle(());

impl PanelHandle {
    /// A handle to no panel yet.
    #[must_use]
    pub fn new() -> Self {
        Self(())
    }

    /// Saves as the button does.
    ///
    /// # Errors
    /// There is no panel.
    pub fn save(self) -> impl Future<Output = Result<SavedConnection, PanelError>> + use<> {
        no_panel()
    }

    /// Tests the settings as they are.
    ///
    /// # Errors
    /// There is no panel.
    pub fn test(self) -> impl Future<Output = Result<TestReport, PanelError>> + use<> {
        no_panel()
    }

    /// Discards what was typed, without asking.
    ///
    /// # Errors
    /// There is no panel.
    pub fn reset(self) -> impl Future<Output = Result<(), PanelError>> + use<> {
        no_panel()
    }

    /// Whether leaving would lose something: nothing, without a panel.
    #[must_use]
    pub fn is_dirty(self) -> bool {
        false
    }

    /// Asks whether the panel may be closed.
    ///
    /// # Errors
    /// There is no panel.
    pub fn request_close(self) -> impl Future<Output = Result<bool, PanelError>> + use<> {
        no_panel()
    }

    /// Goes on to another connection, or to a new one.
    pub fn open(self, _: Option<String>) {}

    /// What is chosen and typed: nothing, without a panel.
    #[must_use]
    pub fn value(self) -> Option<Draft> {
        None
    }

    /// Puts a draft in place of what is chosen and typed.
    pub fn set_value(self, _: Draft) {}
}

fn no_panel<T>() -> Ready<Result<T, PanelError>> {
    ready(Err(PanelError::no_panel()))
}
