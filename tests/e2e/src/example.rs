//! One of the examples, as `cargo xtask serve --example` serves it.

use std::path::PathBuf;

use tokio::runtime::Builder;

use crate::play::watched;
use crate::{Browser, Caller, Page, Panel, Popup};

/// An example that is being served, and a browser to visit it.
#[derive(Debug)]
pub struct Example {
    /// The browser.
    pub browser: Browser,
    url: String,
}

impl Example {
    /// Visits the example that is served at `EXAMPLE_URL`. What is left of a failure is the same as after
    /// [`play`](crate::play), and so is what the console is searched for at the end.
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

    /// Opens its page, which has words of its own for the title of the panel.
    pub async fn open(&self) -> Panel<'_> {
        self.browser.go(&self.url).await;
        let panel = Panel::of(&self.browser);
        panel.says("Connect to Teamwork").await;
        panel
    }

    /// Its page, as the server sends it.
    pub async fn html(&self) -> String {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        client.get(&self.url).send().await.unwrap().text().await.unwrap()
    }

    /// The page around the panel.
    #[must_use]
    pub fn page(&self) -> Page<'_> {
        Page::of(&self.browser)
    }

    /// The window that the panel has opened.
    pub async fn popup(&self) -> Popup<'_> {
        Popup::of(&self.browser).await
    }

    /// Somebody who calls its backend without a browser, in the same account.
    pub async fn caller(&self) -> Caller {
        Caller::sign_in(&self.url).await
    }

    /// The folder that it keeps its data in, from `EXAMPLE_DATA`.
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
