//! The window that the panel opens, with Teamwork's pages in it.

use fantoccini::wd::WindowHandle;
use serde_json::json;

use crate::wait::{until, until_equal};
use crate::{Browser, key};

/// The window. What a test does meanwhile it does in there, until it goes [`back`](Self::back).
#[derive(Debug)]
pub struct Popup<'a> {
    browser: &'a Browser,
    page: WindowHandle,
}

impl<'a> Popup<'a> {
    /// Waits until there is a second window, and goes into it.
    pub async fn of(browser: &'a Browser) -> Self {
        let page = browser.window().await;
        let other = until("another window", async || {
            browser.windows().await.into_iter().find(|window| *window != page)
        })
        .await;
        browser.go_into(other).await;
        Self { browser, page }
    }

    /// Signs in to a site, such as `acme` in `us`, as far as the question whether to accept.
    pub async fn sign_in(&self, site: &str, region: &str) {
        let field = |label: &str| json!([label]);
        self.browser.click_on("probe.pageField(given[0])", field("Site")).await;
        self.browser.press(&format!("{}{site}", key::SELECT_ALL)).await;
        let select = self.browser.element("probe.pageField(given[0])", field("Region")).await;
        select.select_by_value(region).await.unwrap();
        self.press("Sign in").await;
        self.browser.element("probe.pageButton(given[0])", json!(["Accept"])).await;
    }

    /// Presses a button.
    pub async fn press(&self, button: &str) {
        self.browser.click_on("probe.pageButton(given[0])", json!([button])).await;
    }

    /// Waits until the window says this.
    pub async fn says(&self, text: &str) {
        until(&format!("the window to say “{text}”"), async || {
            self.browser.page_text().await.contains(text).then_some(())
        })
        .await;
    }

    /// Goes back to the page, and leaves the window as it is.
    pub async fn back(self) {
        self.browser.go_into(self.page).await;
    }

    /// Closes the window as its user does, and goes back to the page.
    pub async fn close(self) {
        self.browser.close_window().await;
        self.browser.go_into(self.page).await;
    }

    /// Goes back to the page, and waits until the window has closed itself.
    pub async fn is_gone(self) {
        self.browser.go_into(self.page).await;
        until_equal(1, async || self.browser.windows().await.len()).await;
    }
}
