//! Reading a posted body from JSON: within a limit, and strictly. Only backends do; the panel has no JSON library.

use serde::de::DeserializeOwned;

/// The largest body that is taken, in bytes.
pub const MAX_LENGTH: usize = 16 * 1024;

/// Why the bytes of a body say nothing. It repeats nothing of what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There are more of them than [`MAX_LENGTH`].
    TooLarge,
    /// They are not JSON of the right shape; the line and column of the problem, if it has one.
    Malformed {
        /// Where the problem is.
        place: Option<(usize, usize)>,
    },
}

/// Reads a body. What is not an object of the right shape is refused: keys that are not known, or there twice, and
/// values of another type.
///
/// # Errors
/// Why it says nothing.
pub fn read_body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    if bytes.len() > MAX_LENGTH {
        return Err(Unreadable::TooLarge);
    }
    // serde would take an array for a struct, too.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(Unreadable::Malformed { place: None });
    }
    serde_json::from_slice(bytes).map_err(|error| Unreadable::Malformed {
        // Only the place: serde's sentence repeats what was sent.
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
