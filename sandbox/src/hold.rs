//! Holds requests until a test releases them, so that the test doesn't depend on timing.

use std::sync::Arc;

use tokio::sync::watch;

/// Holds requests. Clones share the same state.
#[derive(Clone, Debug)]
pub(crate) struct Hold {
    releases: Arc<watch::Sender<u64>>,
    held: Arc<watch::Sender<usize>>,
}

impl Default for Hold {
    fn default() -> Self {
        let (releases, held) = (watch::Sender::new(0), watch::Sender::new(0));
        Self { releases: Arc::new(releases), held: Arc::new(held) }
    }
}

impl Hold {
    /// Returns the turn of a request that arrives now and may have to wait.
    pub(crate) fn turn(&self) -> Turn {
        Turn { releases: self.releases.subscribe(), held: Arc::clone(&self.held) }
    }

    /// Releases all held requests.
    pub(crate) fn release(&self) {
        self.releases.send_modify(|releases| *releases += 1);
    }

    /// Returns how many requests are held.
    pub(crate) fn count(&self) -> usize {
        *self.held.borrow()
    }

    /// Waits until this many requests are held.
    pub(crate) async fn until(&self, count: usize) {
        let _ = self.held.subscribe().wait_for(|held| *held >= count).await;
    }
}

/// A request that may have to wait.
pub(crate) struct Turn {
    releases: watch::Receiver<u64>,
    held: Arc<watch::Sender<usize>>,
}

impl Turn {
    /// Waits for the first release after the request arrived.
    pub(crate) async fn wait(mut self) {
        let _held = Held::begin(&self.held);
        // An error means that the sandbox is gone. Then nobody waits for a response.
        let _ = self.releases.changed().await;
    }
}

/// A held request, until this is dropped. Its client may give up before it is released.
struct Held<'a>(&'a watch::Sender<usize>);

impl<'a> Held<'a> {
    fn begin(count: &'a watch::Sender<usize>) -> Self {
        count.send_modify(|held| *held += 1);
        Self(count)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|held| *held -= 1);
    }
}
