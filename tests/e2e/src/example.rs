//! An example, as served by `cargo xtask serve --example`.

use std::path::PathBuf;

use tokio::runtime::Builder;

use crate::play::watched;
use crate::{Browser, Caller, Page, Panel, Popup};

/// A served example, and a browser to visit it.
#[derive(Debug)]
pub struct Example {
    /// The browser.
    pub browser: Browser,
    url: String,
}

impl Example {
    /// Visits the example served at `EXAMPLE_URL`. Failures leave the same artifacts as in [`play`](crate::play),
    /// and the console is checked the same way at the end.
    pub fn visit(journey: impl AsyncFnOnce(&Self)) {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let example =
                Self { browser: Browser::start().await, url: from_environment("EXAMPLE_URL") };
            let outcome = watched(&example.browser, journey(&example)).await;

            example.browser.quit().await;
            outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        });
    }

    /// Opens its page, which uses its own title for the panel.
    pub async fn open(&self) -> Panel<'_> {
        self.browser.go(&self.url).await;
        let panel = Panel::of(&self.browser);
        panel.says("Connect to Teamwork").await;
        panel
    }

    /// The HTML of its page, as sent by the server.
    pub async fn html(&self) -> String {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        client.get(&self.url).send().await.unwrap().text().await.unwrap()
    }

    /// The page around the panel.
    #[must_use]
    pub fn page(&self) -> Page<'_> {
        Page::of(&self.browser)
    }

    /// The window that the panel opened.
    pub async fn popup(&self) -> Popup<'_> {
        Popup::of(&self.browser).await
    }

    /// Calls its backend without a browser, in the same account.
    pub async fn caller(&self) -> Caller {
        Caller::sign_in(&self.url).await
    }

    /// Its data folder, from `EXAMPLE_DATA`.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        from_environment("EXAMPLE_DATA").into()
    }
}

fn from_environment(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| {
        panic!("{variable} is not set: `cargo xtask test --only examples` does")
    })
}
