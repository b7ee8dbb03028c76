//! Why a request fails.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use teamwork_connect_core::{FieldErrors, ResultCode};
use tracing::error;

use crate::auth::session::SessionError;
use crate::crypto::random_token::NoRandomness;
use crate::crypto::{DecryptError, EncryptError};
use crate::limits::in_flight::AlreadyInFlight;
use crate::limits::quotas::OverQuota;
use crate::limits::rate_limits::Exceeded;
use crate::store::connection_row::CorruptRow;
use crate::store::database::Failure;
use crate::store::error::StoreError;

/// Why a request fails. No variant contains a value from the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// The body is not JSON of the right shape. Contains the location, if known.
    MalformedBody {
        place: Option<(usize, usize)>,
    },
    MalformedQuery,
    IdempotencyKeyMissing,
    IdempotencyKeyMalformed,
    SignedOut,
    RequestedWithMissing,
    /// The page's origin is not allowed. Contains the public URL.
    OriginNotAllowed {
        public_url: String,
    },
    /// The request is for another hostname. Contains the public URL.
    Misdirected {
        public_url: String,
    },
    NotFound,
    MethodNotAllowed,
    BodyTooSlow,
    InFlight,
    ClientInUse,
    NotOauth,
    NotAwaiting,
    Stale,
    BodyTooLarge,
    NotJson,
    InvalidSettings(FieldErrors),
    UnknownReturnKey,
    VerificationCodeMalformed,
    VerificationCodeWrong,
    IdempotencyKeyReused,
    IfMatchMissing,
    /// The account has the maximum number of open authorizations. Contains the seconds until one of
    /// them ends.
    TooManyAuthorizations {
        retry_after: u32,
    },
    /// The account has reached a quota.
    QuotaReached,
    /// The caller exceeds a rate limit. Contains the seconds until the next request is accepted.
    RateLimited {
        retry_after: u32,
    },
    Busy,
    /// The database can't be written to: its disk is full or fails.
    StorageFailed,
    /// The backend runs but can't serve requests.
    NotReady,
    Internal,
}

impl ApiError {
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::MalformedBody { .. }
            | Self::MalformedQuery
            | Self::IdempotencyKeyMissing
            | Self::IdempotencyKeyMalformed => StatusCode::BAD_REQUEST,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::RequestedWithMissing | Self::OriginNotAllowed { .. } => StatusCode::FORBIDDEN,
            Self::Misdirected { .. } => StatusCode::MISDIRECTED_REQUEST,
            Self::QuotaReached => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::BodyTooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::InFlight | Self::ClientInUse | Self::NotOauth | Self::NotAwaiting => {
                StatusCode::CONFLICT
            }
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::InvalidSettings(_)
            | Self::UnknownReturnKey
            | Self::VerificationCodeMalformed
            | Self::VerificationCodeWrong
            | Self::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::IfMatchMissing => StatusCode::PRECONDITION_REQUIRED,
            Self::TooManyAuthorizations { .. } | Self::RateLimited { .. } => {
                StatusCode::TOO_MANY_REQUESTS
            }
            Self::Busy | Self::StorageFailed | Self::NotReady => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub(crate) const fn code(&self) -> ResultCode {
        match self {
            // The only 4xx that may succeed if the same request is repeated.
            Self::BodyTooSlow => ResultCode::Network,
            Self::Misdirected { .. } => ResultCode::Forbidden,
            _ => ResultCode::of_status(self.status().as_u16()),
        }
    }

