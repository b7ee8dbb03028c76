//! Which settings have lately been seen to work.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hmac::Mac;
use teamwork_connect_core::{Secret, Target};

use crate::EncryptionKeys;
use crate::account::Account;
use crate::api_error::ApiError;

/// How long a test that passed says something about the settings.
const LIFETIME_MS: i64 = 10 * 60_000;

/// How many are remembered. Beyond that the oldest is forgotten, and its connection is `untested`.
const MAX: usize = 10_000;

const PURPOSE: &str = "teamwork-connect/v1/passed-test";

/// The tests that passed, each by a keyed fingerprint of the account, the settings and their API key. In the memory
/// of this process: after a restart nothing has been tested.
#[derive(Debug, Default)]
pub(crate) struct PassedTests(Mutex<HashMap<[u8; 32], i64>>);

impl PassedTests {
    /// These settings have passed.
    pub(crate) fn remember(
        &self,
        keys: &EncryptionKeys,
        (account, target, api_key): (&Account, &Target, &Secret),
        now: i64,
    ) -> Result<(), ApiError> {
        let fingerprint = fingerprint(keys, account, target, api_key)?;
        let mut passed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        passed.retain(|_, at| now.saturating_sub(*at) < LIFETIME_MS);
        if passed.len() >= MAX {
            let oldest = passed.iter().min_by_key(|(_, at)| **at).map(|(key, _)| *key);
            oldest.and_then(|oldest| passed.remove(&oldest));
        }
        passed.insert(fingerprint, now);
        Ok(())
    }

    /// When these settings passed, if that was a short time ago.
    pub(crate) fn find(
        &self,
        keys: &EncryptionKeys,
        (account, target, api_key): (&Account, &Target, &Secret),
        now: i64,
    ) -> Result<Option<i64>, ApiError> {
        let fingerprint = fingerprint(keys, account, target, api_key)?;
        let passed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = passed.get(&fingerprint).copied();
        Ok(at.filter(|at| now.saturating_sub(*at) < LIFETIME_MS))
    }
}

fn fingerprint(
    keys: &EncryptionKeys,
    account: &Account,
    target: &Target,
    api_key: &Secret,
) -> Result<[u8; 32], ApiError> {
    let mut mac = keys.current().fingerprint(PURPOSE).map_err(|_| ApiError::Internal)?;
    let settings = serde_json::to_vec(&target.to_body()).map_err(|_| ApiError::Internal)?;
    for part in [account.id().as_bytes(), &settings, api_key.expose().as_bytes()] {
        // Its length before it, so that no two lists of parts are the same bytes.
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    Ok(mac.finalize().into_bytes().into())
}
