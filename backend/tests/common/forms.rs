//! The encodings in which a secret can be left behind.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Every encoding in which a careless program might leave it.
pub(crate) fn forms(secret: &str) -> Vec<(String, Vec<u8>)> {
    let mut forms = vec![("raw".to_owned(), secret.as_bytes().to_vec())];
    let mut add = |name: &str, bytes: Vec<u8>| forms.push((name.to_owned(), bytes));
    for before in 0..3 {
        // Base64 depends on the preceding bytes, and so do the characters at the edges.
        let encoded = STANDARD.encode([&vec![0; before], secret.as_bytes()].concat());
        let inner = encoded.trim_end_matches('=');
        let inner = inner[4..inner.len() - 2].to_owned();
        add("base64", inner.clone().into_bytes());
        add("base64url", inner.replace('+', "-").replace('/', "_").into_bytes());
    }
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    add("HEX", hex.to_uppercase().into_bytes());
    add("hex", hex.into_bytes());
    let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    add("URL", encoded.into_bytes());
    add("JSON", serde_json::to_string(secret).unwrap().trim_matches('"').as_bytes().to_vec());
    add("UTF-16 LE", secret.encode_utf16().flat_map(u16::to_le_bytes).collect());
    add("UTF-16 BE", secret.encode_utf16().flat_map(u16::to_be_bytes).collect());
    add("reversed", secret.bytes().rev().collect());
    forms
}

/// Whether the bytes contain these bytes.
pub(crate) fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
