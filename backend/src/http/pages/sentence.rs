//! The texts of the sign-in pages. The panel shows more; these are for users who read the window.

use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::{Authorization, AuthorizationStatus};

/// The heading of every page about an authorization that did not succeed.
pub(crate) const NOT_CONNECTED: &str = "Not connected";

/// Returns the heading and the sentence for an authorization.
pub(crate) fn of(authorization: &Authorization) -> (&'static str, &'static str) {
    match authorization.status {
        AuthorizationStatus::Succeeded => {
            ("Connected to Teamwork", "Your connection is ready to use in the app.")
        }
        AuthorizationStatus::Pending => (
            "Not signed in yet",
            "You haven’t finished signing in to Teamwork. Continue in its window.",
        ),
        AuthorizationStatus::Checking => {
            ("One moment", "Teamwork responded. The response is being checked.")
        }
        AuthorizationStatus::AwaitingConfirmation => match authorization.code {
            None => (
                "Signed in to Teamwork",
                "The app is finishing the connection. If you didn’t start this yourself, close \
                 this window and don’t share the code with anyone.",
            ),
            Some(code) => (NOT_CONNECTED, of_failure(code)),
        },
        AuthorizationStatus::Failed => {
            let code = authorization.code.unwrap_or(ResultCode::Internal);
            (NOT_CONNECTED, of_failure(code))
        }
        AuthorizationStatus::Cancelled => (NOT_CONNECTED, of_failure(ResultCode::UserCancelled)),
        AuthorizationStatus::Superseded => (NOT_CONNECTED, of_failure(ResultCode::Superseded)),
        AuthorizationStatus::Expired => (NOT_CONNECTED, of_failure(ResultCode::Expired)),
    }
}

/// Returns what happened and what to do about it.
pub(crate) const fn of_failure(code: ResultCode) -> &'static str {
    match code {
        ResultCode::Denied => "Access to Teamwork wasn’t granted. You can try again in the app.",
        ResultCode::Expired => "The sign-in took too long. Start again in the app.",
        ResultCode::Superseded => {
            "A newer sign-in or change replaced this one. Continue in the app."
        }
        ResultCode::UserCancelled => "The sign-in was canceled in the app.",
        ResultCode::StateInvalid => {
            "This sign-in was started in another browser or is no longer valid. Start again in \
             the app."
        }
        ResultCode::ClientInvalid => {
            "Teamwork rejected the OAuth 2.0 client. Check its client ID and client secret in the \
             app."
        }
        ResultCode::GrantInvalid => "Teamwork rejected the sign-in. Start again in the app.",
        ResultCode::SiteMismatch => {
            "You signed in to a different Teamwork site from the one this connection uses. The \
             app shows both."
        }
        ResultCode::ProductUnavailable => {
            "You’re signed in to Teamwork, but you can’t use this product there."
        }
        ResultCode::ProviderUnavailable => "Teamwork isn’t responding. Try again later in the app.",
        ResultCode::RateLimited => "Too many requests. Wait a while, then start again in the app.",
        ResultCode::ExchangeUnknown => {
            "The connection to Teamwork was lost, so the result of the sign-in is unknown. Start \
             again in the app."
        }
        ResultCode::BadResponse => "Teamwork sent an unexpected response.",
        ResultCode::NotFound => "The connection was deleted in the app.",
        _ => "Something went wrong. Start again in the app.",
    }
}
