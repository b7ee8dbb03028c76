//! What an operator looks up later: who did what, and what was refused.
//!
//! Each entry is one line in the log, with the target `teamwork_connect_backend::audit` and the fields
//! `event` and `id`. It stands inside the span of its request, which has the request's ID and the account.
//! `docs/backend-configuration.md` lists the events. None holds a value that was sent, but for IDs of ours.

use std::net::IpAddr;

use teamwork_connect_core::ResultCode;
use tracing::field::display;
use tracing::{info, warn};

use crate::store::authorization_row::AuthorizationRow;

/// What the lines of the log are found by. It is documented, so it does not follow the module's name.
const TARGET: &str = "teamwork_connect_backend::audit";

/// What was done. The ID is that of what it was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    ConnectionCreated,
    ConnectionReplaced,
    ConnectionDeleted,
    OauthClientCreated,
    OauthClientReplaced,
    OauthClientDeleted,
    AuthorizationBegan,
    AuthorizationAwaitsConfirmation,
    AuthorizationConfirmed,
    AuthorizationSucceeded,
    AuthorizationFailed(ResultCode),
    AuthorizationCancelled,
    /// The ID is that of the account.
    SessionEnded,
    /// The ID is that of the account.
    SessionsEnded,
}

/// What kind of secret was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    ApiKey,
    AccessToken,
    ClientSecret,
}

/// Why a browser that came to a page of the sign-in was sent away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The start page of no authorization.
    UnknownAuthorization,
    /// Another browser has the authorization, or somebody else is signed in.
    ForeignBrowser,
    /// The authorization has ended.
    TooLate,
    /// The answer came before.
    Repeated,
    /// Not what Teamwork sends anybody back with.
    Malformed,
    /// A state that is not good, or no more.
    UnknownState,
    /// An error without state, and this browser has no authorization.
    NoAuthorization,
    /// An error without state, and this browser has several authorizations.
    SeveralAuthorizations,
    /// A frame, an image or a script, and nobody who goes there.
    NoNavigation,
}

/// Something was done.
pub(crate) fn done(event: Event, id: &str) {
    let code = match event {
        Event::AuthorizationFailed(code) => Some(display(code)),
        _ => None,
    };
    info!(target: TARGET, event = event.name(), id, code);
}

/// A browser was sent away.
pub(crate) fn visit_refused(
    refusal: Refusal,
    authorization: Option<&AuthorizationRow>,
    ip: Option<IpAddr>,
) {
    let id = authorization.map(|row| row.id.as_str());
    let owner = authorization.map(|row| row.account());
    let owner = owner.as_ref().map(|account| account.id());
    warn!(target: TARGET, event = "visit.refused", kind = refusal.name(), id, owner, ip = ip.map(display));
}

/// A secret was decrypted, to be used. The ID is that of the connection, or of the client. A server that asks for
/// one does so outside of any request to the backend, so that the account is named here.
pub(crate) fn secret_read(kind: SecretKind, id: &str, owner: &str) {
    info!(target: TARGET, event = "secret.read", kind = kind.name(), id, owner);
}

/// A verification code was given that is not the authorization's.
pub(crate) fn verification_code_refused(id: &str) {
    warn!(target: TARGET, event = "verification_code.refused", id);
}

/// A request was refused because of who sends it, or how often. What it was for is in the span.
pub(crate) fn request_refused(kind: &'static str, ip: Option<IpAddr>) {
    warn!(target: TARGET, event = "request.refused", kind, ip = ip.map(display));
}

impl Event {
    /// What it is called in the log.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ConnectionCreated => "connection.created",
            Self::ConnectionReplaced => "connection.replaced",
            Self::ConnectionDeleted => "connection.deleted",
            Self::OauthClientCreated => "oauth_client.created",
            Self::OauthClientReplaced => "oauth_client.replaced",
            Self::OauthClientDeleted => "oauth_client.deleted",
            Self::AuthorizationBegan => "authorization.began",
            Self::AuthorizationAwaitsConfirmation => "authorization.awaits_confirmation",
            Self::AuthorizationConfirmed => "authorization.confirmed",
            Self::AuthorizationSucceeded => "authorization.succeeded",
            Self::AuthorizationFailed(_) => "authorization.failed",
            Self::AuthorizationCancelled => "authorization.cancelled",
            Self::SessionEnded => "session.ended",
            Self::SessionsEnded => "sessions.ended",
        }
    }
}

impl SecretKind {
    const fn name(self) -> &'static str {
        match self {
            Self::ApiKey => "api_key",
            Self::AccessToken => "access_token",
            Self::ClientSecret => "client_secret",
        }
    }
}

impl Refusal {
    const fn name(self) -> &'static str {
        match self {
            Self::UnknownAuthorization => "unknown_authorization",
            Self::ForeignBrowser => "foreign_browser",
            Self::TooLate => "too_late",
            Self::Repeated => "repeated",
            Self::Malformed => "malformed",
            Self::UnknownState => "unknown_state",
            Self::NoAuthorization => "no_authorization",
            Self::SeveralAuthorizations => "several_authorizations",
            Self::NoNavigation => "no_navigation",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_list_every_event_and_every_kind_of_refusal() {
        let document = include_str!("../../../docs/backend-configuration.md");
        let events = [
            Event::ConnectionCreated,
            Event::ConnectionReplaced,
            Event::ConnectionDeleted,
            Event::OauthClientCreated,
            Event::OauthClientReplaced,
            Event::OauthClientDeleted,
            Event::AuthorizationBegan,
            Event::AuthorizationAwaitsConfirmation,
            Event::AuthorizationConfirmed,
            Event::AuthorizationSucceeded,
            Event::AuthorizationFailed(ResultCode::Denied),
            Event::AuthorizationCancelled,
            Event::SessionEnded,
            Event::SessionsEnded,
        ];
        let refusals = [
            Refusal::UnknownAuthorization,
            Refusal::ForeignBrowser,
            Refusal::TooLate,
            Refusal::Repeated,
            Refusal::Malformed,
            Refusal::UnknownState,
            Refusal::NoAuthorization,
            Refusal::SeveralAuthorizations,
            Refusal::NoNavigation,
        ];
        let kinds = [SecretKind::ApiKey, SecretKind::AccessToken, SecretKind::ClientSecret];
        let others =
            ["secret.read", "visit.refused", "verification_code.refused", "request.refused"];
        let names = events.map(Event::name).into_iter().chain(refusals.map(Refusal::name));
        let names = names.chain(kinds.map(SecretKind::name));
        for name in names.chain(others) {
            assert!(document.contains(&format!("`{name}`")), "{name}");
        }
    }
}
