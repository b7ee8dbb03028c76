//! Which idempotent requests are being worked on.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::http::api_error::ApiError;
use crate::http::idempotency::Scope;

/// The requests that are being worked on in this process. Across processes the lock of the account does the same, only
/// slower: who waits for it finds the answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct InFlight {
    scopes: Arc<Mutex<HashSet<Scope>>>,
}

/// A request is being worked on until this is dropped.
#[derive(Debug)]
pub(crate) struct Working {
    scope: Scope,
    scopes: Arc<Mutex<HashSet<Scope>>>,
}

impl InFlight {
    /// Begins to work on a request, unless that is being done.
    pub(crate) fn enter(&self, scope: &Scope) -> Result<Working, ApiError> {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        if !scopes.insert(scope.clone()) {
            return Err(ApiError::InFlight);
        }
        Ok(Working { scope: scope.clone(), scopes: Arc::clone(&self.scopes) })
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        scopes.remove(&self.scope);
    }
}
