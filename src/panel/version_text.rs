//! What the versions are called.

use teamwork_connect_core::{ApiType, ApiVersion};

use crate::text::{Message, Texts};

/// A version as the select shows it.
pub(super) fn version_text(texts: Texts, api_type: ApiType, version: ApiVersion) -> String {
    if version == ApiVersion::V0 {
        texts.fill(Message::VersionUndocumented, &[("version", version.as_str())])
    } else if version == api_type.newest_version() {
        texts.fill(Message::VersionNewest, &[("version", version.as_str())])
    } else {
        version.as_str().to_owned()
    }
}
