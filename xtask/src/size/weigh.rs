//! Measures files the way a server would send them.

use std::io::Write;
use std::iter::Sum;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// A file and its size.
#[derive(Debug)]
pub(super) struct Weighed {
    /// Its path relative to the folder.
    pub(super) name: String,
    /// Its size.
    pub(super) weight: Weight,
}

/// The size in bytes in three encodings.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weight {
    /// Uncompressed.
    pub(super) raw: u64,
    /// After `gzip -9`.
    pub(super) gzip: u64,
    /// After `brotli -q 11`.
    pub(super) brotli: u64,
}

impl Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), |sum, weight| Self {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        })
    }
}

/// Every file below this folder that the browser fetches before the panel can be used, largest first.
pub(super) fn first_load(folder: &Path) -> Result<Vec<Weighed>> {
    let mut files = files_below(folder)?
        .iter()
        .filter_map(|path| path.strip_prefix(folder).ok())
        .filter(|path| is_first_load(path))
        .map(|path| file(folder, path))
        .collect::<Result<Vec<_>>>()?;
    ensure!(
        files.iter().any(|file| file.name.ends_with(".wasm")),
        "{} contains no wasm file, so there is nothing to measure",
        folder.display()
    );
    files.sort_by(|a, b| b.weight.brotli.cmp(&a.weight.brotli).then_with(|| a.name.cmp(&b.name)));
    Ok(files)
}

/// Measures one file of this folder.
fn file(folder: &Path, name: &Path) -> Result<Weighed> {
    let path = folder.join(name);
    let bytes =
        std::fs::read(&path).with_context(|| format!("failed to read {}", path.display()))?;
    Ok(Weighed { name: name.display().to_string(), weight: weigh(&bytes)? })
}

/// Translations and diagnostics are fetched only on demand; the page itself belongs to the embedder.
fn is_first_load(path: &Path) -> bool {
    let later = path.file_stem().is_some_and(|name| name == "diagnose");
    !later
        && path
            .extension()
            .is_some_and(|extension| ["wasm", "js", "css"].iter().any(|e| extension == *e))
}

fn weigh(bytes: &[u8]) -> Result<Weight> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let gzip = gzip.finish()?.len();

    let mut compressed = Vec::new();
    let parameters = BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;

    Ok(Weight {
        raw: bytes.len().try_into()?,
        gzip: gzip.try_into()?,
        brotli: compressed.len().try_into()?,
    })
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("failed to read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_below(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_styles_are_the_first_load() {
        for path in ["page_bg.wasm", "page.js", "panel.css", "snippets/a/inline0.js"] {
            assert!(is_first_load(Path::new(path)), "{path}");
        }
        for path in [
            "teamwork-connect/diagnose.js",
            "index.html",
            "messages/de.json",
            "icon.svg",
            "wasm",
            "page.js.map",
        ] {
            assert!(!is_first_load(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn repetition_compresses_well() {
        let weight = weigh(&b"teamwork ".repeat(1000)).unwrap();
        assert_eq!(weight.raw, 9000);
        assert!(weight.brotli < weight.gzip && weight.gzip < 100, "{weight:?}");
    }

    #[test]
    fn weights_add_up() {
        let one = Weight { raw: 3, gzip: 2, brotli: 1 };
        assert_eq!([one, one].into_iter().sum::<Weight>(), Weight { raw: 6, gzip: 4, brotli: 2 });
    }
}
