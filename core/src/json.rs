//! Reads a request body from JSON, strictly and with a size limit. Only backends use this; the panel has no JSON
//! library.

use serde::de::DeserializeOwned;

/// The maximum size of a body, in bytes.
pub const MAX_LENGTH: usize = 16 * 1024;

/// Why a body could not be read. It repeats nothing that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The body is larger than [`MAX_LENGTH`].
    TooLarge,
    /// The body is not JSON of the right shape.
    Malformed {
        /// The line and column of the problem, if known.
        place: Option<(usize, usize)>,
    },
}

/// Reads a body. It must be an object without unknown or duplicate keys, and every value must have the right type.
///
/// # Errors
///
/// Why the body could not be read.
pub fn read_body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    if bytes.len() > MAX_LENGTH {
        return Err(Unreadable::TooLarge);
    }
    // serde would also read a struct from an array.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(Unreadable::Malformed { place: None });
    }
    serde_json::from_slice(bytes).map_err(|error| Unreadable::Malformed {
        // Only the position: serde's message repeats what was sent.
        place: Some((error.line(), error.column())),
    })
}

#[cfg(test)]
mod tests {
    use super::{MAX_LENGTH, Unreadable, read_body};
    use crate::wire::ConnectionBody;

    fn read(text: &str) -> Result<ConnectionBody, Unreadable> {
        read_body(text.as_bytes())
    }

    #[test]
    fn only_an_object_of_known_keys_is_read() {
        assert!(read(r#" {"name":"a"}"#).is_ok());
        assert_eq!(read("[]"), Err(Unreadable::Malformed { place: None }));
        assert_eq!(read(""), Err(Unreadable::Malformed { place: None }));
        let place = Some((1, 6));
        assert_eq!(read(r#"{"nme":"a"}"#), Err(Unreadable::Malformed { place }));
    }

    #[test]
    fn the_limit_is_of_bytes() {
        let padded = |length: usize| format!("{{{}}}", " ".repeat(length - 2));
        assert!(read(&padded(MAX_LENGTH)).is_ok());
        assert_eq!(read(&padded(MAX_LENGTH + 1)), Err(Unreadable::TooLarge));
    }
}
