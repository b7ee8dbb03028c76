//! Saving, exactly once.
//!
//! When no answer comes, nobody knows whether the host has saved. The request is kept then, with its
//! idempotency key, and sent again before anything else is: the host answers a repeated key with what
//! it answered first, so that a second connection cannot come of it.

use gloo_net::http::Method;
use js_sys::Object;
use teamwork_connect_core::wire::{Connection, ConnectionBody, ConnectionStatus};
use wasm_bindgen::JsCast;
use zeroize::Zeroizing;

use super::call::{Headers, bad_response};
use super::calls::{last_segment, path_segment};
use super::read::Read;
use super::{ApiError, HostApi};
use crate::browser::fetch::Answer;
use crate::browser::json;
use crate::browser::object::{object, text};
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
    /// What is in the body, without the secret.
    settings: ConnectionBody,
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
    pub(crate) fn new(saved: Option<&Saved>, settings: ConnectionBody, body: SaveBody) -> Self {
        Self { replaces: saved.map(Replaced::of), idempotency_key: random_id(), body, settings }
    }

    /// The same settings, to replace what another save turned out to have made.
    fn replacing(self, saved: &Saved) -> Self {
        Self::new(Some(saved), self.settings, self.body)
    }

    /// Whether this save would do exactly the same as another.
    fn is_same_as(&self, other: &Self) -> bool {
        self.replaces == other.replaces && self.body == other.body
    }
}

/// How a save ended.
pub(crate) struct Outcome {
    /// What the host has now, or why it is not known or not what was asked for.
    pub(crate) result: Result<Saved, ApiError>,
    /// What an earlier save turned out to have made.
    pub(crate) made: Option<Saved>,
    /// The save whose outcome is still not known, to be sent again first next time.
    pub(crate) unsettled: Option<PendingSave>,
}

impl HostApi {
    /// Saves exactly once: what an earlier save did is found out first.
    pub(crate) async fn settle_and_save(
        &self,
        mut save: PendingSave,
        earlier: Option<PendingSave>,
    ) -> Outcome {
        let mut made = None;
        let mut repeated = false;
        if let Some(earlier) = earlier {
            if earlier.is_same_as(&save) {
                (save, repeated) = (earlier, true);
            } else {
                match self.save(&earlier).await {
                    Ok(saved) => {
                        save = save.replacing(&saved);
                        made = Some(saved);
                    }
                    // It did nothing, so it stands in nobody's way.
                    Err(error) if error.settles() => {}
                    Err(error) => {
                        return Outcome { result: Err(error), made, unsettled: Some(earlier) };
                    }
                }
            }
        }
        let result = self.save(&save).await;
        let unsettled = result
            .as_ref()
            .is_err_and(|error| if repeated { !error.settles() } else { error.outcome_unknown() });
        Outcome { result, made, unsettled: unsettled.then_some(save) }
    }

    /// Sends a save. It may be sent again, which has the same effect as once.
    async fn save(&self, save: &PendingSave) -> Result<Saved, ApiError> {
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
        let connection = made(save, &answer).ok_or_else(|| bad_response(&answer))?;
        Ok(Saved { connection, etag: answer.etag })
    }
}

/// What a save has made. What the answer does not say is taken from what was sent: a small host may tell no
/// more of a new connection than its ID, and that by `Location` alone.
fn made(save: &PendingSave, answer: &Answer) -> Option<Connection> {
    let made: Object = json::to_js(&save.settings).dyn_into().ok()?;
    if save.replaces.is_none() {
        let known = object(&[
            ("id", text(answer.location.as_deref().and_then(last_segment).as_deref())),
            ("hasApiKey", (save.settings.auth_type.as_deref() == Some("basic")).into()),
            // Nobody has said that it can be used.
            ("status", ConnectionStatus::Offline.as_str().into()),
        ]);
        Object::assign(&made, known.unchecked_ref());
    }
    if !answer.text.is_empty() {
        Object::assign(&made, json::parse(&answer.text)?.dyn_ref()?);
    }
    Connection::read(&made)
}
