//! Where the page is shown.

use teamwork_connect_core::Surroundings;

use super::property::{property, text};

/// What the browser says of the page.
pub(crate) fn surroundings() -> Surroundings {
    Surroundings {
        user_agent: text(&["navigator", "userAgent"]),
        installed: property(&["navigator", "standalone"]).is_truthy(),
        framed: property(&["parent"]) != property(&["window"]),
    }
}

/// Whether the browser thinks that it has a network.
pub(crate) fn is_online() -> bool {
    property(&["navigator", "onLine"]).is_truthy()
}

/// Whether nobody sees the page: it is in the background, or not even gone to yet.
pub(crate) fn is_hidden() -> bool {
    property(&["document", "hidden"]).is_truthy()
}
