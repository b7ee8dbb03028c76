//! Runs one journey.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::thread::Result;

use futures_util::FutureExt;
use tokio::runtime::Builder;

use crate::{Browser, Setting, Stage, paths};

/// Console messages that mean that the panel itself is broken.
const BROKEN: [&str; 4] = ["panicked", "RuntimeError", "Uncaught", "Content Security Policy"];

/// Plays a journey on a stage of its own. On failure, prints the text of the page and saves a screenshot in
/// `target/e2e`.
pub fn play(journey: impl AsyncFnOnce(&Stage)) {
    Setting::default().play(journey);
}

impl Setting {
    /// Plays a journey on a stage with this setting, like [`play`].
    pub fn play(self, journey: impl AsyncFnOnce(&Stage)) {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(play_on(self, journey));
    }
}

async fn play_on(setting: Setting, journey: impl AsyncFnOnce(&Stage)) {
    let stage = Stage::set_up(setting).await;
    let outcome = watched(&stage.browser, journey(&stage)).await;
    if outcome.is_err() {
        for exchange in stage.recorder.exchanges() {
            let status = exchange.status();
            eprintln!("{} {} → {status:?}", exchange.method, exchange.uri);
        }
    }
    stage.browser.quit().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// Runs a journey in this browser to its end, and then checks the console.
pub(crate) async fn watched(browser: &Browser, journey: impl Future<Output = ()>) -> Result<()> {
    let whole = async {
        journey.await;
        for line in browser.console().await {
            assert!(!BROKEN.iter().any(|word| line.contains(word)), "{line}");
        }
    };
    let outcome = AssertUnwindSafe(whole).catch_unwind().await;
    if outcome.is_err() {
        report(browser).await;
    }
    outcome
}

async fn report(browser: &Browser) {
    let name = std::thread::current().name().unwrap_or("journey").replace("::", "-");
    let picture = paths::artifacts_dir().join(format!("{name}.png"));
    browser.screenshot(&picture).await;
    let text = browser.page_text().await;
    eprintln!("The text of the page:\n{text}\nScreenshot: {}", picture.display());
    for line in browser.console().await {
        eprintln!("console: {line}");
    }
}
