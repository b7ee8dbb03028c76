//! The contrast of the colors in the style sheet, as WCAG computes it.
//!
//! Next to each color, the style sheet states its contrast, light and dark, on every background that it is used
//! on. These tests recompute the stated values, and check them against the minimum for text and borders.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

use std::collections::BTreeMap;

const SHEET: &str = include_str!("../style/panel.css");

/// Backgrounds, and decorative separators.
const WITHOUT_CONTRAST: [&str; 7] =
    ["ground", "ground-2", "accent-2", "bad-2", "good-2", "warn-2", "line-2"];

/// Borders of controls (1.4.11). Everything else is text (1.4.3).
const BORDERS: [&str; 1] = ["line"];

type Color = [f64; 3];

/// A color of the style sheet in both themes, and the contrasts stated next to it.
#[derive(Debug)]
struct Token {
    themes: [Color; 2],
    stated: Vec<Stated>,
}

/// Its stated contrast on a background, light and dark.
#[derive(Debug)]
struct Stated {
    ground: String,
    contrast: [f64; 2],
}

#[test]
fn every_contrast_is_as_stated_and_sufficient() {
    let tokens = tokens();
    for (name, token) in &tokens {
        for Stated { ground, contrast } in &token.stated {
            let least = if BORDERS.contains(&name.as_str()) { 3.0 } else { 4.5 };
            let grounds = tokens[ground].themes;
            for ((color, ground_color), stated) in token.themes.iter().zip(&grounds).zip(contrast) {
                let computed = contrast_of(*color, *ground_color);
                assert!(computed >= least, "{name} on {ground}: {computed:.2} is below {least}");
                assert_eq!(format!("{computed:.1}"), format!("{stated:.1}"), "{name} on {ground}");
            }
        }
    }
}

#[test]
fn every_meaningful_color_states_its_contrast() {
    let tokens = tokens();
    assert!(tokens.len() >= 15, "{:?}", tokens.keys());
    for (name, token) in &tokens {
        let needs_none = WITHOUT_CONTRAST.contains(&name.as_str());
        assert_eq!(token.stated.is_empty(), needs_none, "{name}");
        assert!(token.stated.iter().all(|stated| tokens.contains_key(&stated.ground)), "{name}");
    }
}

/// Colors are defined only by tokens, because these tests would not see any other.
#[test]
fn rules_take_colors_only_from_tokens() {
    let rules = SHEET.lines().map(str::trim).filter(|line| !line.starts_with("--tc-"));
    for rule in rules {
        let shadow = rule.starts_with(".tc-dialog::backdrop");
        assert!(shadow || !(rule.contains("rgb(") || rule.contains(": #")), "{rule}");
    }
}

/// The tokens that are colors.
fn tokens() -> BTreeMap<String, Token> {
    let mut tokens = BTreeMap::new();
    let lines = SHEET.lines().filter_map(|line| line.trim().strip_prefix("--tc-"));
    for line in lines {
        let (name, rest) = line.split_once(": ").expect("a name and a value");
        let (value, comment) = rest.split_once(';').expect("an end");
        if let Some(themes) = both_themes(value, &tokens) {
            tokens.insert(name.to_owned(), Token { themes, stated: stated(comment) });
        }
    }
    tokens
}

/// The light and the dark value, if it is a color. Overrides by the page are its own responsibility.
fn both_themes(value: &str, known: &BTreeMap<String, Token>) -> Option<[Color; 2]> {
    let preset = match value.strip_prefix("var(--teamwork-connect-") {
        Some(own) => own.split_once(", ")?.1.strip_suffix(')')?,
        None => value,
    };
    if let Some(pair) = preset.strip_prefix("light-dark(") {
        let (light, dark) = pair.strip_suffix(')')?.split_once(", ")?;
        return Some([hex(light)?, hex(dark)?]);
    }
    let mix = preset.strip_prefix("color-mix(in srgb, var(--tc-")?.strip_suffix("))")?;
    let (color, rest) = mix.split_once(") ")?;
    let (percent, ground) = rest.split_once("%, var(--tc-")?;
    let part = percent.parse::<f64>().ok()? / 100.0;
    let (color, ground) = (&known[color], &known[ground]);
    Some([0, 1].map(|theme| {
        let channel =
            |i: usize| color.themes[theme][i] * part + ground.themes[theme][i] * (1.0 - part);
        [channel(0), channel(1), channel(2)]
    }))
}

/// `#rgb` or `#rrggbb`, each channel from 0 to 1.
fn hex(text: &str) -> Option<Color> {
    let digits: Vec<u32> = text.strip_prefix('#')?.chars().filter_map(|c| c.to_digit(16)).collect();
    let channel = |i: usize| match digits.len() {
        3 => f64::from(digits[i] * 17) / 255.0,
        _ => f64::from(digits[2 * i] * 16 + digits[2 * i + 1]) / 255.0,
    };
    Some([channel(0), channel(1), channel(2)])
}

/// Reads `/* ground 6.4 8.1, ground-2 5.9 7.2 */`.
fn stated(comment: &str) -> Vec<Stated> {
    let text = comment.trim().trim_start_matches("/*").trim_end_matches("*/");
    let one = |pair: &str| {
        let words: Vec<&str> = pair.split_whitespace().collect();
        let [ground, light, dark] = words[..] else { return None };
        Some(Stated {
            ground: ground.to_owned(),
            contrast: [light.parse().ok()?, dark.parse().ok()?],
        })
    };
    text.split(',').filter_map(one).collect()
}

/// The contrast ratio of two colors (WCAG 2.2, definition).
fn contrast_of(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: Color) -> f64 {
    let linear = |channel: f64| {
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = color.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
