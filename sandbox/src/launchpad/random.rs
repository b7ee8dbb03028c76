//! Strings that nobody can guess.

use std::hash::{BuildHasher, RandomState};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Makes them, no two alike.
///
/// The keyed hash of the standard library, with a key from the system, over a counter. What the sandbox
/// gives out protects nothing, so this need not be a generator for cryptography.
#[derive(Debug, Default)]
pub(crate) struct Random {
    keys: RandomState,
    counter: u64,
}

impl Random {
    /// The next one: 256 bits in 43 characters that need no encoding in a URL.
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
    fn differ_from_each_other_and_from_another_sandbox() {
        let (mut one, mut other) = (Random::default(), Random::default());
        let mut all: Vec<_> = (0..100).flat_map(|_| [one.next(), other.next()]).collect();
        assert!(all.iter().all(|text| text.len() == 43));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 200);
    }
}
