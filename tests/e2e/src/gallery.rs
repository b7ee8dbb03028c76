//! The gallery: every state of the panel, in a browser.

use std::net::{Ipv4Addr, TcpListener};
use std::panic::{AssertUnwindSafe, resume_unwind};

use axum::Router;
use futures_util::FutureExt;
use serde_json::json;
use tokio::runtime::Builder;
use tower_http::services::ServeDir;

use crate::served::Served;
use crate::wait::{until, until_equal};
use crate::{Browser, paths};

/// The gallery on its own server, and a browser to view it.
#[derive(Debug)]
pub struct Gallery {
    /// The browser.
    pub browser: Browser,
    url: String,
    _served: Served,
}

/// How a state is displayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// `light` or `dark`.
    pub theme: &'static str,
    /// The language of panel and page.
    pub lang: &'static str,
    /// The direction of the page.
    pub dir: &'static str,
}

/// The default look.
pub const ENGLISH: Look = Look { theme: "light", lang: "en", dir: "ltr" };

/// Light and dark, left-to-right and right-to-left.
pub const LOOKS: [Look; 4] = [
    ENGLISH,
    Look { theme: "dark", ..ENGLISH },
    Look { lang: "ar", dir: "rtl", ..ENGLISH },
    Look { theme: "dark", lang: "ar", dir: "rtl" },
];

/// Changes the look of page and panel.
const LOOK_SO: &str = "((theme, lang, dir) => {
    Object.assign(document.documentElement, { lang, dir }).dataset.theme = theme;
    element.setAttribute('theme', theme);
    element.setAttribute('lang', lang);
})(...given)";

/// Whether the panel, if there is one, has this look. Its translation has to be loaded.
const LOOKS_SO: &str = "((theme, lang) => {
    const panel = root.querySelector('[part=panel]');
    return !panel || (panel.dataset.theme === theme && panel.lang === lang);
})(...given)";

/// Visits the gallery. On failure, saves a screenshot in `target/e2e`.
pub fn visit(test: impl AsyncFnOnce(&Gallery)) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let gallery = Gallery::open().await;
        let outcome = AssertUnwindSafe(test(&gallery)).catch_unwind().await;
        if outcome.is_err() {
            let name = std::thread::current().name().unwrap_or("gallery").replace("::", "-");
            let picture = paths::artifacts_dir().join(format!("{name}.png"));
            gallery.browser.screenshot(&picture).await;
            eprintln!("Screenshot: {}", picture.display());
        }
        gallery.browser.quit().await;
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    });
}

impl Gallery {
    async fn open() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let url =
            format!("http://localhost:{}/gallery.html", listener.local_addr().unwrap().port());
        let files = Router::new().fallback_service(ServeDir::new(paths::gallery()));
        let (served, ()) = Served::start(listener, async move { (files, ()) });
        Self { browser: Browser::start().await, url, _served: served }
    }

    /// The names of all states.
    pub async fn states(&self) -> Vec<String> {
        self.browser.go(&self.url).await;
        self.is_ready("the list").await;
        let names =
            "[...document.querySelectorAll('[data-state]')].map((row) => row.dataset.state)";
        let names = self.browser.script(names, json!([])).await;
        let names = names.as_array().unwrap().iter();
        names.map(|name| name.as_str().unwrap().to_owned()).collect()
    }

    /// Opens a state, and waits until it is reached.
    pub async fn show(&self, state: &str, look: Look) {
        let Look { theme, lang, dir } = look;
        let query = format!("state={state}&theme={theme}&lang={lang}&dir={dir}");
        self.browser.go(&format!("{}?{query}", self.url)).await;
        self.is_ready(state).await;
    }

    /// Changes the look of the current state.
    pub async fn change(&self, look: Look) {
        let Look { theme, lang, dir } = look;
        self.browser.script(LOOK_SO, json!([theme, lang, dir])).await;
        until_equal(json!(true), async || {
            self.browser.script(LOOKS_SO, json!([theme, lang])).await
        })
        .await;
    }

    async fn is_ready(&self, state: &str) {
        let reached = until(state, async || {
            let reached = "document.documentElement.dataset";
            let reached = self.browser.script(reached, json!([])).await;
            ["ready", "failed"].iter().find_map(|key| Some((*key, reached.get(key)?.clone())))
        })
        .await;
        assert_eq!(reached, ("ready", json!("")), "{state}");
    }
}
