//! Parses a pasted Teamwork address into its site, its region, and hints for other settings.

use url::Host;

use crate::wrapped_address::unwrap_address;
use crate::{ApiType, FieldCode, NumericId, Region, SiteName, trim_outer_space};

/// The result of parsing the Site name field, which takes a bare label, a hostname, or any address of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountAddress {
    /// The label before the suffix.
    pub site_name: SiteName,
    /// The region given by the hostname's suffix. `None` for a bare label.
    pub region: Option<Region>,
    /// What the rest of the address suggests.
    pub hints: Hints,
}

/// Suggestions from the path and fragment of an address. The panel applies one only after the user accepts it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The product that the page at this address belongs to.
    pub api_type: Option<ApiType>,
    /// The number after `/people/`.
    pub user_id: Option<NumericId>,
    /// The number after `/spaces/api/v{n}/spaces/`.
    pub space_id: Option<NumericId>,
    /// Whether the address is a page of a space. Such an address holds the space's code, not its number.
    pub space_code: bool,
}

impl AccountAddress {
    /// Parses a label, hostname, or address, including one wrapped by email, chat, or document software: in
    /// brackets or quotes, before a period, as a Markdown link, or behind an Outlook, Proofpoint, or Google
    /// redirect. The unwrapped text goes through [`parse`](Self::parse). No address is ever requested.
    ///
    /// # Errors
    ///
    /// Returns the error of [`parse`](Self::parse) for the text as entered.
    pub fn find(text: &str) -> Result<Self, FieldCode> {
        Self::parse(text).or_else(|code| {
            let inner = unwrap_address(text).and_then(|inner| Self::parse(&inner).ok());
            // No software produces a bare label in brackets.
            inner.filter(|address| address.region.is_some()).ok_or(code)
        })
    }

    /// Parses a label, hostname, or address.
    ///
    /// Only scheme `https` or none is allowed, no user info, and no port but `:443`. The hostname must be
    /// `{label}.teamwork.com` or `{label}.eu.teamwork.com`. The text is judged first; then the `url` crate must
    /// agree on the hostname, because two parsers that differ are how a hostname escapes its suffix. A test checks
    /// that the crate's full URL parser also agrees, so that parser need not be in the wasm file.
    ///
    /// # Errors
    ///
    /// [`FieldCode::Required`] for empty text, `TooLong` or `Reserved` for such a label, `Unknown` for a hostname
    /// that isn't Teamwork's (a custom domain), and `Format` for everything else.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let text = trim_outer_space(text);
        if text.is_empty() {
            return Err(FieldCode::Required);
        }
        // Browsers read a backslash as a slash and other parsers don't, so reject it.
        if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return Err(FieldCode::Format);
        }
        if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            let site_name = SiteName::parse(text)?;
            return Ok(Self { site_name, region: None, hints: Hints::default() });
        }

        let rest = strip_https(text);
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, page) = rest.split_at_checked(end).unwrap_or_default();
        let host = authority.strip_suffix(":443").unwrap_or(authority).to_ascii_lowercase();
        let (label, region) = split_host(&host)?;
        let site_name = SiteName::parse(label)?;
        if !is_domain(&host) {
            return Err(FieldCode::Format);
        }
        Ok(Self { site_name, region: Some(region), hints: Hints::read(page) })
    }
}

/// Returns the text after `https://`, or the whole text if it has no such prefix. Any other scheme stays in place,
/// and its colon is then rejected as part of the hostname.
fn strip_https(text: &str) -> &str {
    const SCHEME: &str = "https://";
    match text.split_at_checked(SCHEME.len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case(SCHEME) => rest,
        _ => text,
    }
}

/// Splits a lowercase hostname into label and region.
fn split_host(host: &str) -> Result<(&str, Region), FieldCode> {
    for region in [Region::Eu, Region::Us] {
        if let Some(label) = host.strip_suffix(region.host_suffix())
            && !label.as_bytes().contains(&b'.')
        {
            // `eu.teamwork.com` parses as label `eu` in the US, where `eu` is reserved. A missing label
            // (`.teamwork.com`) is a format error, because something was entered.
            return if label.is_empty() { Err(FieldCode::Format) } else { Ok((label, region)) };
        }
    }
    Err(if looks_like_custom_domain(host) { FieldCode::Unknown } else { FieldCode::Format })
}