    /// Returns the last part of the problem's `type`, and its title.
    pub(crate) const fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::MalformedBody { .. } => {
                ("malformed-body", "The body isn't JSON in the expected format.")
            }
            Self::MalformedQuery => ("malformed-query", "The query is malformed."),
            Self::IdempotencyKeyMissing => {
                ("idempotency-key-missing", "The Idempotency-Key header is required.")
            }
            Self::IdempotencyKeyMalformed => (
                "idempotency-key-malformed",
                "The Idempotency-Key must be 1 to 255 printable ASCII characters.",
            ),
            Self::SignedOut => ("signed-out", "Not signed in."),
            Self::RequestedWithMissing => (
                "requested-with-missing",
                "The header X-Requested-With: teamwork-connect is required.",
            ),
            Self::OriginNotAllowed { .. } => ("origin-not-allowed", "This origin is not allowed."),
            Self::Misdirected { .. } => ("misdirected", "The backend doesn't serve this hostname."),
            Self::NotFound => ("not-found", "Not found."),
            Self::MethodNotAllowed => ("method-not-allowed", "This method isn't allowed here."),
            Self::BodyTooSlow => ("body-too-slow", "The body didn't arrive in time."),
            Self::InFlight => ("in-flight", "The same request is still in progress."),
            Self::ClientInUse => ("client-in-use", "A connection uses this client."),
            Self::NotOauth => ("not-oauth", "The connection doesn't use OAuth 2.0."),
            Self::NotAwaiting => ("not-awaiting", "The authorization isn't awaiting confirmation."),
            Self::Stale => ("stale", "The resource has changed since it was read."),
            Self::BodyTooLarge => ("body-too-large", "The body is larger than 16 KiB."),
            Self::NotJson => ("not-json", "The body must be application/json."),
            Self::InvalidSettings(_) => ("invalid-settings", "Some settings are invalid."),
            Self::UnknownReturnKey => {
                ("unknown-return-key", "No return URL is configured for this returnKey.")
            }
            Self::VerificationCodeMalformed => (
                "verification-code-malformed",
                "A verification code has 12 letters and digits, in groups of four.",
            ),
            Self::VerificationCodeWrong => {
                ("verification-code-wrong", "The verification code is incorrect.")
            }
            Self::IdempotencyKeyReused => {
                ("idempotency-key-reused", "The Idempotency-Key was used with a different body.")
            }
            Self::IfMatchMissing => ("if-match-missing", "The If-Match header is required."),
            Self::TooManyAuthorizations { .. } => {
                ("too-many-authorizations", "Too many authorizations are in progress.")
            }
            Self::RateLimited { .. } => ("rate-limited", "Too many requests."),
            Self::QuotaReached => ("quota-reached", "The account has reached its quota."),
            Self::Busy => ("busy", "The backend is busy."),
            Self::StorageFailed => ("storage-failed", "The backend can't save right now."),
            Self::NotReady => ("not-ready", "The backend can't serve requests right now."),
            Self::Internal => ("internal", "The backend failed."),
        }
    }

    /// Returns whether the error concerns the sender or how often it sends. These are logged for
    /// operators.
    pub(crate) const fn is_about_the_sender(&self) -> bool {
        matches!(
            self,
            Self::SignedOut
                | Self::RequestedWithMissing
                | Self::OriginNotAllowed { .. }
                | Self::Misdirected { .. }
                | Self::NotFound
                | Self::QuotaReached
                | Self::TooManyAuthorizations { .. }
                | Self::RateLimited { .. }
        )
    }

    /// Returns after how many seconds the same request may succeed.
    pub(crate) const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::InFlight | Self::Busy | Self::NotReady => Some(1),
            Self::StorageFailed => Some(10),
            Self::TooManyAuthorizations { retry_after } | Self::RateLimited { retry_after } => {
                Some(*retry_after)
            }
            _ => None,
        }
    }
}

impl ApiError {
    /// Returns the error for a request that met a failure of the database.
    const fn of(failure: Failure) -> Self {
        match failure {
            Failure::Busy => Self::Busy,
            Failure::Full => Self::StorageFailed,
            Failure::Other => Self::Internal,
        }
    }
}

impl IntoResponse for ApiError {
    /// Sets only the status. The outermost middleware, which knows the request's ID, writes the
    /// problem document.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        error.log();
        Self::of(error.failure())
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(cause: sqlx::Error) -> Self {
        StoreError::from(cause).into()
    }
}

impl From<CorruptRow> for ApiError {
    fn from(row: CorruptRow) -> Self {
        StoreError::from(row).into()
    }
}

impl From<EncryptError> for ApiError {
    fn from(cause: EncryptError) -> Self {
        StoreError::from(cause).into()
    }
}

impl From<DecryptError> for ApiError {
    fn from(cause: DecryptError) -> Self {
        StoreError::from(cause).into()
    }
}

impl From<NoRandomness> for ApiError {
    fn from(_: NoRandomness) -> Self {
        error!("the system's random number generator failed");
        Self::Internal
    }
}

impl From<SessionError> for ApiError {
    fn from(cause: SessionError) -> Self {
        error!(%cause, "sign-in failed");
        Self::of(cause.failure())
    }
}

impl From<Exceeded> for ApiError {
    fn from(exceeded: Exceeded) -> Self {
        Self::RateLimited { retry_after: exceeded.retry_after }
    }
}

impl From<OverQuota> for ApiError {
    fn from(_: OverQuota) -> Self {
        Self::QuotaReached
    }
}

impl From<AlreadyInFlight> for ApiError {
    fn from(_: AlreadyInFlight) -> Self {
        Self::InFlight
    }
}
