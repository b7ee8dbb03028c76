//! Sources of the encryption keys.

use core::error::Error;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::{EncryptionKeys, KeyError};

/// A source of the encryption keys: a file, the environment, or your own key management service, as
/// in `examples/kms.rs`.
///
/// It is queried once, before [`Backend::start`](crate::Backend::start). Restart the backend to
/// rotate keys.
pub trait KeyProvider {
    /// Returns the keys, the current one first.
    ///
    /// # Errors
    /// Returns a sentence for the operator, which must not contain any part of a key.
    fn keys(
        &self,
    ) -> impl Future<Output = Result<EncryptionKeys, Box<dyn Error + Send + Sync>>> + Send;
}

/// A file with the text that [`EncryptionKeys::parse`] accepts. It must not be readable by every
/// user of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFile(pub PathBuf);

/// An environment variable with the text that [`EncryptionKeys::parse`] accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyVariable(pub String);

impl KeyFile {
    /// Reads the file.
    ///
    /// # Errors
    /// Returns an error if the file can't be read, or if every user can read it.
    pub fn read(&self) -> io::Result<Zeroizing<String>> {
        let mut file = File::open(&self.0)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;

            if file.metadata()?.mode() & 0o007 != 0 {
                return Err(io::Error::other(
                    "every user of this machine can read or change it; run `chmod o= FILE`",
                ));
            }
        }
        let mut text = Zeroizing::new(String::new());
        file.read_to_string(&mut text)?;
        Ok(text)
    }
}

impl KeyProvider for KeyFile {
    async fn keys(&self) -> Result<EncryptionKeys, Box<dyn Error + Send + Sync>> {
        let text = self.read().map_err(|cause| format!("Can't read the key file: {cause}."))?;
        Ok(EncryptionKeys::parse(&text)?)
    }
}

impl KeyProvider for KeyVariable {
    async fn keys(&self) -> Result<EncryptionKeys, Box<dyn Error + Send + Sync>> {
        let text = std::env::var(&self.0).map(Zeroizing::new).map_err(|_| KeyError::Empty)?;
        Ok(EncryptionKeys::parse(&text)?)
    }
}