/// Whether the hostname is a plain domain name outside Teamwork. `acme.eu` doesn't count: it is a site name with
/// its region, as some products write it.
fn looks_like_custom_domain(host: &str) -> bool {
    let mut labels = host.split('.');
    let plain = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let ends_in_letters = host
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let site_with_region = host.split_once('.').is_some_and(|(_, rest)| rest == "eu");
    host.as_bytes().contains(&b'.')
        && labels.all(plain)
        && ends_in_letters
        && !site_with_region
        && !host.ends_with("teamwork.com")
}

/// Whether the `url` crate reads the hostname as a domain, and as the same one. A site name has no Punycode to
/// decode, so the opaque parser is enough and saves 5 KB in the browser.
fn is_domain(host: &str) -> bool {
    matches!(Host::parse_opaque(host), Ok(Host::Domain(domain)) if domain == host)
}

impl Hints {
    /// Reads the part after the hostname.
    fn read(page: &str) -> Self {
        let (page, fragment) = page.split_once('#').unwrap_or((page, ""));
        let path = page.split('?').next().unwrap_or("");
        let mut path = path_segments(path.strip_prefix('/').unwrap_or(path)).into_iter();
        let segments: [&str; 5] = core::array::from_fn(|_| path.next().unwrap_or(""));
        let fragment = fragment.trim_start_matches('/');
        let mut hints = Self::default();
        match segments {
            ["app", "people", id, ..] => hints.user_id = NumericId::parse(id).ok(),
            ["spaces", "api", version, "spaces", id] if is_version(version) => {
                hints.space_id = NumericId::parse(id).ok();
            }
            ["spaces", "api", ..] => {}
            ["spaces", code, ..] => hints.space_code = !code.is_empty() || !fragment.is_empty(),
            ["", ..] => {
                if let Some(people) = fragment.strip_prefix("people/") {
                    let id = people.split(['/', '?']).next().unwrap_or("");
                    hints.user_id = NumericId::parse(id).ok();
                }
            }
            _ => {}
        }
        hints.api_type = match segments[0] {
            "desk" => Some(ApiType::Desk),
            "spaces" => Some(ApiType::Spaces),
            "app" | "projects" => Some(ApiType::Projects),
            _ => None,
        };
        hints
    }
}

/// Splits a path into segments and resolves `.` and `..`, as a browser does.
fn path_segments(path: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut rest = path.split('/').peekable();
    while let Some(segment) = rest.next() {
        // Dots may be percent-encoded here.
        match &*segment.to_ascii_lowercase() {
            ".." | ".%2e" | "%2e." | "%2e%2e" => drop(segments.pop()),
            "." | "%2e" => {}
            _ => {
                segments.push(segment);
                continue;
            }
        }
        if rest.peek().is_none() {
            segments.push("");
        }
    }
    segments
}

