use zeroize::Zeroizing;

use crate::Key;

/// Appends a secret to a JSON object as its last member, and returns the bytes to send. The object is serialized
/// without the secret, so that no serializer copies it. The returned buffer holds the only copy; it is allocated
/// once and overwritten on drop.
///
/// `object` must be a JSON object with at least one member.
#[must_use]
pub fn splice_secret(object: &str, key: Key, secret: &str) -> Zeroizing<Vec<u8>> {
    // An escape takes at most six bytes per byte, so the buffer is never reallocated.
    let capacity = object.len() + key.as_str().len() + 6 * secret.len() + 8;
    let mut bytes = Zeroizing::new(Vec::with_capacity(capacity));
    bytes.extend_from_slice(object.strip_suffix('}').unwrap_or(object).as_bytes());
    bytes.extend_from_slice(b",\"");
    bytes.extend_from_slice(key.as_str().as_bytes());
    bytes.extend_from_slice(b"\":\"");
    for byte in secret.bytes() {
        match byte {
            b'"' | b'\\' => bytes.extend_from_slice(&[b'\\', byte]),
            0..=0x1f => {
                let digit = |value: u8| b"0123456789abcdef"[usize::from(value & 0xf)];
                bytes.extend_from_slice(b"\\u00");
                bytes.extend_from_slice(&[digit(byte >> 4), digit(byte)]);
            }
            _ => bytes.push(byte),
        }
    }
    bytes.extend_from_slice(b"\"}");
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::splice_secret;
    use crate::Key;

    proptest! {
        #[test]
        fn any_secret_arrives_as_it_was(secret in any::<String>()) {
            let object = json!({"name": "a}\"", "apiBaseUrl": null}).to_string();
            let bytes = splice_secret(&object, Key::ApiKey, &secret);
            let read: Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(&read["apiKey"], &Value::from(secret));
            prop_assert_eq!(&read["name"], &Value::from("a}\""));
        }
    }

    #[test]
    fn the_buffer_never_moves() {
        let bytes = splice_secret("{\"a\":1}", Key::ApiKey, &"\u{1}".repeat(50));
        assert!(bytes.len() <= "{\"a\":1}".len() + 6 + 300 + 8);
    }
}
