//! What one journey changes about its stage.

use std::fmt::{self, Debug, Formatter};
use std::path::PathBuf;
use std::sync::Arc;

use teamwork_connect_backend::BackendConfig;

use crate::Website;
use crate::engine::Options;

/// A stage that is not quite as usual: `Setting::default().blocking_popups().play(…)`.
#[derive(Debug, Default)]
pub struct Setting {
    pub(crate) browser: Options,
    pub(crate) backend: BackendChange,
    pub(crate) page: Option<PathBuf>,
}

/// A change of what the backend is told when it starts. None by default.
#[derive(Clone, Default)]
pub(crate) struct BackendChange(Option<Arc<Change>>);

type Change = dyn Fn(&mut BackendConfig, &Website) + Send + Sync;

impl Setting {
    /// The browser blocks windows that no click asked for, as browsers do when nobody automates them.
    #[must_use]
    pub fn blocking_popups(mut self) -> Self {
        self.browser.blocks_popups = true;
        self
    }

    /// Another page is served in place of the standalone one: the files of a folder.
    #[must_use]
    pub fn serving(mut self, folder: impl Into<PathBuf>) -> Self {
        self.page = Some(folder.into());
        self
    }

    /// The backend is told something else, each time that it starts. The website is where the page is, should
    /// the panel be embedded elsewhere.
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
