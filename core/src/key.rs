//! The keys of request bodies.

use crate::string_enum::string_enum;

string_enum! {
    /// The JSON keys of what is posted: of a connection the settings of [`SETTINGS`](crate::setting::SETTINGS) and the two URLs
    /// derived from them, and of an OAuth 2.0 client its own two, beside its name.
    Key {
        /// Name your connection.
        Name = "name",
        /// API type.
        ApiType = "apiType",
        /// API version.
        ApiVersion = "apiVersion",
        /// Region.
        Region = "region",
        /// Site name.
        SiteName = "siteName",
        /// User ID.
        UserId = "userId",
        /// Space ID.
        SpaceId = "spaceId",
        /// Auth type.
        AuthType = "authType",
        /// API key.
        ApiKey = "apiKey",
        /// OAuth 2.0 client.
        OauthClientId = "oauthClientId",
        /// The site URL, derived.
        SiteUrl = "siteUrl",
        /// The base URL of the API, derived.
        ApiBaseUrl = "apiBaseUrl",
        /// The client ID of an OAuth 2.0 client, from Teamwork.
        ClientId = "clientId",
        /// The client secret of an OAuth 2.0 client.
        ClientSecret = "clientSecret",
    }
}
