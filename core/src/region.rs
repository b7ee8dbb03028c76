//! The region of a Teamwork account.

use crate::string_enum::string_enum;

string_enum! {
    /// The region of a site, which decides the suffix of its hostname.
    Region {
        /// `{site}.teamwork.com`
        Us = "us",
        /// `{site}.eu.teamwork.com`
        Eu = "eu",
    }
}

impl Region {
    /// The part of the hostname after the site name, including its leading dot.
    #[must_use]
    pub const fn host_suffix(self) -> &'static str {
        match self {
            Self::Us => ".teamwork.com",
            Self::Eu => ".eu.teamwork.com",
        }
    }
}
