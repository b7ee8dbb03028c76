//! What the host writes into its log.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The log of everything in this process, at its most talkative. All tests share it, so tests look
/// for words that no other test uses.
#[derive(Clone, Debug, Default)]
pub struct HostLog(Arc<Mutex<Vec<u8>>>);

static LOG: LazyLock<HostLog> = LazyLock::new(|| {
    let log = HostLog::default();
    // The harness itself types secrets, through this library.
    let filter = EnvFilter::new("trace,fantoccini=off");
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(log.clone())
        .init();
    log
});

impl HostLog {
    /// The log, which begins with the first call.
    #[must_use]
    pub fn get() -> Self {
        LOG.clone()
    }

    /// All of it so far.
    #[must_use]
    pub fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for HostLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for HostLog {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
