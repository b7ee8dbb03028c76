//! Takes the screenshots for the documentation: `cargo xtask screenshots`.
//!
//! Each shows a state of the gallery at twice the usual resolution. The font comes from the file named by `FONT`,
//! so that the screenshots look the same on every machine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // This program may panic.

use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use oxipng::{Options, StripChunks};
use serde_json::{Value, json};
use teamwork_connect_e2e::{ENGLISH, Gallery, Look, visit};

/// A screenshot and what it shows.
struct Picture {
    file: &'static str,
    state: &'static str,
    look: Look,
    width: u32,
    /// Whether the focus ring is visible.
    focus: bool,
    /// A media feature to emulate.
    feature: (&'static str, &'static str),
    /// A style sheet of the page.
    sheet: &'static str,
}

const PICTURE: Picture = Picture {
    file: "panel",
    state: "projects-v3-basic",
    look: ENGLISH,
    width: 700,
    focus: false,
    feature: ("prefers-reduced-motion", "reduce"),
    sheet: "",
};

const DARK: Look = Look { theme: "dark", ..ENGLISH };
const ARABIC: Look = Look { lang: "ar", dir: "rtl", ..DARK };

const PICTURES: [Picture; 11] = [
    PICTURE,
    Picture { file: "panel-dark", look: DARK, ..PICTURE },
    Picture { file: "panel-narrow", width: 320, ..PICTURE },
    Picture { file: "right-to-left", state: "desk-v2", look: ARABIC, ..PICTURE },
    Picture { file: "region-conflict", state: "region-conflict", ..PICTURE },
    Picture { file: "errors", state: "errors-spaces-v2", focus: true, ..PICTURE },
    Picture { file: "test-failed", state: "test-failed", ..PICTURE },
    Picture { file: "waiting", state: "waiting", ..PICTURE },
    Picture { file: "site-mismatch", state: "site-mismatch", ..PICTURE },
    Picture { file: "forced-colors", feature: ("forced-colors", "active"), ..PICTURE },
    Picture {
        file: "themed",
        sheet: "body { font-family: Georgia, serif; background: #f6f1e7 }
            teamwork-connect { --teamwork-connect-color-accent: #6b4226; --teamwork-connect-color-text: #2d241c;
                --teamwork-connect-color-background: #fffdf8; --teamwork-connect-color-background-quiet: #f4ecdf;
                --teamwork-connect-radius: 3px; --teamwork-connect-radius-panel: 3px; --teamwork-connect-shadow: none }",
        ..PICTURE
    },
];

/// The area to capture: the panel or its dialog, with a margin.
const FRAME: &str = "(() => {
    const shown = root.querySelector('dialog[open]') ?? root.querySelector('[part=panel]');
    const { left, top, width, height } = shown.getBoundingClientRect();
    const margin = Math.min(24, left);
    return { x: left - margin, y: top + scrollY - margin, width: width + 2 * margin, height: height + 2 * margin, scale: 1 };
})()";

/// Gives the page a font and a style sheet, and hides the blinking caret.
const DRESS: &str = "(async () => {
    const [font, text, focus] = given;
    if (!focus) root.activeElement?.blur();
    const bytes = Uint8Array.from(atob(font), (char) => char.charCodeAt(0));
    document.fonts.add(await new FontFace('Inter', bytes, { weight: '100 900' }).load());
    const dress = (place, text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        place.adoptedStyleSheets = [...place.adoptedStyleSheets, sheet];
    };
    dress(document, `body { font-family: Inter, sans-serif } .bar { display: none } ${text}`);
    dress(root, '* { caret-color: transparent !important }');
    await document.fonts.ready;
    await new Promise(requestAnimationFrame);
})()";

fn main() {
    let path = |variable| PathBuf::from(std::env::var_os(variable).expect("run by cargo xtask"));
    let (font, folder) = (path("FONT"), path("PICTURES"));
    let font = BASE64.encode(std::fs::read(font).unwrap());
    visit(async |gallery| {
        for picture in PICTURES {
            let bytes = take(gallery, &picture, &font).await;
            let file = folder.join(format!("{}.png", picture.file));
            let bytes = smaller(bytes);
            println!("{} ({} KB)", file.display(), bytes.len() / 1000);
            std::fs::write(file, bytes).unwrap();
        }
    });
}

async fn take(gallery: &Gallery, picture: &Picture, font: &str) -> Vec<u8> {
    let browser = &gallery.browser;
    let size =
        json!({"width": picture.width, "height": 2400, "deviceScaleFactor": 2, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
    let (name, value) = picture.feature;
    let features = json!({"features": [{"name": name, "value": value}]});
    browser.devtools("Emulation.setEmulatedMedia", features).await;
    browser.devtools("Emulation.setScrollbarsHidden", json!({"hidden": true})).await;
    gallery.show(picture.state, picture.look).await;
    browser.script(&format!("await {DRESS}"), json!([font, picture.sheet, picture.focus])).await;
    let clip: Value = browser.script(FRAME, json!([])).await;
    let order = json!({"format": "png", "clip": clip, "captureBeyondViewport": false});
    let taken = browser.devtools("Page.captureScreenshot", order).await;
    BASE64.decode(taken["data"].as_str().unwrap()).unwrap()
}

/// Compresses the picture losslessly.
fn smaller(picture: Vec<u8>) -> Vec<u8> {
    let options = Options { strip: StripChunks::Safe, ..Options::from_preset(4) };
    oxipng::optimize_from_memory(&picture, &options).unwrap()
}
