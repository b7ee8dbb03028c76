//! Names of what the wasm module imports.
//!
//! wasm-bindgen ends each of them in a hash of 16 digits, which stands in the module and in its script, and
//! which nothing can compress. A count of 16 digits tells them apart as well: it makes the first load 2 KB of
//! brotli smaller. All stay as long as they are, so that nothing in the module moves.

/// Counts in place of hashes in a wasm module and its script.
pub(crate) fn shorten(module: &mut [u8], script: &mut [u8]) {
    let mut names: Vec<Vec<u8>> = Vec::new();
    for name in hashed_names(script) {
        let name = &script[name];
        if !names.iter().any(|known| known == name) {
            names.push(name.to_vec());
        }
    }
    for (count, name) in names.iter().enumerate() {
        let count = format!("{count:0HASH$}");
        let short = [&name[..name.len() - HASH], count.as_bytes()].concat();
        for content in [&mut *module, &mut *script] {
            replace(content, name, &short);
        }
    }
}

/// Digits of a hash.
const HASH: usize = 16;

/// How the names begin.
const START: &[u8] = b"__wb";

/// Where such names stand.
fn hashed_names(script: &[u8]) -> Vec<std::ops::Range<usize>> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let starts = script.windows(START.len()).enumerate().filter(|(_, part)| *part == START);
    let names = starts.map(|(start, _)| {
        let length = script[start..].iter().take_while(|byte| is_of_name(byte)).count();
        start..start + length
    });
    let is_hash = |name: &[u8]| {
        let (rest, hash) = name.split_at(name.len().saturating_sub(HASH));
        rest.ends_with(b"_") && hash.iter().all(u8::is_ascii_hexdigit)
    };
    names.filter(|name| is_hash(&script[name.clone()])).collect()
}

fn replace(content: &mut [u8], name: &[u8], other: &[u8]) {
    let mut place = 0;
    while place + name.len() <= content.len() {
        if content[place..].starts_with(name) {
            content[place..place + name.len()].copy_from_slice(other);
        }
        place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn counts_take_the_place_of_hashes_in_both() {
        let mut module = b"\0__wbg_get_0123456789abcdef\x01__wbg_set_fedcba9876543210".to_vec();
        let mut script =
            b"a.__wbg_set_fedcba9876543210=1;__wbg_get_0123456789abcdef;__wbg_get_0123456789abcdef"
                .to_vec();
        shorten(&mut module, &mut script);
        assert_eq!(module, b"\0__wbg_get_0000000000000001\x01__wbg_set_0000000000000000");
        let expected =
            b"a.__wbg_set_0000000000000000=1;__wbg_get_0000000000000001;__wbg_get_0000000000000001";
        assert_eq!(script, expected);
    }

    #[test]
    fn what_is_no_hashed_name_stays() {
        let text =
            b"__wbg_init_memory 0123456789abcdef __wbindgen_start x_0123456789abcdef".to_vec();
        let (mut module, mut script) = (text.clone(), text.clone());
        shorten(&mut module, &mut script);
        assert_eq!((&module, &script), (&text, &text));
    }
}
