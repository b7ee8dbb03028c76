//! What a journey changes about its stage.

use std::fmt::{self, Debug, Formatter};
use std::path::PathBuf;
use std::sync::Arc;

use teamwork_connect_backend::BackendConfig;

use crate::Website;
use crate::engine::Options;

/// Options for a stage: `Setting::default().blocking_popups().play(…)`.
#[derive(Debug, Default)]
pub struct Setting {
    pub(crate) browser: Options,
    pub(crate) backend: BackendChange,
    pub(crate) page: Option<PathBuf>,
}

/// A change of the backend's options. None by default.
#[derive(Clone, Default)]
pub(crate) struct BackendChange(Option<Arc<Change>>);

type Change = dyn Fn(&mut BackendConfig, &Website) + Send + Sync;

impl Setting {
    /// The browser blocks popups without a click, as browsers do without automation.
    #[must_use]
    pub fn blocking_popups(mut self) -> Self {
        self.browser.blocks_popups = true;
        self
    }

    /// Serves the files of this folder instead of the standalone page.
    #[must_use]
    pub fn serving(mut self, folder: impl Into<PathBuf>) -> Self {
        self.page = Some(folder.into());
        self
    }

    /// Changes the backend's options each time it starts. The website is where the page is if the panel is
    /// embedded elsewhere.
    #[must_use]
    pub fn with_backend(
        mut self,
        change: impl Fn(&mut BackendConfig, &Website) + Send + Sync + 'static,
    ) -> Self {
        self.backend = BackendChange(Some(Arc::new(change)));
        self
    }
}

impl BackendChange {
    pub(crate) fn apply(&self, config: &mut BackendConfig, website: &Website) {
        if let Some(change) = &self.0 {
            change(config, website);
        }
    }
}

impl Debug for BackendChange {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("BackendChange")
    }
}
