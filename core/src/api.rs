//! Teamwork's products, their API versions, and their authentication methods.

use crate::string_enum::string_enum;

string_enum! {
    /// The Teamwork product that a connection is for.
    ApiType {
        /// Projects, tasks, milestones, time, and people.
        Projects = "projects",
        /// Tickets, inboxes, and conversations.
        Desk = "desk",
        /// Internal documents and knowledge bases.
        Spaces = "spaces",
    }
}

string_enum! {
    /// A version of a product's API.
    ApiVersion {
        /// Not publicly documented by Teamwork. The backend decides what it means.
        V0 = "v0",
        /// Projects only. Its paths are at the site's root.
        V1 = "v1",
        /// Available in every product.
        V2 = "v2",
        /// The newest version of Projects, and Projects only.
        V3 = "v3",
    }
}

string_enum! {
    /// How requests to Teamwork are authenticated.
    AuthType {
        /// HTTP Basic, with the user's API key as the user name.
        Basic = "basic",
        /// A bearer token from Teamwork's sign-in.
        Oauth2 = "oauth2",
    }
}

impl ApiType {
    /// The versions that this product offers, newest first.
    #[must_use]
    pub const fn versions(self) -> &'static [ApiVersion] {
        match self {
            Self::Projects => &[ApiVersion::V3, ApiVersion::V2, ApiVersion::V1],
            Self::Desk | Self::Spaces => &[ApiVersion::V2, ApiVersion::V0],
        }
    }

    /// The default version. A backend also assumes it when a Desk connection has none.
    #[must_use]
    pub const fn newest_version(self) -> ApiVersion {
        self.versions()[0]
    }
}
