//! What site name, region, API type, and version determine: the site URL, the base URL, and the test request.

use core::fmt;

use crate::{ApiType, ApiVersion, NumericId, Region, SiteName};

/// The site of a Teamwork account. Its `Display` output is its URL, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteUrl {
    /// The label before the suffix.
    pub site_name: SiteName,
    /// The region, which decides the suffix.
    pub region: Region,
}

impl SiteUrl {
    /// The hostname, such as `acme.eu.teamwork.com`.
    #[must_use]
    pub fn host(&self) -> String {
        format!("{}{}", self.site_name, self.region.host_suffix())
    }

    /// The base URL of a product's API on this site, or `None` if Teamwork documents none and the backend decides
    /// the path.
    #[must_use]
    pub fn api_base_url(&self, api_type: ApiType, version: ApiVersion) -> Option<String> {
        base_path(api_type, version).map(|path| format!("{self}{path}"))
    }
}

impl fmt::Display for SiteUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "https://{}{}", self.site_name, self.region.host_suffix())
    }
}

/// The path of a product's API below the site URL. Empty for Projects v1, whose paths are at the root. `None` if
/// no path is publicly documented or the product has no such version.
///
/// Sources: apidocs.teamwork.com for Projects v1, v3 and Desk v2; Teamwork's request examples for Projects v2;
/// Teamwork's Spaces SDK for Spaces v2.
#[must_use]
pub const fn base_path(api_type: ApiType, version: ApiVersion) -> Option<&'static str> {
    match (api_type, version) {
        (ApiType::Projects, ApiVersion::V1) => Some(""),
        (ApiType::Projects, ApiVersion::V2) => Some("/projects/api/v2"),
        (ApiType::Projects, ApiVersion::V3) => Some("/projects/api/v3"),
        (ApiType::Desk, ApiVersion::V2) => Some("/desk/api/v2"),
        (ApiType::Spaces, ApiVersion::V2) => Some("/spaces/api/v2"),
        _ => None,
    }
}

/// The path on the site that a connection test requests with `GET`, if any. Spaces requires a
/// space ID, because every documented path of its v2 is below one.
#[must_use]
pub fn test_path(
    api_type: ApiType,
    version: ApiVersion,
    space_id: Option<&NumericId>,
) -> Option<String> {
    let base = base_path(api_type, version)?;
    match (api_type, version) {
        (ApiType::Projects, ApiVersion::V2) => Some("/me.json".to_owned()),
        (ApiType::Spaces, _) => space_id.map(|id| format!("{base}/spaces/{id}/pages.json")),
        _ => Some(format!("{base}/me.json")),
    }
}

#[cfg(test)]
mod tests {
    use super::{SiteUrl, test_path};
    use crate::{ApiType, ApiVersion, NumericId, Region, SiteName};

    #[test]
    fn derives_every_row_of_the_table() {
        let site = SiteUrl { site_name: SiteName::parse("acme").unwrap(), region: Region::Eu };
        let space = NumericId::parse("42").unwrap();
        let h = "https://acme.eu.teamwork.com";
        assert_eq!(site.to_string(), h);
        assert_eq!(site.host(), "acme.eu.teamwork.com");
        for (api_type, version, base, test) in [
            (ApiType::Projects, ApiVersion::V1, Some(""), Some("/me.json")),
            (ApiType::Projects, ApiVersion::V2, Some("/projects/api/v2"), Some("/me.json")),
            (
                ApiType::Projects,
                ApiVersion::V3,
                Some("/projects/api/v3"),
                Some("/projects/api/v3/me.json"),
            ),
            (ApiType::Desk, ApiVersion::V2, Some("/desk/api/v2"), Some("/desk/api/v2/me.json")),
            (ApiType::Desk, ApiVersion::V0, None, None),
            (
                ApiType::Spaces,
                ApiVersion::V2,
                Some("/spaces/api/v2"),
                Some("/spaces/api/v2/spaces/42/pages.json"),
            ),
            (ApiType::Spaces, ApiVersion::V0, None, None),
        ] {
            let derived = site.api_base_url(api_type, version);
            assert_eq!(derived, base.map(|path| format!("{h}{path}")), "{api_type} {version}");
            assert_eq!(test_path(api_type, version, Some(&space)).as_deref(), test);
        }
        let us = SiteUrl { region: Region::Us, ..site };
        assert_eq!(us.to_string(), "https://acme.teamwork.com");
    }
}
