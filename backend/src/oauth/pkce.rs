//! Proof Key for Code Exchange (RFC 7636): only the client that sent the user to Teamwork can
//! exchange the code.
//!
//! Teamwork's documentation doesn't mention it, so it is off unless the backend is configured to
//! use it, and nothing depends on it. The verifier is derived from the binding cookie and the
//! state, which the browser holds. So a code works only in the browser that it was issued to, and
//! nothing needs to be stored.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Returns the verifier that is sent with the code.
pub(crate) fn verifier(authorization: &str, cookie: &str, state: &str) -> Zeroizing<String> {
    let purpose = "teamwork-connect/v1/pkce";
    let secret = Zeroizing::new(format!("{purpose}\0{authorization}\0{cookie}\0{state}"));
    Zeroizing::new(URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes())))
}

/// Returns the challenge that the user is sent to Teamwork with, by the method `S256`.
pub(crate) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

#[cfg(test)]
mod tests {
    use super::{challenge, verifier};

    #[test]
    fn the_challenge_matches_the_rfc() {
        // RFC 7636, appendix B.
        let challenge = challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn the_verifier_depends_on_authorization_cookie_and_state() {
        let one = verifier("authorization", "cookie", "state");
        assert_eq!(one.len(), 43);
        assert_eq!(one, verifier("authorization", "cookie", "state"));
        for other in [
            verifier("attempu", "cookie", "state"),
            verifier("authorization", "cookif", "state"),
            verifier("authorization", "cookie", "statf"),
        ] {
            assert_ne!(one, other);
        }
    }
}
