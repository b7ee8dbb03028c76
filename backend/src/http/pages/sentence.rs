//! What the pages say. The panel says more; these are for who reads in the window.

use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::{Authorization, AuthorizationStatus};

/// The heading of every page about an authorization that did not succeed.
pub(crate) const NOT_CONNECTED: &str = "Not connected";

/// Heading and sentence about an authorization.
pub(crate) fn of(authorization: &Authorization) -> (&'static str, &'static str) {
    match authorization.status {
        AuthorizationStatus::Succeeded => {
            ("Connected to Teamwork", "Your connection is ready to use in the app.")
        }
        AuthorizationStatus::Pending => {
            ("Not signed in yet", "The sign-in at Teamwork is not finished. Go on in its window.")
        }
        AuthorizationStatus::Checking => {
            ("One moment", "Teamwork has answered, and the answer is being checked.")
        }
        AuthorizationStatus::AwaitingConfirmation => match authorization.code {
            None => (
                "Signed in to Teamwork",
                "The app finishes the connection. If you did not begin it there yourself, close this \
                 window, and give the code to nobody.",
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

/// What happened, and what to do about it.
pub(crate) const fn of_failure(code: ResultCode) -> &'static str {
    match code {
        ResultCode::Denied => "Access to Teamwork was not granted. You can try again in the app.",
        ResultCode::Expired => "The sign-in took too long. Start it again in the app.",
        ResultCode::Superseded => {
            "A newer sign-in or change took the place of this one. Go on in the app."
        }
        ResultCode::UserCancelled => "The sign-in was cancelled in the app.",
        ResultCode::StateInvalid => {
            "This sign-in was started in another browser, or is no longer known here. Start it again \
             in the app."
        }
        ResultCode::ClientInvalid => {
            "Teamwork refused the OAuth 2.0 client. Check its client ID and client secret in the app."
        }
        ResultCode::GrantInvalid => "Teamwork refused the sign-in. Start it again in the app.",
        ResultCode::SiteMismatch => {
            "You signed in to another Teamwork site than the one of this connection. The app shows both."
        }
        ResultCode::ProductUnavailable => {
            "You are signed in to Teamwork, but cannot use this product there."
        }
        ResultCode::ProviderUnavailable => {
            "Teamwork is not answering. Start again in the app in a while."
        }
        ResultCode::RateLimited => {
            "There were too many requests. Wait a while, and start again in the app."
        }
        ResultCode::ExchangeUnknown => {
            "The connection to Teamwork broke, so nobody can say how the sign-in ended. Start it again \
             in the app."
        }
        ResultCode::BadResponse => "Teamwork gave an answer that cannot be understood.",
        ResultCode::NotFound => "The connection was deleted in the app.",
        _ => "Something went wrong. Start again in the app.",
    }
}
