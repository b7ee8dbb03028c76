//! The stages of a sign-in: a login, then a code, then an access token.

use std::collections::HashMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::random::Random;
use crate::site::Site;
use crate::user::User;

/// The lifetime of a code.
const CODE_LIFETIME: Duration = Duration::from_secs(15 * 60);

/// All sign-ins, by their login ID, code or access token.
#[derive(Debug, Default)]
pub(crate) struct SignIns {
    random: Random,
    logins: HashMap<String, Login>,
    codes: HashMap<String, Code>,
    tokens: HashMap<String, Identity>,
}

/// The request with which the app sent the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoginRequest {
    /// The redirect URI, to which the browser returns.
    pub(crate) redirect_uri: String,
    /// The state that it takes back, if the app sent one.
    pub(crate) state: Option<String>,
    /// The PKCE challenge, if the app sent one. The app must know its verifier.
    pub(crate) challenge: Option<String>,
}

/// Who signed in, and to which site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The user.
    pub(crate) user: User,
    /// The site.
    pub(crate) site: Site,
}

#[derive(Debug)]
struct Login {
    request: LoginRequest,
    /// Set by the login page; `None` until then.
    identity: Option<Identity>,
}

#[derive(Debug)]
struct Code {
    request: LoginRequest,
    identity: Identity,
    issued: Duration,
    /// The token that it was exchanged for.
    token: Option<String>,
}

/// What an app sends in exchange for an access token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Redemption<'a> {
    pub(crate) code: &'a str,
    pub(crate) redirect_uri: &'a str,
    /// The PKCE verifier.
    pub(crate) verifier: Option<&'a str>,
}

/// The code is unknown, expired, used, or for another redirect URI or verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InvalidGrant;

impl SignIns {
    /// Begins a login and returns its ID for the pages.
    pub(crate) fn begin(&mut self, request: LoginRequest) -> String {
        let id = self.random.next();
        self.logins.insert(id.clone(), Login { request, identity: None });
        id
    }

    /// Returns whether this login has begun and not ended.
    pub(crate) fn is_pending(&self, id: &str) -> bool {
        self.logins.contains_key(id)
    }

    /// Sets who signs in. A user who goes back to the login page may change it.
    pub(crate) fn identify(&mut self, id: &str, identity: Identity) {
        if let Some(login) = self.logins.get_mut(id) {
            login.identity = Some(identity);
        }
    }

    /// Ends a login. Returns `None` if it doesn't exist or nobody has signed in.
    pub(crate) fn end(&mut self, id: &str) -> Option<(LoginRequest, Identity)> {
        let login = self.logins.remove(id)?;
        Some((login.request, login.identity?))
    }

    /// Issues a code.
    pub(crate) fn issue_code(
        &mut self,
        request: LoginRequest,
        identity: Identity,
        now: Duration,
    ) -> String {
        let code = self.random.next();
        self.codes.insert(code.clone(), Code { request, identity, issued: now, token: None });
        code
    }

    /// Exchanges a code for an access token, once. A second exchange revokes the first token,
    /// because one of the two did not come from the app (RFC 6749, section 4.1.2). The token is for
    /// the site that the user chose unless the behavior names another.
    pub(crate) fn redeem(
        &mut self,
        redemption: Redemption<'_>,
        other_site: Option<Site>,
        now: Duration,
    ) -> Result<(String, Identity), InvalidGrant> {
        let code = self.codes.get_mut(redemption.code).ok_or(InvalidGrant)?;
        if let Some(token) = &code.token {
            self.tokens.remove(token);
            return Err(InvalidGrant);
        }
        let age = now.saturating_sub(code.issued);
        let good = code.request.redirect_uri == redemption.redirect_uri
            && code.request.challenge == redemption.verifier.map(challenge);
        if age > CODE_LIFETIME || !good {
            return Err(InvalidGrant);
        }
        // The format of Teamwork's own tokens.
        let token = format!("tkn.v1_{}", self.random.next());
        let mut identity = code.identity.clone();
        if let Some(site) = other_site {
            identity.site = site;
        }
        code.token = Some(token.clone());
        self.tokens.insert(token.clone(), identity.clone());
        Ok((token, identity))
    }

    /// Returns the identity of an access token.
    pub(crate) fn identity(&self, token: &str) -> Option<Identity> {
        self.tokens.get(token).cloned()
    }
}

/// Returns the challenge of a verifier (RFC 7636, section 4.6).
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}
