//! Requests in progress.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use thiserror::Error;

/// The same request is still in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the same request is still being processed")]
pub(crate) struct AlreadyInFlight;

/// The requests in progress in this process, each identified by a `T`. Across processes, the lock
/// of the account has the same effect, only slower: the waiting request then finds the stored
/// response.
#[derive(Clone, Debug)]
pub(crate) struct InFlight<T> {
    requests: Arc<Mutex<HashSet<T>>>,
}

/// A request in progress, until this is dropped.
#[derive(Debug)]
pub(crate) struct Working<T: Hash + Eq> {
    request: T,
    requests: Arc<Mutex<HashSet<T>>>,
}

impl<T: Clone + Hash + Eq> InFlight<T> {
    /// Registers a request. Fails if the same one is in progress.
    pub(crate) fn enter(&self, request: &T) -> Result<Working<T>, AlreadyInFlight> {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        if !requests.insert(request.clone()) {
            return Err(AlreadyInFlight);
        }
        Ok(Working { request: request.clone(), requests: Arc::clone(&self.requests) })
    }
}

impl<T> Default for InFlight<T> {
    fn default() -> Self {
        Self { requests: Arc::default() }
    }
}

impl<T: Hash + Eq> Drop for Working<T> {
    fn drop(&mut self) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.remove(&self.request);
    }
}
