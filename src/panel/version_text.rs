//! What the versions are called.

use teamwork_connect_core::{ApiType, ApiVersion};

use super::state::Panel;
use crate::text::Message;

/// A version as the select shows it.
pub(super) fn version_text(panel: Panel, api_type: ApiType, version: ApiVersion) -> String {
    if version == ApiVersion::V0 {
        panel.fill(Message::VersionUndocumented, &[("version", version.as_str())])
    } else if version == api_type.newest_version() {
        panel.fill(Message::VersionNewest, &[("version", version.as_str())])
    } else {
        version.as_str().to_owned()
    }
}
