//! The key that the served host encrypts credentials under.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The key in the file, as `id:base64`. Made at random the first time, and the same from then on,
/// so that what was saved can still be read after a restart.
pub(super) fn load_or_make(file: &Path) -> Result<String> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(text.trim().to_owned()),
        Err(error) if error.kind() == ErrorKind::NotFound => make(file),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", file.display())),
    }
}

fn make(file: &Path) -> Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow!("the system gives no random bytes: {error}"))?;
    let key = format!("serve:{}", STANDARD.encode(bytes));
    std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .and_then(|mut opened| writeln!(opened, "{key}"))
        .with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn it_is_made_once_and_for_the_owner_only() {
        let file = std::env::temp_dir().join(format!("xtask-key-{}", std::process::id()));
        let key = load_or_make(&file).unwrap();
        assert_eq!(load_or_make(&file).unwrap(), key);
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        let (_, encoded) = key.split_once(':').unwrap();
        assert_eq!(STANDARD.decode(encoded).unwrap().len(), 32);
        std::fs::remove_file(&file).unwrap();
    }
}