/// `v1`, `v2` and so on.
fn is_version(segment: &str) -> bool {
    segment
        .strip_prefix('v')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{AccountAddress, Hints};
    use crate::FieldCode::{Format, Required, Reserved, TooLong, Unknown};
    use crate::{ApiType, NumericId, Region};

    fn id(text: &str) -> Option<NumericId> {
        Some(NumericId::parse(text).unwrap())
    }

    fn read(text: &str) -> (String, Option<Region>, Hints) {
        let address = AccountAddress::parse(text).unwrap_or_else(|code| panic!("{text}: {code}"));
        (address.site_name.to_string(), address.region, address.hints)
    }

    #[test]
    fn reads_labels_hosts_and_addresses() {
        for (text, site, region) in [
            ("acme", "acme", None),
            ("  ACME\u{200b}\n", "acme", None),
            ("null", "null", None),
            ("1E2", "1e2", None),
            ("acme.teamwork.com", "acme", Some(Region::Us)),
            ("Acme.EU.Teamwork.com", "acme", Some(Region::Eu)),
            ("https://acme.teamwork.com:443", "acme", Some(Region::Us)),
            ("HTTPS://acme.eu.teamwork.com/", "acme", Some(Region::Eu)),
            ("acme.teamwork.com?x=https://evil.com", "acme", Some(Region::Us)),
            ("acme.teamwork.com#@evil.com", "acme", Some(Region::Us)),
        ] {
            let (got_site, got_region, _) = read(text);
            assert_eq!((got_site.as_str(), got_region), (site, region), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_an_account() {
        for (text, code) in [
            ("", Required),
            (" \u{feff}", Required),
            ("https://eu.teamwork.com", Reserved),
            ("https://www.teamwork.com/launchpad", Reserved),
            ("https://teamwork.com", Format),
            ("https://.teamwork.com", Format),
            ("https://a.b.teamwork.com", Format),
            ("https://a.b.eu.teamwork.com", Format),
            ("http://acme.teamwork.com", Format),
            ("https:acme.teamwork.com", Format),
            ("https:/acme.teamwork.com", Format),
            ("https:///acme.teamwork.com", Format),
            ("//acme.teamwork.com", Format),
            ("https:\\\\acme.teamwork.com", Format),
            ("https://acme.teamwork.com\\@evil.com", Format),
            ("https://acme.teamwork.com:80", Format),
            ("https://acme.teamwork.com:", Format),
            ("https://acme.teamwork.com:0443", Format),
            ("https://acme.teamwork.com.", Format),
            ("https://acme%2eteamwork.com", Format),
            ("https://user@acme.teamwork.com", Format),
            ("https://user:pw@acme.teamwork.com", Format),
            ("https://evil.com#.teamwork.com", Unknown),
            ("https://evil.com/.teamwork.com", Unknown),
            ("https://evil-teamwork.com", Format),
            ("https://acme.teamwork.com.evil.com", Unknown),
            ("projects.example.com", Unknown),
            ("acme.eu", Format),
            ("acme/app", Format),
            ("ac me", Format),
            ("acm\u{e9}", Format),
            ("acme.teamwork\u{3002}com", Format),
            ("https://acme.teamwork.com/\tapp", Format),
            ("https://xn--80ak6aa92e.teamwork.com", Format),
            ("javascript:alert(1)", Format),
        ] {
            assert_eq!(AccountAddress::parse(text).map(|a| a.site_name), Err(code), "{text}");
        }
        let long = format!("{}.teamwork.com", "a".repeat(64));
        assert_eq!(AccountAddress::parse(&long), Err(TooLong));
    }

    #[test]
    fn reads_hints() {
        let none = Hints::default();
        let projects = Hints { api_type: Some(ApiType::Projects), ..none.clone() };
        let spaces = Hints { api_type: Some(ApiType::Spaces), ..none.clone() };
        for (path, hints) in [
            ("", none.clone()),
            ("/", none.clone()),
            ("/desk/tickets/77", Hints { api_type: Some(ApiType::Desk), ..none.clone() }),
            ("/projects/12", projects.clone()),
            ("/app/people/123456/", Hints { user_id: id("123456"), ..projects.clone() }),
            ("/app/people/123456?tab=1", Hints { user_id: id("123456"), ..projects.clone() }),
            ("/app/people/0", projects.clone()),
            ("/app/people/me", projects.clone()),
            ("/#/people/99/details", Hints { user_id: id("99"), ..none.clone() }),
            ("/#people/99", Hints { user_id: id("99"), ..none.clone() }),
            ("/spaces/api/v1/spaces/42", Hints { space_id: id("42"), ..spaces.clone() }),
            ("/spaces/api/v2/spaces/42/pages.json", Hints { space_id: id("42"), ..spaces.clone() }),
            ("/spaces/api/beta/spaces/42", spaces.clone()),
            ("/spaces/handbook/page/5-hello", Hints { space_code: true, ..spaces.clone() }),
            ("/spaces/#/handbook/", Hints { space_code: true, ..spaces.clone() }),
            ("/spaces", spaces.clone()),
            ("/desk/../spaces", spaces.clone()),
            ("/desk/%2E./spaces/.", spaces.clone()),
            ("/../app/./people/7", Hints { user_id: id("7"), ..projects.clone() }),
        ] {
            let address = format!("https://acme.eu.teamwork.com{path}");
            assert_eq!(read(&address).2, hints, "{address}");
        }
    }
}
