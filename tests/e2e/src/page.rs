//! The page around the panel: the list of saved connections.

use serde_json::json;

use crate::wait::until_equal;
use crate::{Browser, Row};

/// The page from a user's point of view.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    browser: &'a Browser,
}

impl<'a> Page<'a> {
    /// The page in a browser.
    #[must_use]
    pub fn of(browser: &'a Browser) -> Self {
        Self { browser }
    }

    /// The list of saved connections.
    pub async fn rows(&self) -> Vec<Row> {
        let rows = self.browser.script("probe.rows()", json!([])).await;
        rows.as_array().unwrap().iter().map(Row::of).collect()
    }

    /// The names in the list.
    pub async fn names(&self) -> Vec<String> {
        let rows = self.rows().await;
        rows.into_iter().map(|row| row.name).collect()
    }

    /// Waits until the list contains exactly these names.
    pub async fn lists(&self, names: &[&str]) {
        until_equal(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), async || {
            self.names().await
        })
        .await;
    }

    /// Presses a button, such as `Edit Acme`.
    pub async fn press(&self, name: &str) {
        self.browser.click_on("probe.pageButton(given[0])", json!([name])).await;
    }

    /// Waits until the page, including the panel, contains this text.
    pub async fn says(&self, text: &str) {
        crate::wait::until(&format!("the page to show “{text}”"), async || {
            let page = self.browser.text("probe.pageText()", json!([])).await;
            page.contains(text).then_some(())
        })
        .await;
    }
}
