//! Random strings.

use std::hash::{BuildHasher, RandomState};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Generates unique strings.
///
/// It hashes a counter with the standard library's keyed hash, whose key comes from the system.
/// What the sandbox issues protects nothing, so this need not be a cryptographic generator.
#[derive(Debug, Default)]
pub(crate) struct Random {
    keys: RandomState,
    counter: u64,
}

impl Random {
    /// Returns the next string: 256 bits in 43 characters that need no escaping in a URL.
    pub(crate) fn next(&mut self) -> String {
        let words = [(); 4].map(|()| {
            self.counter = self.counter.wrapping_add(1);
            self.keys.hash_one(self.counter).to_be_bytes()
        });
        URL_SAFE_NO_PAD.encode(words.concat())
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn strings_are_unique_within_and_across_sandboxes() {
        let (mut one, mut other) = (Random::default(), Random::default());
        let mut all: Vec<_> = (0..100).flat_map(|_| [one.next(), other.next()]).collect();
        assert!(all.iter().all(|text| text.len() == 43));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 200);
    }
}
