//! Checks the site name rules with test vectors and property tests.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests may panic.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde::Deserialize;
use teamwork_connect_core::{AccountAddress, Region, SiteUrl, trim_outer_space};
use url::Url;

#[derive(Deserialize)]
struct Row {
    input: String,
    expect: String,
    host: Option<String>,
}

/// A URL parser must agree with us about an accepted address: `https`, only a hostname before the path, and the
/// same hints.
fn assert_url_agrees(text: &str, address: &AccountAddress) {
    let Some(region) = address.region else { return };
    let text = trim_outer_space(text);
    let has_scheme = text.to_ascii_lowercase().starts_with("https://");
    let text = if has_scheme { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let host = SiteUrl { site_name: address.site_name.clone(), region }.host();
    assert_eq!((url.scheme(), url.host_str()), ("https", Some(&*host)), "{text:?}");
    assert_eq!((url.port(), url.username(), url.password()), (None, "", None), "{text:?}");
    // The normalized URL has no dot segments, and its path is what the parser read.
    assert_eq!(AccountAddress::parse(url.as_str()).as_ref(), Ok(address), "{text:?}");
}

/// Runs a file of test vectors. The files are not in the repository, so they may be missing.
fn run_vectors(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/vectors").join(file);
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("notice: {file} is missing, so its rows are skipped");
        return;
    };
    let rows: Vec<Row> = serde_json::from_str(&text).unwrap();
    assert!(rows.len() > 300, "{file} has only {} rows", rows.len());
    for row in rows {
        let read = AccountAddress::parse(&row.input);
        match row.expect.as_str() {
            "accept" => {
                let address =
                    read.unwrap_or_else(|code| panic!("{:?} rejected: {code}", row.input));
                assert_url_agrees(&row.input, &address);
                let region = address.region.unwrap_or(Region::Us);
                let host = SiteUrl { site_name: address.site_name, region }.host();
                if let Some(expected) = row.host {
                    assert_eq!(host, expected, "{:?}", row.input);
                }
            }
            "reject" => {
                assert!(read.is_err(), "{:?} accepted as {read:?}", row.input);
                let found = AccountAddress::find(&row.input);
                assert!(found.is_err(), "{:?} detected as {found:?}", row.input);
            }
            other => panic!("unknown expectation {other}"),
        }
    }
}

#[test]
fn wpt_must_reject() {
    run_vectors("wpt_must_reject.json");
}

#[test]
fn wpt_grafted_labels() {
    run_vectors("wpt_grafted_labels.json");
}

#[test]
fn blns_label_oracle() {
    run_vectors("blns_label_oracle.json");
}

/// Text that resembles an address, so that properties are tested where it matters.
fn near_address() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("https://"),
        Just("http://"),
        Just("//"),
        Just("/"),
        Just("\\"),
        Just("@"),
        Just(":"),
        Just(":443"),
        Just("."),
        Just("%2e"),
        Just("#"),
        Just("?"),
        Just("acme"),
        Just("ACME"),
        Just("eu"),
        Just("www"),
        Just("-"),
        Just("--"),
        Just("xn--"),
        Just(".teamwork.com"),
        Just(".eu.teamwork.com"),
        Just("teamwork.com"),
        Just("evil.com"),
        Just(" "),
        Just("\t"),
        Just("\u{200b}"),
        Just("\u{e9}"),
        Just("\u{3002}"),
        Just("[::1]"),
        Just("127.0.0.1"),
        Just("/app/people/7/"),
        Just("/spaces"),
        Just("/desk"),
        Just("/.."),
        Just("/%2e"),
        Just("/#/people/7"),
        Just("\""),
        Just("0x7f"),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// Valid addresses with something inserted that doesn't belong.
fn changed_address() -> impl Strategy<Value = String> {
    let address = prop::sample::select(vec![
        "acme",
        "acme.teamwork.com",
        "https://acme.teamwork.com/app/people/7",
        "https://acme.eu.teamwork.com:443/spaces/handbook",
        "HTTPS://Acme.EU.Teamwork.com/#/people/7?a=b",
    ]);
    let special = prop::sample::select(
        "/\\@:.?#%&[]\t\n\0 \u{ad}\u{200d}\u{ff0e}\u{130}".chars().collect::<Vec<_>>(),
    );
    let insert = prop_oneof![
        special.prop_map(String::from),
        any::<char>().prop_map(String::from),
        near_address()
    ];
    (address, any::<prop::sample::Index>(), 0usize..3, insert).prop_map(
        |(address, place, removed, insert)| {
            let place = place.index(address.len() + 1);
            let rest = address.get(place + removed..).unwrap_or_default();
            format!("{}{insert}{rest}", &address[..place])
        },
    )
}

/// Runs at least this many cases. `PROPTEST_CASES` raises the number.
fn at_least(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.max(cases), ..usual }
}

proptest! {
    #![proptest_config(at_least(5_000))]

    /// An accepted address leads to a URL with exactly the site's hostname below Teamwork's domain, which parses
    /// as the same site.
    #[test]
    fn fuzz_accepted_addresses_stay_below_teamwork(
        text in prop_oneof![near_address(), changed_address(), any::<String>()],
    ) {
        if let Ok(address) = AccountAddress::parse(&text) {
            for region in Region::ALL {
                let site = SiteUrl { site_name: address.site_name.clone(), region: *region };
                let url = Url::parse(&site.to_string()).unwrap();
                prop_assert_eq!(url.scheme(), "https");
                let host = site.host();
                prop_assert_eq!(url.host_str(), Some(host.as_str()));
                let label = host.strip_suffix(region.host_suffix()).unwrap();
                prop_assert!((1..=63).contains(&label.len()) && region.host_suffix().ends_with(".teamwork.com"));
                prop_assert!(label.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')), "{}", label);
                let again = AccountAddress::parse(&site.to_string()).unwrap();
                prop_assert_eq!(again.region, Some(*region));
                prop_assert_eq!(&again.site_name, &address.site_name);
            }
        }
    }

    /// Whatever follows the hostname of an address, a URL parser reads it the same way.
    #[test]
    fn fuzz_url_agrees_on_accepted_addresses(
        text in prop_oneof![near_address(), changed_address()],
        page in near_address(),
    ) {
        for text in [format!("acme.teamwork.com/{page}"), format!("https://acme.eu.teamwork.com{page}"), text] {
            if let Ok(address) = AccountAddress::parse(&text) {
                assert_url_agrees(&text, &address);
            }
        }
    }

    /// Parsing is idempotent.
    #[test]
    fn parsing_is_idempotent(text in near_address()) {
        if let Ok(address) = AccountAddress::parse(&text) {
            let again = AccountAddress::parse(address.site_name.as_str()).unwrap();
            prop_assert_eq!(again.site_name, address.site_name);
        }
    }

    /// An address with a region leads to the hostname that it shows.
    #[test]
    fn an_address_leads_to_its_own_hostname(
        label in "[a-z0-9]{1,20}", eu in any::<bool>(), path in "(/[a-z0-9]{0,8}){0,4}"
    ) {
        prop_assume!(!["www", "api", "eu", "support"].contains(&label.as_str()));
        let region = if eu { Region::Eu } else { Region::Us };
        let text = format!("https://{label}{}{path}", region.host_suffix());
        let address = AccountAddress::parse(&text).unwrap();
        prop_assert_eq!(address.region, Some(region));
        prop_assert_eq!(SiteUrl { site_name: address.site_name, region }.host(), format!("{label}{}", region.host_suffix()));
    }
}
