//! Addresses wrapped by email, chat, and document software.

/// The maximum number of nested wrappers.
const DEPTH: usize = 4;

/// Extracts the address from a text that contains more than an address: removes the brackets, quotes, and
/// punctuation around it, and unwraps Markdown links and the redirects of email programs and search engines.
/// Requests nothing. Returns `None` if nothing surrounds the address.
pub(crate) fn unwrap_address(text: &str) -> Option<String> {
    let mut address = bare(text).to_owned();
    for _ in 0..DEPTH {
        let Some(target) = link_target(&address) else { break };
        bare(&target).clone_into(&mut address);
    }
    (address != text).then_some(address)
}

/// Characters written around an address or after it in a sentence, and invisible characters.
const AROUND: &str = "<>()[]{}\"'`“”„‘’‚«»‹›.,;:!?… \t\r\n\u{a0}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\
    \u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";

/// The text without the characters around an address.
fn bare(text: &str) -> &str {
    // Round brackets after square brackets hold the target of a Markdown link, perhaps with a title.
    let text = match split_at_mark(text, "]", '(') {
        Some((_, target)) => target.split_once(' ').map_or(target, |(target, _)| target),
        None => text,
    };
    text.trim_matches(|c| AROUND.chars().any(|around| around == c))
}

/// Splits a text at the first `mark` that follows `before`, and drops both. (Searching for a text of several
/// characters would add 1 KB to the wasm file.)
fn split_at_mark<'a>(text: &'a str, before: &str, mark: char) -> Option<(&'a str, &'a str)> {
    let split = |(place, _)| {
        let (start, end) = text.split_at_checked(place)?;
        Some((start.strip_suffix(before)?, end.strip_prefix(mark)?))
    };
    text.char_indices().find_map(split)
}

/// The target of a link that an email program or a search engine has rewritten.
fn link_target(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let rest = rest.strip_prefix("//")?;
    let (host, page) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    if host.ends_with(".safelinks.protection.outlook.com") {
        return decoded(parameter(page, "url=")?).filter(|_| is_web);
    }
    match &*host {
        _ if !is_web => None,
        "www.google.com" | "google.com" if page.starts_with("url?") => {
            decoded(parameter(page, "q=").or_else(|| parameter(page, "url="))?)
        }
        "urldefense.com" | "urldefense.proofpoint.com" => match page.strip_prefix("v3/__") {
            Some(target) => Some(split_at_mark(target, "__", ';')?.0.to_owned()),
            None if page.starts_with("v2/url?") => {
                decoded(&parameter(page, "u=")?.replace('-', "%").replace('_', "/"))
            }
            None => None,
        },
        _ => None,
    }
}

/// The value of a query parameter. Here, `name` ends in `=`.
fn parameter<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    page.split(['?', '&', '#']).find_map(|pair| pair.strip_prefix(name))
}

/// Decodes percent-encoding. An address contains only ASCII.
fn decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut decoded = parts.next()?.to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let byte = u8::from_str_radix(digits, 16).ok().filter(u8::is_ascii)?;
        decoded.push(byte.into());
        decoded.push_str(rest);
    }
    Some(decoded)
}

#[cfg(test)]
mod tests {
    use crate::{AccountAddress, Region};

    #[test]
    fn b31_what_is_around_an_address_is_taken_off() {
        for text in [
            "<https://acme.eu.teamwork.com>",
            "“https://acme.eu.teamwork.com/”",
            "'acme.eu.teamwork.com'",
            "`https://acme.eu.teamwork.com/app`",
            "(https://acme.eu.teamwork.com)",
            "[https://acme.eu.teamwork.com]",
            "https://acme.eu.teamwork.com.",
            "https://acme.eu.teamwork.com/app,",
            "https://acme.eu.teamwork.com?!",
            "(see: “<https://acme.eu.teamwork.com/>”).".trim_start_matches("(see: "),
            "[Acme](https://acme.eu.teamwork.com/app)",
            "[Acme's site](<https://acme.eu.teamwork.com/app> \"Acme\").",
            "[https://acme.eu.teamwork.com](https://acme.eu.teamwork.com)",
            "\u{200e}https://acme.eu.teamwork.com\u{200f}",
            "\u{2068}https://acme.eu.teamwork.com\u{2069} ",
            "\u{202a}<https://acme.eu.teamwork.com/>\u{202c}",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.eu.teamwork.com%2Fapp%2F&data=05%7C01&reserved=0",
            "https://EUR01.SafeLinks.Protection.Outlook.com/?data=05&url=https%3A%2F%2Facme.eu.teamwork.com",
            "https://www.google.com/url?q=https://acme.eu.teamwork.com/app&sa=D&source=docs",
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Facme.eu.teamwork.com%2F",
            "https://urldefense.com/v3/__https://acme.eu.teamwork.com/app/__;!!Abc!xyz$",
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__acme.eu.teamwork.com_app&d=DwMF&c=x",
            // Nested wrappers.
            "<https://www.google.com/url?q=https%3A%2F%2Feur01.safelinks.protection.outlook.com%2F%3Furl%3Dhttps%253A%252F%252Facme.eu.teamwork.com>",
        ] {
            let address =
                AccountAddress::find(text).unwrap_or_else(|code| panic!("{text}: {code}"));
            assert_eq!(address.site_name.as_str(), "acme", "{text}");
            assert_eq!(address.region, Some(Region::Eu), "{text}");
        }
    }

    #[test]
    fn what_is_in_it_is_judged_as_ever() {
        for text in [
            "<https://evil.com>",
            "<>",
            "[](",
            "()",
            "[acme](javascript:alert(1))",
            "[https://acme.teamwork.com](https://evil.com)",
            "<https://acme.teamwork.com@evil.com>",
            "https://www.google.com/url?q=https://evil.com/acme.teamwork.com",
            "https://www.google.com/url?q=https%3A%2F%2Facme.teamwork.com%40evil.com",
            "https://www.google.com/search?q=https://acme.teamwork.com",
            "https://evil.com/url?q=https://acme.teamwork.com",
            "https://safelinks.protection.outlook.com.evil.com/?url=https%3A%2F%2Facme.teamwork.com",
            "https://safelinks.protection.outlook.com/?x=https%3A%2F%2Facme.teamwork.com",
            "https://eur01.safelinks.protection.outlook.com/?url=%ff%fe",
            "https://urldefense.com/v3/__https://evil.com/__;!!x",
            "https://urldefense.com/v3/https://acme.teamwork.com",
            "ftp://www.google.com/url?q=https://acme.teamwork.com",
            "https://user@www.google.com/url?q=https://acme.teamwork.com",
            "https://acme\u{202e}.teamwork.com",
            "two acme.teamwork.com addresses",
        ] {
            assert!(AccountAddress::find(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_error_is_about_what_was_entered() {
        for text in ["", "projects.example.com", "https://www.teamwork.com", "acme teamwork"] {
            assert_eq!(AccountAddress::find(text), AccountAddress::parse(text), "{text}");
        }
    }

    #[test]
    fn it_comes_to_an_end() {
        let nested = "https://www.google.com/url?q=".repeat(1000) + "https://acme.teamwork.com";
        assert!(AccountAddress::find(&nested).is_err());
        let brackets = "<".repeat(100_000) + "https://acme.teamwork.com" + &">".repeat(100_000);
        assert!(AccountAddress::find(&brackets).is_ok());
    }
}
