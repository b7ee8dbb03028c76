//! What the panel has to say about the connection as a whole.

use teamwork_connect_core::wire::ConnectionStatus;

use crate::backend_api::ApiError;

/// What is said above the buttons.
#[derive(Clone, Debug)]
pub(crate) enum Banner {
    Saved(ConnectionStatus),
    Failed(ApiError),
    /// The connection could not be loaded; there is nothing to edit.
    NotLoaded {
        id: String,
        error: ApiError,
    },
    /// The backend has not told yet what it offers.
    NotBegun {
        error: ApiError,
    },
    /// The connection was changed elsewhere. `failed` is why the other version could not be had.
    Conflict {
        failed: Option<ApiError>,
    },
    /// The site that was signed in to has taken the place of the one that was chosen.
    SiteTaken,
    /// The user's version replaces the other one at the next save.
    Kept,
    /// The connection was deleted elsewhere. The next save creates it again.
    Gone,
}
