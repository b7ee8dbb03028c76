//! Saving, exactly once.
//!
//! When no answer comes, nobody knows whether the host has saved. The request is kept then, with its
//! idempotency key, and sent again before anything else is: the host answers a repeated key with what
//! it answered first, so that a second connection cannot come of it.

use gloo_net::http::Method;
use teamwork_connect_core::wire::Connection;
use zeroize::Zeroizing;

use super::call::{Headers, read};
use super::calls::path_segment;
use super::{ApiError, HostApi};
use crate::browser::random::random_id;

/// A connection as the host has it, with the version that `If-Match` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saved {
    pub(crate) connection: Connection,
    pub(crate) etag: Option<String>,
}

/// A body to save, which may hold a secret and is overwritten when it is dropped.
pub(crate) type SaveBody = Zeroizing<Vec<u8>>;

/// A save whose outcome is not known yet.
pub(crate) struct PendingSave {
    /// The connection that it replaces, or `None` where it makes a new one.
    replaces: Option<Replaced>,
    idempotency_key: String,
    body: SaveBody,
}

#[derive(Clone, PartialEq, Eq)]
struct Replaced {
    id: String,
    etag: Option<String>,
}

impl Replaced {
    fn of(saved: &Saved) -> Self {
        Self { id: saved.connection.id.clone(), etag: saved.etag.clone() }
    }
}

impl PendingSave {
    /// A new save.
    pub(crate) fn new(saved: Option<&Saved>, body: SaveBody) -> Self {
        Self { replaces: saved.map(Replaced::of), idempotency_key: random_id(), body }
    }

    /// The same settings, to replace what another save turned out to have made.
    pub(crate) fn replacing(self, saved: &Saved) -> Self {
        Self::new(Some(saved), self.body)
    }

    /// Whether this save would do exactly the same as another.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.replaces == other.replaces && self.body == other.body
    }
}

impl HostApi {
    /// Sends a save. It may be sent again, which has the same effect as once.
    pub(crate) async fn save(&self, save: &PendingSave) -> Result<Saved, ApiError> {
        let mut headers = Headers::from([("Idempotency-Key", save.idempotency_key.clone())]);
        let (method, path) = match &save.replaces {
            None => (Method::POST, "/connections".to_owned()),
            Some(replaced) => {
                if let Some(etag) = &replaced.etag {
                    headers.push(("If-Match", etag.clone()));
                }
                (Method::PUT, format!("/connections/{}", path_segment(&replaced.id)))
            }
        };
        let answer = self.call(method, &path, headers, Some(save.body.clone())).await?;
        let connection: Connection = read(&answer)?;
        Ok(Saved { connection, etag: answer.etag })
    }
}
