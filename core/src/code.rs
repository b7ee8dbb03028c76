//! The stable codes for results and field errors, listed in docs/codes.md.
//!
//! The names are the same in Rust, TypeScript, JSON, and the message catalogue.

use crate::string_enum::string_enum;

string_enum! {
    /// The outcome of something that the user asked for.
    ResultCode {
        /// The browser blocked the window.
        PopupBlocked = "popup_blocked",
        /// The window looks closed. Advice only: it never ends an authorization.
        WindowClosed = "window_closed",
        /// The user pressed *Cancel*.
        UserCancelled = "user_cancelled",
        /// Teamwork did not grant access: the user denied consent, or the API key was rejected.
        Denied = "denied",
        /// The authorization exceeded its time limit.
        Expired = "expired",
        /// A newer authorization replaced this one.
        Superseded = "superseded",
        /// The authorization was begun elsewhere, or its `state` was already used.
        StateInvalid = "state_invalid",
        /// Teamwork rejected the client ID or secret.
        ClientInvalid = "client_invalid",
        /// Teamwork rejected the authorization code.
        GrantInvalid = "grant_invalid",
        /// The user signed in to a different site from the one selected.
        SiteMismatch = "site_mismatch",
        /// The site exists, but the product can't be used there.
        ProductUnavailable = "product_unavailable",
        /// Teamwork is not responding.
        ProviderUnavailable = "provider_unavailable",
        /// The connection was lost after the code was sent, so the outcome is unknown.
        ExchangeUnknown = "exchange_unknown",
        /// The backend could not be reached.
        Network = "network",
        /// The page's content security policy blocked a request.
        CspBlocked = "csp_blocked",
        /// The response does not match docs/backend-api.md.
        BadResponse = "bad_response",
        /// Part of the component could not be loaded.
        LoadFailed = "load_failed",
        /// The user's session with the backend has ended.
        SessionExpired = "session_expired",
        /// The user is not allowed to do this.
        Forbidden = "forbidden",
        /// It does not exist, or it belongs to another account.
        NotFound = "not_found",
        /// It was changed elsewhere, it is in use, or the same request is still in progress.
        Conflict = "conflict",
        /// The request or its settings are invalid.
        Invalid = "invalid",
        /// Too many requests.
        RateLimited = "rate_limited",
        /// The backend failed.
        Internal = "internal",
    }
}

impl ResultCode {
    /// Whether the same request may succeed later, unchanged.
    #[must_use]
    pub const fn retryable(self) -> bool {
        matches!(
            self,
            Self::PopupBlocked
                | Self::WindowClosed
                | Self::UserCancelled
                | Self::Denied
                | Self::Expired
                | Self::GrantInvalid
                | Self::ProviderUnavailable
                | Self::ExchangeUnknown
                | Self::Network
                | Self::LoadFailed
                | Self::RateLimited
                | Self::Internal
        )
    }

    /// The code for a non-2xx HTTP response without a code of its own.
    #[must_use]
    pub const fn of_status(status: u16) -> Self {
        match status {
            401 => Self::SessionExpired,
            403 => Self::Forbidden,
            404 | 410 => Self::NotFound,
            409 | 412 => Self::Conflict,
            429 => Self::RateLimited,
            400..=499 => Self::Invalid,
            500..=599 => Self::Internal,
            _ => Self::BadResponse,
        }
    }
}

string_enum! {
    /// What is wrong with a setting.
    FieldCode {
        /// It is missing.
        Required = "required",
        /// It is too long.
        TooLong = "too_long",
        /// It has the wrong format.
        Format = "format",
        /// It is a name that Teamwork reserves.
        Reserved = "reserved",
        /// It is not one of the possible values, or it does not apply.
        Unknown = "unknown",
        /// It contradicts another setting.
        Mismatch = "mismatch",
        /// Notice only: another connection already has this name.
        Duplicate = "duplicate",
    }
}
