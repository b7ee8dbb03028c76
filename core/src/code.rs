//! The stable codes of results and of field errors (spec, section 10).
//!
//! The names are the same in Rust, TypeScript, JSON and the message catalogue.

use crate::string_enum::string_enum;

string_enum! {
    /// How something ended that the user asked for.
    ResultCode {
        /// The browser did not open the window.
        PopupBlocked = "popup_blocked",
        /// The window looks closed. Advice only: it never ends an authorization.
        WindowClosed = "window_closed",
        /// The user pressed Cancel.
        UserCancelled = "user_cancelled",
        /// Teamwork did not grant access: consent was denied, or the API key was not accepted.
        Denied = "denied",
        /// The authorization took longer than it may.
        Expired = "expired",
        /// A newer authorization took its place.
        Superseded = "superseded",
        /// The authorization was begun elsewhere, or its state was used already.
        StateInvalid = "state_invalid",
        /// Teamwork refused the client ID or secret.
        ClientInvalid = "client_invalid",
        /// Teamwork refused the sign-in code.
        GrantInvalid = "grant_invalid",
        /// The user signed in to another site than the one chosen.
        SiteMismatch = "site_mismatch",
        /// The site exists, and the product cannot be used there.
        ProductUnavailable = "product_unavailable",
        /// Teamwork does not answer.
        ProviderUnavailable = "provider_unavailable",
        /// The connection broke after the code was sent; nobody knows how it ended.
        ExchangeUnknown = "exchange_unknown",
        /// The backend could not be reached.
        Network = "network",
        /// The page's content security policy blocked a request.
        CspBlocked = "csp_blocked",
        /// The answer was not what the contract says.
        BadResponse = "bad_response",
        /// A part of the component could not be loaded.
        LoadFailed = "load_failed",
        /// The user is no longer signed in to the backend.
        SessionExpired = "session_expired",
        /// The user may not do this.
        Forbidden = "forbidden",
        /// It does not exist, or belongs to another account.
        NotFound = "not_found",
        /// It was changed elsewhere, is in use, or the same request is still being worked on.
        Conflict = "conflict",
        /// The request or its settings are not valid.
        Invalid = "invalid",
        /// Too many requests.
        RateLimited = "rate_limited",
        /// The backend failed.
        Internal = "internal",
    }
}

impl ResultCode {
    /// Whether the same request may succeed later without being changed.
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

    /// The code of an HTTP answer that is not a success and names no code of its own.
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
    /// What is wrong with one setting.
    FieldCode {
        /// Nothing was given.
        Required = "required",
        /// It is longer than it may be.
        TooLong = "too_long",
        /// It is not of the right form.
        Format = "format",
        /// It is a name that Teamwork keeps for itself.
        Reserved = "reserved",
        /// It is none of the possible values, or does not apply.
        Unknown = "unknown",
        /// It contradicts another setting.
        Mismatch = "mismatch",
        /// Notice only: another connection has this name.
        Duplicate = "duplicate",
    }
}
