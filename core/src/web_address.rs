//! Addresses that a browser may be sent to.

/// An absolute address of the web, by `https` or `http`. Whatever else an answer or a configuration may
/// hold, such as `javascript:`, cannot be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(String);

impl WebAddress {
    /// Takes an address of the web, and nothing else.
    #[must_use]
    pub fn parse(text: String) -> Option<Self> {
        let is_one = text.starts_with("https://") || text.starts_with("http://");
        is_one.then_some(Self(text))
    }

    /// The address.
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
