//! The region that a Teamwork account lives in.

use crate::string_enum::string_enum;

string_enum! {
    /// The region of a site. It decides the suffix of the site's hostname.
    Region {
        /// `{site}.teamwork.com`
        Us = "us",
        /// `{site}.eu.teamwork.com`
        Eu = "eu",
    }
}

impl Region {
    /// What follows the site name in the hostname, with its leading dot.
    #[must_use]
    pub const fn host_suffix(self) -> &'static str {
        match self {
            Self::Us => ".teamwork.com",
            Self::Eu => ".eu.teamwork.com",
        }
    }
}
