//! The state that an authorization goes to Teamwork with, and comes back with.
//!
//! It follows from the binding cookie, as the [verification code](crate::oauth::verification_code) does: whoever lacks the cookie cannot
//! guess it, the database needs no more of it than a hash, and every visit of the start page makes the same
//! one. So the link may be opened twice, and the user may sign in in either window. Taken is one answer only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The state of an authorization that is bound to a browser by a cookie with this value.
pub(crate) fn of_cookie(authorization: &str, cookie: &str) -> String {
    let purpose = "teamwork-connect/v1/state";
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{purpose}\0{authorization}\0{cookie}")))
}

#[cfg(test)]
mod tests {
    use super::of_cookie;
    use crate::crypto::random_token;

    #[test]
    fn b11_is_the_same_for_the_same_cookie_and_authorization_only() {
        let state = of_cookie("a", "cookie");
        assert_eq!(state, of_cookie("a", "cookie"));
        assert_ne!(state, of_cookie("b", "cookie"));
        assert_ne!(state, of_cookie("a", "cookif"));
        assert!(random_token::is_well_formed(&state));
    }
}
