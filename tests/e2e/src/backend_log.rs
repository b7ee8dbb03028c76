//! What the backend writes into its log.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The log of everything in this process, at its most talkative. All tests share it, so tests look
/// for words that no other test uses.
#[derive(Clone, Debug, Default)]
pub struct BackendLog(Arc<Mutex<Vec<u8>>>);

static LOG: LazyLock<BackendLog> = LazyLock::new(|| {
    let log = BackendLog::default();
    // The harness itself types secrets, through this library.
    let filter = EnvFilter::new("trace,fantoccini=off");
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(log.clone())
        .init();
    log
});

impl BackendLog {
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

    /// How often an operator was told of this event with all these fields, such as `kind="…"`.
    #[must_use]
    pub fn audited(&self, event: &str, fields: &[&str]) -> usize {
        let event = format!("event=\"{event}\"");
        let text = self.text();
        let told = text.lines().filter(|line| {
            line.contains("teamwork_connect_backend::audit") && line.contains(&event)
        });
        told.filter(|line| fields.iter().all(|field| line.contains(field))).count()
    }
}

impl Write for BackendLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for BackendLog {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
