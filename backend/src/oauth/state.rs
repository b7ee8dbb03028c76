//! The state parameter, which the browser takes to Teamwork and brings back.
//!
//! Like the [verification code](crate::oauth::verification_code), it is derived from the binding
//! cookie. Without the cookie nobody can guess it, the database needs only its hash, and every
//! visit of the start page produces the same one. So the link may be opened twice, and the user may
//! sign in in either window. Only one answer is accepted.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Returns the state of an authorization that is bound to a browser by a cookie with this value.
pub(crate) fn of_cookie(authorization: &str, cookie: &str) -> String {
    let purpose = "teamwork-connect/v1/state";
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{purpose}\0{authorization}\0{cookie}")))
}

#[cfg(test)]
mod tests {
    use super::of_cookie;
    use crate::crypto::random_token;

    #[test]
    fn b11_the_state_depends_only_on_cookie_and_authorization() {
        let state = of_cookie("a", "cookie");
        assert_eq!(state, of_cookie("a", "cookie"));
        assert_ne!(state, of_cookie("b", "cookie"));
        assert_ne!(state, of_cookie("a", "cookif"));
        assert!(random_token::is_well_formed(&state));
    }
}
