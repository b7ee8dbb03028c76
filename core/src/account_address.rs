//! What a pasted Teamwork address says: the site, its region, and hints for other settings.

use url::Host;

use crate::wrapped_address::unwrap_address;
use crate::{ApiType, FieldCode, NumericId, Region, SiteName, trim_outer_space};

/// What was read from the text in Site name: a bare label, a hostname or any address of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountAddress {
    /// The label before the suffix.
    pub site_name: SiteName,
    /// The region that the host's suffix names. A bare label names none.
    pub region: Option<Region>,
    /// What the rest of the address suggests.
    pub hints: Hints,
}

/// What path and fragment of an address suggest. Nothing is changed because of a hint unless the
/// user says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The product whose pages the address belongs to.
    pub api_type: Option<ApiType>,
    /// The number after `/people/`.
    pub user_id: Option<NumericId>,
    /// The number after `/spaces/api/v{n}/spaces/`.
    pub space_id: Option<NumericId>,
    /// The address is a page of a space, which holds the space's code and not its number.
    pub space_code: bool,
}

impl AccountAddress {
    /// Reads a label, hostname or address in whatever mail, chat and documents make of it: in brackets or quotes, before
    /// a full stop, as a Markdown link, or behind a link of Outlook, Proofpoint or Google. What is inside is read by
    /// [`parse`](Self::parse), and no address is ever requested.
    ///
    /// # Errors
    /// Those of [`parse`](Self::parse), of the text as it was entered.
    pub fn find(text: &str) -> Result<Self, FieldCode> {
        Self::parse(text).or_else(|code| {
            let inner = unwrap_address(text).and_then(|inner| Self::parse(&inner).ok());
            // A mere label in brackets is not the work of a program.
            inner.filter(|address| address.region.is_some()).ok_or(code)
        })
    }

    /// Reads a label, hostname or address. The decision is made on the text, by rules 1 to 3 of the
    /// spec's section 3; the host that they accept must then mean the same to the `url` crate, because
    /// two parsers that differ are how a hostname escapes its suffix. A test shows that the crate reads
    /// the same from the whole text, for which its parser need not be in the wasm file.
    ///
    /// # Errors
    /// [`FieldCode::Required`] for nothing; `TooLong` and `Reserved` for such a label; `Unknown` for a
    /// hostname that is not Teamwork's (a custom domain); `Format` for everything else.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let text = trim_outer_space(text);
        if text.is_empty() {
            return Err(FieldCode::Required);
        }
        // A backslash is a slash to a browser's parser and not to others, so it is never taken.
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

/// The text after `https://`, or the whole text where there is no such scheme. Any other scheme stays
/// in place, and its colon is then refused in the host.
fn strip_https(text: &str) -> &str {
    const SCHEME: &str = "https://";
    match text.split_at_checked(SCHEME.len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case(SCHEME) => rest,
        _ => text,
    }
}

/// Splits a host in lower case into label and region.
fn split_host(host: &str) -> Result<(&str, Region), FieldCode> {
    for region in [Region::Eu, Region::Us] {
        if let Some(label) = host.strip_suffix(region.host_suffix())
            && !label.as_bytes().contains(&b'.')
        {
            // `eu.teamwork.com` is a label and the suffix of the US; "eu" is reserved there.
            // A missing label (`.teamwork.com`) is a matter of form, since something was given.
            return if label.is_empty() { Err(FieldCode::Format) } else { Ok((label, region)) };
        }
    }
    Err(if looks_like_custom_domain(host) { FieldCode::Unknown } else { FieldCode::Format })
}

/// Whether the host is a plain domain name of somebody else's. `acme.eu` is not: it is a site name
/// with its region, as some products want it.
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

/// Whether the `url` crate takes the host for a domain, and for no other than it says. A site name has
/// nothing for Punycode to decode, so the parser without it will do, which is 5 KB less in the browser.
fn is_domain(host: &str) -> bool {
    matches!(Host::parse_opaque(host), Ok(Host::Domain(domain)) if domain == host)
}

impl Hints {
    /// Reads what follows the host.
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

/// The segments of a path, its steps up taken, as a browser reads it.
fn path_segments(path: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut rest = path.split('/').peekable();
    while let Some(segment) = rest.next() {
        // A dot may be percent-encoded here.
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
