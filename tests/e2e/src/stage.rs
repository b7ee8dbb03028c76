//! The environment of one test.

use std::sync::Arc;

use serde_json::json;

use crate::{
    BackendLog, Browser, Caller, Page, Panel, Recorder, SandboxServer, Server, Setting, Website,
    paths,
};

/// The sandbox, server and browser of one test.
#[derive(Debug)]
pub struct Stage {
    /// The stand-in for Teamwork.
    pub sandbox: SandboxServer,
    /// Page and backend.
    pub server: Server,
    /// Another website, for embedding the panel elsewhere.
    pub website: Arc<Website>,
    /// The traffic between page and backend.
    pub recorder: Recorder,
    /// The user's browser.
    pub browser: Browser,
}

impl Stage {
    pub(crate) async fn set_up(setting: Setting) -> Self {
        // Start capturing the log now.
        let _ = BackendLog::get();
        let sandbox = SandboxServer::start();
        let recorder = Recorder::default();
        let website = Arc::new(Website::start());
        let page = setting.page.unwrap_or_else(paths::dist);
        let server = Server::start(
            page,
            sandbox.url(),
            recorder.clone(),
            Arc::clone(&website),
            setting.backend,
        );
        let browser = Browser::start_with(setting.browser).await;
        Self { sandbox, server, website, recorder, browser }
    }

    /// Opens the page, and waits until the panel is ready.
    pub async fn open(&self) -> Panel<'_> {
        self.browser.go(&self.server.url()).await;
        self.ready().await
    }

    /// Reloads the page, and waits until the panel is ready.
    pub async fn reload(&self) -> Panel<'_> {
        self.browser.reload().await;
        self.ready().await
    }

    /// The panel.
    #[must_use]
    pub fn panel(&self) -> Panel<'_> {
        Panel::of(&self.browser)
    }

    /// One of several panels, by a CSS selector. All further actions apply to it.
    pub async fn panel_at(&self, selector: &str) -> Panel<'_> {
        self.browser.script("(window.inQuestion = given[0])", json!([selector])).await;
        self.panel()
    }

    /// The page around the panel.
    #[must_use]
    pub fn page(&self) -> Page<'_> {
        Page::of(&self.browser)
    }

    /// Calls the backend without a browser, in the same account.
    pub async fn caller(&self) -> Caller {
        Caller::sign_in(&self.server.url()).await
    }

    /// The same for a panel that sends a token.
    #[must_use]
    pub fn caller_with(&self, token: &str) -> Caller {
        Caller::with_token(&self.server.url(), token)
    }

    /// The button appears once the configuration is loaded.
    async fn ready(&self) -> Panel<'_> {
        self.browser.element("probe.button(given[0])", json!(["Test connection"])).await;
        self.panel()
    }
}
