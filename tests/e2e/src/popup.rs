//! The window that the panel opens, with Teamwork's pages.

use fantoccini::wd::WindowHandle;
use serde_json::json;

use crate::wait::{until, until_equal};
use crate::{Browser, key};

/// The window. A test stays in it until it calls [`back`](Self::back).
#[derive(Debug)]
pub struct Popup<'a> {
    browser: &'a Browser,
    page: WindowHandle,
    own: WindowHandle,
}

impl<'a> Popup<'a> {
    /// Waits for a second window, and switches to it.
    pub async fn of(browser: &'a Browser) -> Self {
        let page = browser.window().await;
        let own = another_than(browser, &[&page]).await;
        Self::entered(browser, page, own).await
    }

    /// From the page, waits for a third window, and switches to it.
    pub async fn beside(&self) -> Self {
        let own = another_than(self.browser, &[&self.page, &self.own]).await;
        Self::entered(self.browser, self.page.clone(), own).await
    }

    /// Teamwork's pages in the page's own tab.
    pub async fn in_this_tab(browser: &'a Browser) -> Self {
        let page = browser.window().await;
        Self { browser, own: page.clone(), page }
    }

    async fn entered(browser: &'a Browser, page: WindowHandle, own: WindowHandle) -> Self {
        let popup = Self { browser, page, own };
        popup.enter().await;
        popup
    }

    /// Switches to the window again.
    pub async fn enter(&self) {
        self.browser.go_into(self.own.clone()).await;
    }

    /// Signs in to a site, such as `acme` in `us`, up to the consent page.
    pub async fn sign_in(&self, site: &str, region: &str) {
        let field = |label: &str| json!([label]);
        self.browser.click_on("probe.pageField(given[0])", field("Site")).await;
        self.browser.press(&format!("{}{site}", key::SELECT_ALL)).await;
        let select = self.browser.element("probe.pageField(given[0])", field("Region")).await;
        select.select_by_value(region).await.unwrap();
        self.press("Sign in").await;
        self.browser.element("probe.pageButton(given[0])", json!(["Accept"])).await;
    }

    /// Signs in to a site and accepts, switches back to the page, and waits until the window has closed itself.
    pub async fn accept(self, site: &str, region: &str) {
        self.sign_in(site, region).await;
        self.press("Accept").await;
        self.is_gone().await;
    }

    /// Presses a button.
    pub async fn press(&self, button: &str) {
        self.browser.click_on("probe.pageButton(given[0])", json!([button])).await;
    }

    /// Presses a button that leads to a slow page, and switches back to the page at once. (ChromeDriver would wait
    /// for the slow page, so a script presses the button a moment later.)
    pub async fn press_and_leave(&self, button: &str) {
        self.browser.element("probe.pageButton(given[0])", json!([button])).await;
        let press = "(setTimeout(() => probe.pageButton(given[0]).click(), 300), 0)";
        self.browser.script(press, json!([button])).await;
        self.back().await;
    }

    /// Waits until the window contains this text.
    pub async fn says(&self, text: &str) {
        until(&format!("the window to show “{text}”"), async || {
            self.browser.page_text().await.contains(text).then_some(())
        })
        .await;
    }

    /// Switches back to the page, and leaves the window open.
    pub async fn back(&self) {
        self.browser.go_into(self.page.clone()).await;
    }

    /// Closes the window as its user does, and switches back to the page.
    pub async fn close(self) {
        self.browser.close_window().await;
        self.browser.go_into(self.page).await;
    }

    /// Switches back to the page, and waits until the window has closed itself.
    pub async fn is_gone(self) {
        self.browser.go_into(self.page).await;
        until_equal(1, async || self.browser.windows().await.len()).await;
    }
}

/// Waits for a window other than these.
async fn another_than(browser: &Browser, known: &[&WindowHandle]) -> WindowHandle {
    until("another window", async || {
        browser.windows().await.into_iter().find(|window| !known.contains(&window))
    })
    .await
}
