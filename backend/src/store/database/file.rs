//! The identity of a file.

use std::path::Path;

/// Identifies a file, to detect that another one has replaced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileIdentity {
    device: u64,
    number: u64,
}

impl FileIdentity {
    /// Returns the identity of the file at a path, if it exists.
    #[cfg(unix)]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        std::fs::metadata(path).ok().map(|metadata| Self::from_metadata(&metadata))
    }

    #[cfg(unix)]
    pub(crate) fn from_metadata(metadata: &std::fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;

        Self { device: metadata.dev(), number: metadata.ino() }
    }

    /// On other systems an open file can't be deleted, so all files count as the same.
    #[cfg(not(unix))]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        path.exists().then_some(Self { device: 0, number: 0 })
    }

    #[cfg(not(unix))]
    pub(crate) fn from_metadata(_metadata: &std::fs::Metadata) -> Self {
        Self { device: 0, number: 0 }
    }
}
