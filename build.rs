//! Strips comments and unneeded white space from the style sheet, which is part of the wasm file.

use std::path::Path;
use std::{env, fs, io};

const SHEET: &str = "style/panel.css";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={SHEET}");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("panel.css"), shorten(&fs::read_to_string(SHEET)?))
}

/// Returns the sheet without comments and unneeded spaces, in one line. Does not handle strings that contain
/// comments or line breaks, because the sheet has none.
fn shorten(sheet: &str) -> String {
    let mut short = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        short.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    short.push_str(rest);
    let lines: String = short.lines().map(str::trim).collect::<Vec<_>>().join("");
    const SPACES: [(&str, &str); 7] = [
        (": ", ":"),
        ("; ", ";"),
        (", ", ","),
        (" {", "{"),
        ("{ ", "{"),
        (";}", "}"),
        (" > ", ">"),
    ];
    SPACES.iter().fold(lines, |sheet, (long, short)| sheet.replace(long, short))
}
