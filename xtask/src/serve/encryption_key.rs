//! The key that the served backend uses to encrypt credentials.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Creates the file with a random key as `id:base64`, unless it exists. The key stays the same from then on, so
/// that saved credentials can still be decrypted after a restart.
pub(super) fn ensure(file: &Path) -> Result<()> {
    // Write it atomically: the backend would refuse a partial key forever.
    if file.exists() {
        return Ok(());
    }
    let unfinished = file.with_extension("new");
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow!("the system provided no random bytes: {error}"))?;
    std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)
        .and_then(|mut opened| writeln!(opened, "serve:{}", STANDARD.encode(bytes)))
        .and_then(|()| std::fs::rename(&unfinished, file))
        .with_context(|| format!("failed to write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn is_created_once_and_only_for_the_owner() {
        let file = std::env::temp_dir().join(format!("xtask-key-{}", std::process::id()));
        ensure(&file).unwrap();
        let key = std::fs::read_to_string(&file).unwrap();
        ensure(&file).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), key);
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let (_, encoded) = key.trim_end().split_once(':').unwrap();
        assert_eq!(STANDARD.decode(encoded).unwrap().len(), 32);
        std::fs::remove_file(&file).unwrap();
    }
}
