//! URLs that a browser may be sent to.

/// An absolute `https` or `http` URL. Anything else in a response or a configuration, such as `javascript:`, is
/// rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(String);

impl WebAddress {
    /// Parses an `https` or `http` URL. Returns `None` for anything else.
    #[must_use]
    pub fn parse(text: String) -> Option<Self> {
        let is_one = text.starts_with("https://") || text.starts_with("http://");
        is_one.then_some(Self(text))
    }

    /// The URL.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::WebAddress;

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        for good in ["https://app.example/start?a=b#c", "http://localhost:8080/"] {
            let address = WebAddress::parse(good.to_owned());
            assert_eq!(address.as_ref().map(WebAddress::as_str), Some(good));
        }
        for bad in ["", "/start", "//x", "javascript:alert(1)", " https://x", "data:,", "HTTPS://x"]
        {
            assert_eq!(WebAddress::parse(bad.to_owned()), None, "{bad}");
        }
    }
}
