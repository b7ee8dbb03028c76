//! Captures the backend's log.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The log of this process at the most verbose level. All tests share it, so tests search for words that no other
/// test uses.
#[derive(Clone, Debug, Default)]
pub struct BackendLog(Arc<Mutex<Vec<u8>>>);

static LOG: LazyLock<BackendLog> = LazyLock::new(|| {
    let log = BackendLog::default();
    // The harness types secrets through this library.
    let filter = EnvFilter::new("trace,fantoccini=off");
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(log.clone())
        .init();
    log
});

impl BackendLog {
    /// Returns the log, which starts with the first call.
    #[must_use]
    pub fn get() -> Self {
        LOG.clone()
    }

    /// Everything logged so far.
    #[must_use]
    pub fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// How many audit entries there are for this event with all of these fields, such as `kind="…"`.
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
