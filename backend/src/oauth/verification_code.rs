//! The verification code that confirms an authorization. The browser that signed in passes it to
//! the page that began the authorization.
//!
//! It is derived from the binding cookie. So only the browser with the cookie has it, reloading the
//! page shows the same one, and the database needs only its hash. A user may have to type it, so it
//! has 60 bits in characters that are hard to confuse (Crockford's base 32). Only a few tries
//! within minutes are allowed.

use sha2::{Digest, Sha256};

use crate::crypto::random_token;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The number of characters without hyphens.
const LENGTH: usize = 12;

/// Returns the verification code, as shown to the user, of an authorization that is bound to a
/// browser by a cookie with this value.
pub(crate) fn of_cookie(authorization: &str, cookie: &str) -> String {
    let purpose = "teamwork-connect/v1/verification_code";
    let digest = Sha256::digest(format!("{purpose}\0{authorization}\0{cookie}"));
    let mut verification_code = String::with_capacity(LENGTH + LENGTH / 4);
    for (place, byte) in digest.iter().take(LENGTH).enumerate() {
        if place > 0 && place % 4 == 0 {
            verification_code.push('-');
        }
        verification_code.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    verification_code
}

/// Returns the hash of a verification code that the database stores, or `None` if the text can't be
/// one. Hyphens, spaces and case are ignored; O counts as zero, and I and L count as one.
pub(crate) fn hash(authorization: &str, verification_code: &str) -> Option<String> {
    let plain = |character: char| match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let typed = verification_code.chars().filter(|character| !matches!(character, '-' | ' '));
    let verification_code: String = typed.map(plain).take(LENGTH + 1).collect();
    let good = verification_code.len() == LENGTH
        && verification_code.bytes().all(|byte| ALPHABET.contains(&byte));
    good.then(|| random_token::hash(&format!("{authorization}\0{verification_code}")))
}

#[cfg(test)]
mod tests {
    use super::{hash, of_cookie};

    #[test]
    fn the_code_depends_only_on_cookie_and_authorization() {
        let verification_code = of_cookie("a", "cookie");
        assert_eq!(verification_code, of_cookie("a", "cookie"));
        assert_ne!(verification_code, of_cookie("b", "cookie"));
        assert_ne!(verification_code, of_cookie("a", "cookif"));
        assert_ne!(hash("a", &verification_code), hash("b", &verification_code));
        let groups: Vec<_> = verification_code.split('-').map(str::len).collect();
        assert_eq!(groups, [4, 4, 4]);
    }

    #[test]
    fn accepts_the_ways_people_type_it() {
        let typed = hash("a", "01AB-CDEF-0156");
        assert!(typed.is_some());
        for other in ["01abcdef0156", " oiab cdef-oL56 ", "0-1-A-B-C-D-E-F-0-1-5-6"] {
            assert_eq!(hash("a", other), typed, "{other}");
        }
        assert_ne!(hash("a", "01AB-CDEF-0157"), typed);
    }

    #[test]
    fn rejects_texts_that_cannot_be_codes() {
        let long = "0".repeat(100_000);
        for bad in
            ["", "-", "01AB-CDEF-015", "01AB-CDEF-01567", "01AB-CDEF-015U", "01AB_CDEF_0156", &long]
        {
            assert_eq!(hash("a", bad), None);
        }
        assert_eq!(hash("a", "é1AB-CDEF-0156"), None);
    }
}
