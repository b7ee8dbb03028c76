//! The audit log: who did what, and what was refused.
//!
//! Each entry is one line in the log, with the target `teamwork_connect_backend::audit` and the
//! fields `event` and `id`. It is logged inside the span of its request, which has the request's ID
//! and the account. `docs/backend-configuration.md` lists the events. Entries contain no values
//! from requests except IDs that the backend generated.

use std::net::IpAddr;

use teamwork_connect_core::ResultCode;
use tracing::field::display;
use tracing::{info, warn};

use crate::store::authorization_row::AuthorizationRow;

/// The target of the log lines. It is documented, so it must not change with the module's name.
const TARGET: &str = "teamwork_connect_backend::audit";

/// A completed action. Its ID is that of the object.
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
    /// The ID is the account's.
    SessionEnded,
    /// The ID is the account's.
    SessionsEnded,
}

/// The kind of secret that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    ApiKey,
    AccessToken,
    ClientSecret,
}

/// Why a visit of a sign-in page was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// No authorization has this ID.
    UnknownAuthorization,
    /// The authorization is bound to another browser, or somebody else is signed in.
    ForeignBrowser,
    /// The authorization has ended.
    TooLate,
    /// The answer was already accepted.
    Repeated,
    /// Teamwork never sends such a query.
    Malformed,
    /// The state is unknown or no longer valid.
    UnknownState,
    /// An error without state, and this browser has no pending authorization.
    NoAuthorization,
    /// An error without state, and this browser has several pending authorizations.
    SeveralAuthorizations,
    /// The request is not a navigation, but for a frame, an image or a script.
    NoNavigation,
}

/// Logs a completed action.
pub(crate) fn done(event: Event, id: &str) {
    let code = match event {
        Event::AuthorizationFailed(code) => Some(display(code)),
        _ => None,
    };
    info!(target: TARGET, event = event.name(), id, code);
}

/// Logs a refused visit.
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

/// Logs that a secret was decrypted for use. The ID is that of the connection or the client. The
/// embedding server reads credentials outside of any request to the backend, so the account is a
/// field of its own.
pub(crate) fn secret_read(kind: SecretKind, id: &str, owner: &str) {
    info!(target: TARGET, event = "secret.read", kind = kind.name(), id, owner);
}

/// Logs a wrong verification code.
pub(crate) fn verification_code_refused(id: &str) {
    warn!(target: TARGET, event = "verification_code.refused", id);
}

/// Logs a request that was refused because of its sender or its rate. The span has the route.
pub(crate) fn request_refused(kind: &'static str, ip: Option<IpAddr>) {
    warn!(target: TARGET, event = "request.refused", kind, ip = ip.map(display));
}

impl Event {
    /// Returns the name in the log.
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
    fn every_event_and_refusal_is_documented() {
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
