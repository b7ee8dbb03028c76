//! Messages about the connection as a whole.

use teamwork_connect_core::wire::ConnectionStatus;

use crate::backend_api::ApiError;

/// The message above the buttons.
#[derive(Clone, Debug)]
pub(crate) enum Banner {
    Saved(ConnectionStatus),
    Failed(ApiError),
    /// The connection could not be loaded, so there is nothing to edit.
    NotLoaded {
        id: String,
        error: ApiError,
    },
    /// The backend's configuration could not be loaded.
    NotBegun {
        error: ApiError,
    },
    /// The connection was changed elsewhere. `failed` is why the other version could not be loaded.
    Conflict {
        failed: Option<ApiError>,
    },
    /// The site that the user signed in to has replaced the selected one.
    SiteTaken,
    /// The next save replaces the other version with the user's.
    Kept,
    /// The connection was deleted elsewhere. The next save creates it again.
    Gone,
}
