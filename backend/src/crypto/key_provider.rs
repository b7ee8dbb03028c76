//! Where the encryption keys come from.

use core::error::Error;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::{EncryptionKeys, KeyError};

/// Where the encryption keys come from: a file, the environment, or a key management service of your own, of which
/// `examples/kms.rs` is an example.
///
/// It is asked once, before [`Backend::start`](crate::Backend::start). Whoever rotates keys starts the backend again.
pub trait KeyProvider {
    /// The keys, the current one first.
    ///
    /// # Errors
    /// A sentence for the operator, without anything of a key.
    fn keys(
        &self,
    ) -> impl Future<Output = Result<EncryptionKeys, Box<dyn Error + Send + Sync>>> + Send;
}

/// A file that holds what [`EncryptionKeys::parse`] reads, and that not everybody on the machine can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFile(pub PathBuf);

/// An environment variable that holds what [`EncryptionKeys::parse`] reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyVariable(pub String);

impl KeyFile {
    /// Reads it.
    ///
    /// # Errors
    /// Where it cannot be read, or everybody can read it.
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
