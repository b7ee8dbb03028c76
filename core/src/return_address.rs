//! The URL at which a tab returns from Teamwork.

/// The query parameter in which the backend's done page names the authorization that a tab returns from.
const PARAMETER: &str = "teamwork-connect=";

/// Removes the parameter `teamwork-connect` from a query such as `?a=b&teamwork-connect=x`. Returns its raw value
/// and the query without it. The rest of the query is unchanged, byte for byte.
#[must_use]
pub fn take_return(query: &str) -> Option<(&str, String)> {
    let pairs = query.strip_prefix('?')?.split('&');
    let value = pairs.clone().find_map(|pair| pair.strip_prefix(PARAMETER))?;
    let mut rest = String::new();
    for pair in pairs.filter(|pair| !pair.starts_with(PARAMETER)) {
        rest.push(if rest.is_empty() { '?' } else { '&' });
        rest.push_str(pair);
    }
    Some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::take_return;

    #[test]
    fn the_parameter_is_taken_and_the_rest_stays() {
        for (query, value, rest) in [
            ("?teamwork-connect=a-1", "a-1", ""),
            ("?teamwork-connect=", "", ""),
            ("?a=b&teamwork-connect=x&c=%20d", "x", "?a=b&c=%20d"),
            ("?teamwork-connect=x&flag&=&e=f=g", "x", "?flag&=&e=f=g"),
            ("?teamwork-connect=x&teamwork-connect=y", "x", ""),
            ("?a=teamwork-connect&teamwork-connect=%2e", "%2e", "?a=teamwork-connect"),
        ] {
            assert_eq!(take_return(query), Some((value, rest.to_owned())), "{query}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_none() {
        for query in
            ["", "?", "?a=b", "?teamwork-connect", "?teamwork-connects=x", "?x=teamwork-connect=y"]
        {
            assert_eq!(take_return(query), None, "{query}");
        }
    }
}
