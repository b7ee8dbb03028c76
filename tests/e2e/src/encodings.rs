//! A secret to search for, and its encodings.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use uuid::Uuid;

/// A unique secret. It contains characters that JSON, URLs and HTML escape.
#[must_use]
pub fn canary() -> String {
    format!(r#"tkn{}"\/<&%+='"#, Uuid::new_v4().simple())
}

/// The secret in plain text and in every encoding in which it might leak: base64 in all three alignments and both
/// alphabets, hex, UTF-16, percent-encoding, and JSON escapes.
#[must_use]
pub fn encodings(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = secret.as_bytes();
    let utf16 = |order: fn(u16) -> [u8; 2]| secret.encode_utf16().flat_map(order).collect();
    let each = |write: fn(&u8) -> String| bytes.iter().map(write).collect::<String>().into_bytes();
    let json = serde_json::to_string(secret).unwrap();
    let mut encodings = vec![
        ("raw", bytes.to_vec()),
        ("JSON", json.trim_matches('"').as_bytes().to_vec()),
        ("hex", each(|byte| format!("{byte:02x}"))),
        ("HEX", each(|byte| format!("{byte:02X}"))),
        ("UTF-16LE", utf16(u16::to_le_bytes)),
        ("UTF-16BE", utf16(u16::to_be_bytes)),
        ("percent, all", each(|byte| format!("%{byte:02X}"))),
        ("percent, URL", each(|byte| percent(*byte, false))),
        ("percent, form", each(|byte| percent(*byte, true))),
        // The part before the first escaped character is the same in most encodings.
        ("the first letters", bytes[..bytes.len().min(24)].to_vec()),
    ];
    for alignment in 0..3 {
        encodings.push(("base64", base64_inside(&STANDARD_NO_PAD, bytes, alignment)));
        encodings.push(("base64url", base64_inside(&URL_SAFE_NO_PAD, bytes, alignment)));
    }
    encodings
}

fn percent(byte: u8, keeps_safe: bool) -> String {
    let plain = byte.is_ascii_alphanumeric() || (keeps_safe && b"*-._".contains(&byte));
    if plain || (!keeps_safe && b"-_.!~*'()".contains(&byte)) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

/// The base64 characters that depend on the secret alone, if it starts this many bytes after a group boundary.
fn base64_inside(engine: &impl Engine, secret: &[u8], alignment: usize) -> Vec<u8> {
    let padded = [&vec![0; alignment], secret].concat();
    let encoded = engine.encode(padded);
    // Only characters whose six bits all belong to the secret.
    let first = (alignment * 8).div_ceil(6);
    let last = (alignment + secret.len()) * 8 / 6;
    encoded.as_bytes()[first..last].to_vec()
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::{canary, encodings};

    #[test]
    fn finds_base64_in_every_alignment() {
        let secret = canary();
        for before in ["", "a", "ab", "abc", "{\"apiKey\":\""] {
            for after in ["", ":x", "\"}"] {
                let leak = STANDARD.encode(format!("{before}{secret}{after}"));
                let found = encodings(&secret).into_iter().any(|(name, encoded)| {
                    name == "base64" && leak.contains(std::str::from_utf8(&encoded).unwrap())
                });
                assert!(found, "{before}…{after}");
            }
        }
    }

    #[test]
    fn percent_encoding_matches_browsers() {
        let named = |wanted: &str| {
            let all = encodings(r#"abcdefghijklmnopqrstuvwx"\+'"#);
            let own = all.into_iter().find(|(name, _)| *name == wanted).unwrap();
            String::from_utf8(own.1).unwrap()
        };
        assert!(named("percent, URL").ends_with("x%22%5C%2B'"));
        assert!(named("percent, form").ends_with("x%22%5C%2B%27"));
    }
}
