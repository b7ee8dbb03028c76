//! Running one journey.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::thread::Result;

use futures_util::FutureExt;
use tokio::runtime::Builder;

use crate::{Browser, Setting, Stage, paths};

/// What the console says when the panel itself has gone wrong.
const BROKEN: [&str; 4] = ["panicked", "RuntimeError", "Uncaught", "Content Security Policy"];

/// Plays a journey on a stage of its own. When it fails, this prints what the page said and saves a
/// picture of it in `target/e2e`.
pub fn play(journey: impl AsyncFnOnce(&Stage)) {
    Setting::default().play(journey);
}

impl Setting {
    /// Plays a journey on such a stage, as [`play`] does.
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

/// Sees a journey in this browser to its end, and looks into the console then.
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
    let picture = paths::remains().join(format!("{name}.png"));
    browser.screenshot(&picture).await;
    let text = browser.page_text().await;
    eprintln!("The page said:\n{text}\nThere is a picture in {}.", picture.display());
    for line in browser.console().await {
        eprintln!("console: {line}");
    }
}
