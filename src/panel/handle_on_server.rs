//! The handle on a server, where there is no panel.

use std::future::{Ready, ready};

use teamwork_connect_core::Draft;
use teamwork_connect_core::wire::TestReport;

use super::outcomes::{PanelError, SavedConnection};

/// Gives access to a [`ConnectionPanel`](super::ConnectionPanel) from outside, once the page is hydrated. On a
/// server, calls do nothing or fail with [`ResultCode::NotFound`](teamwork_connect_core::ResultCode::NotFound).
#[derive(Clone, Copy, Default)]
pub struct PanelHandle(());

impl PanelHandle {
    /// Creates a handle without a panel.
    #[must_use]
    pub fn new() -> Self {
        Self(())
    }

    /// Saves as the button does.
    ///
    /// # Errors
    ///
    /// Always fails, because there is no panel.
    pub fn save(self) -> impl Future<Output = Result<SavedConnection, PanelError>> + use<> {
        no_panel()
    }

    /// Tests the current settings.
    ///
    /// # Errors
    ///
    /// Always fails, because there is no panel.
    pub fn test(self) -> impl Future<Output = Result<TestReport, PanelError>> + use<> {
        no_panel()
    }

    /// Discards unsaved changes.
    ///
    /// # Errors
    ///
    /// Always fails, because there is no panel.
    pub fn reset(self) -> impl Future<Output = Result<(), PanelError>> + use<> {
        no_panel()
    }

    /// Whether there are unsaved changes. Always `false` without a panel.
    #[must_use]
    pub fn is_dirty(self) -> bool {
        false
    }

    /// Asks whether the panel may be closed.
    ///
    /// # Errors
    ///
    /// Always fails, because there is no panel.
    pub fn request_close(self) -> impl Future<Output = Result<bool, PanelError>> + use<> {
        no_panel()
    }

    /// Switches to another connection, or to a new one.
    pub fn open(self, _: Option<String>) {}

    /// The current settings. Always `None` without a panel.
    #[must_use]
    pub fn value(self) -> Option<Draft> {
        None
    }

    /// Replaces the current settings.
    pub fn set_value(self, _: Draft) {}
}

fn no_panel<T>() -> Ready<Result<T, PanelError>> {
    ready(Err(PanelError::no_panel()))
}
