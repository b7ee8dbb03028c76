//! Reads one JSON string per line from standard input and prints how the Site name field reads it, as one JSON
//! object per line. Use it to compare the rule with another implementation.

use std::io::{self, BufRead, Write};

use serde_json::json;
use teamwork_connect_core::{AccountAddress, Region, SiteUrl};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        let answer = match AccountAddress::parse(&text) {
            Ok(AccountAddress { site_name, region, .. }) => {
                let site = SiteUrl { site_name, region: region.unwrap_or(Region::Us) };
                json!({
                    "accept": true,
                    "siteName": site.site_name.as_str(),
                    "region": region.map(Region::as_str),
                    "host": site.host(),
                })
            }
            Err(code) => json!({ "accept": false, "code": code.as_str() }),
        };
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
