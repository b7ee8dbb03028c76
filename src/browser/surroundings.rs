//! Where the page is shown.

use teamwork_connect_core::Surroundings;

use super::property::{property, text};

/// What the browser reports about the page.
pub(crate) fn surroundings() -> Surroundings {
    Surroundings {
        user_agent: text(&["navigator", "userAgent"]),
        installed: property(&["navigator", "standalone"]).is_truthy(),
        framed: property(&["parent"]) != property(&["window"]),
    }
}

/// Whether the browser reports that it is online.
pub(crate) fn is_online() -> bool {
    property(&["navigator", "onLine"]).is_truthy()
}

/// Whether the page is not visible: in the background, or prerendered.
pub(crate) fn is_hidden() -> bool {
    property(&["document", "hidden"]).is_truthy()
}
