//! Requests that wait until a test lets them go on, so that the test need not guess how long something takes.

use std::sync::Arc;

use tokio::sync::watch;

/// Holds requests. Clones are the same one.
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
    /// For a request that arrives now, and may have to wait.
    pub(crate) fn turn(&self) -> Turn {
        Turn { releases: self.releases.subscribe(), held: Arc::clone(&self.held) }
    }

    /// Lets all go on that are being held.
    pub(crate) fn release(&self) {
        self.releases.send_modify(|releases| *releases += 1);
    }

    /// How many are being held.
    pub(crate) fn count(&self) -> usize {
        *self.held.borrow()
    }

    /// Waits until so many are being held.
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
    /// Waits for the next release after the request arrived.
    pub(crate) async fn wait(mut self) {
        let _held = Held::begin(&self.held);
        // An error means that the sandbox is gone, and then nobody waits for an answer.
        let _ = self.releases.changed().await;
    }
}

/// A request is being held until this is dropped. Its client may give up before it is released.
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
