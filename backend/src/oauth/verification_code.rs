//! The verification code that confirms an authorization: what the browser that signed in hands to the page that began.
//!
//! It follows from the binding cookie, so that only the browser with the cookie has it, a page that is
//! loaded again shows the same one, and the database needs no more of it than a hash. Somebody may have
//! to type it: 60 bits in characters that nobody mistakes for others (Crockford's base 32). There are a few
//! tries at it, within minutes.

use sha2::{Digest, Sha256};

use crate::crypto::random_token;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters it has, the hyphens not counted.
const LENGTH: usize = 12;

/// The verification code of an authorization that is bound to a browser by a cookie with this value, as it is shown.
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

/// What the database keeps of a verification code, or `None` for what cannot be one. Hyphens, spaces and small letters
/// do not matter, and neither do an O for a zero and an I or L for a one.
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
    fn is_the_same_for_the_same_cookie_and_authorization_only() {
        let verification_code = of_cookie("a", "cookie");
        assert_eq!(verification_code, of_cookie("a", "cookie"));
        assert_ne!(verification_code, of_cookie("b", "cookie"));
        assert_ne!(verification_code, of_cookie("a", "cookif"));
        assert_ne!(hash("a", &verification_code), hash("b", &verification_code));
        let groups: Vec<_> = verification_code.split('-').map(str::len).collect();
        assert_eq!(groups, [4, 4, 4]);
    }

    #[test]
    fn is_read_as_people_type() {
        let typed = hash("a", "01AB-CDEF-0156");
        assert!(typed.is_some());
        for other in ["01abcdef0156", " oiab cdef-oL56 ", "0-1-A-B-C-D-E-F-0-1-5-6"] {
            assert_eq!(hash("a", other), typed, "{other}");
        }
        assert_ne!(hash("a", "01AB-CDEF-0157"), typed);
    }

    #[test]
    fn what_cannot_be_one_is_none() {
        let long = "0".repeat(100_000);
        for bad in
            ["", "-", "01AB-CDEF-015", "01AB-CDEF-01567", "01AB-CDEF-015U", "01AB_CDEF_0156", &long]
        {
            assert_eq!(hash("a", bad), None);
        }
        assert_eq!(hash("a", "é1AB-CDEF-0156"), None);
    }
}
