//! Checks every state.

use serde_json::json;
use teamwork_connect_e2e::{ENGLISH, Gallery, Look, visit};

use crate::script::ask;

/// The environment to check states in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// Window sizes in CSS pixels.
    pub(crate) sizes: &'static [(u32, u32)],
    /// Media features to emulate.
    pub(crate) features: &'static [(&'static str, &'static str)],
    /// A user style sheet.
    pub(crate) sheet: &'static str,
    pub(crate) looks: &'static [Look],
}

/// A desktop window in English, with reduced motion, so that only final states are seen.
pub(crate) const DESK: Setting = Setting {
    sizes: &[(1280, 1024)],
    features: &[("prefers-reduced-motion", "reduce")],
    sheet: "",
    looks: &[ENGLISH],
};

/// The same window at 400% zoom (WCAG 1.4.10).
pub(crate) const AT_400_PERCENT: (u32, u32) = (320, 256);

/// Runs the checks in every state, and fails if any of them returns a non-empty list.
pub(crate) fn finds_nothing_in_any_state(setting: Setting, questions: &[&str]) {
    visit(async |gallery| {
        let states = gallery.states().await;
        assert!(states.len() > 90, "{states:?}");
        set_up(gallery, setting).await;
        let mut found = Vec::new();
        for state in &states {
            gallery.show(state, setting.looks[0]).await;
            if !setting.sheet.is_empty() {
                let sheet = json!([setting.sheet]);
                ask::<()>(&gallery.browser, "addUserSheet(...given)", sheet).await;
            }
            for (look, size) in combinations(setting) {
                if setting.looks.len() > 1 {
                    gallery.change(look).await;
                }
                if setting.sizes.len() > 1 {
                    resize(gallery, size).await;
                }
                for question in questions {
                    let answer: Vec<String> = ask(&gallery.browser, question, json!([])).await;
                    let line = |what| format!("{question}, {state}, {look:?}, {size:?}: {what}");
                    found.extend(answer.into_iter().map(line));
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

fn combinations(setting: Setting) -> impl Iterator<Item = (Look, (u32, u32))> {
    setting.looks.iter().flat_map(move |look| setting.sizes.iter().map(move |size| (*look, *size)))
}

/// Sets the window size and the media features.
pub(crate) async fn set_up(gallery: &Gallery, setting: Setting) {
    resize(gallery, setting.sizes[0]).await;
    let feature = |(name, value): &(&str, &str)| json!({"name": name, "value": value});
    let features: Vec<_> = setting.features.iter().map(feature).collect();
    gallery.browser.devtools("Emulation.setEmulatedMedia", json!({"features": features})).await;
}

async fn resize(gallery: &Gallery, (width, height): (u32, u32)) {
    let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
    gallery.browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
}
