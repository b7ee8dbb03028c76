//! Saves exactly once.
//!
//! Without a response, it is unknown whether the backend has saved. The request is then kept with its idempotency
//! key and resent before any other save. The backend answers a repeated key with its first response, so no second
//! connection is created.

use gloo_net::http::Method;
use js_sys::Object;
use teamwork_connect_core::wire::{Connection, ConnectionStatus};
use wasm_bindgen::{JsCast, JsValue};
use zeroize::Zeroizing;

use super::call::{Headers, bad_response};
use super::paths::{last_segment, path_segment};
use super::read::Read;
use super::records::Saved;
use super::{ApiError, BackendApi};
use crate::browser::fetch::Answer;
use crate::browser::json;
use crate::browser::object::{object, text, text_of};
use crate::browser::random::random_id;

/// A body to save. It may contain a secret and is overwritten on drop.
pub(crate) type SaveBody = Zeroizing<Vec<u8>>;

/// A save whose outcome is unknown.
pub(crate) struct PendingSave {
    /// The connection that it replaces, or `None` to create one.
    replaces: Option<Replaced>,
    idempotency_key: String,
    body: SaveBody,
    /// The content of the body, without the secret.
    settings: JsValue,
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
    /// Creates a save.
    pub(crate) fn new(saved: Option<&Saved>, settings: JsValue, body: SaveBody) -> Self {
        Self { replaces: saved.map(Replaced::of), idempotency_key: random_id(), body, settings }
    }

    /// The same settings, to replace what an earlier save turned out to have created.
    fn replacing(self, saved: &Saved) -> Self {
        Self::new(Some(saved), self.settings, self.body)
    }

    /// Discards the body, which may contain a secret. The same settings keep the same idempotency key, for when
    /// the user has typed the secret again.
    pub(crate) fn forget_body(&mut self) {
        self.body = SaveBody::default();
    }

    /// Whether this save would do exactly the same as another, as far as is known.
    fn is_same_as(&self, other: &Self) -> bool {
        let same_body = if self.is_forgotten() {
            json::stringify(&self.settings) == json::stringify(&other.settings)
        } else {
            self.body == other.body
        };
        same_body && self.replaces == other.replaces
    }

    fn is_forgotten(&self) -> bool {
        self.body.is_empty()
    }
}

/// The outcome of a save.
pub(crate) struct SaveOutcome {
    /// What the backend has now, or why that is unknown or not what was requested.
    pub(crate) result: Result<Saved, ApiError>,
    /// What an earlier save turned out to have created.
    pub(crate) made: Option<Saved>,
    /// The save whose outcome is still unknown. It is resent first the next time.
    pub(crate) unsettled: Option<PendingSave>,
}

impl BackendApi {
    /// Saves exactly once, after finding out what an earlier save did.
    pub(crate) async fn settle_and_save(
        &self,
        mut save: PendingSave,
        earlier: Option<PendingSave>,
    ) -> SaveOutcome {
        let mut made = None;
        let mut repeated = false;
        if let Some(earlier) = earlier {
            if earlier.is_same_as(&save) {
                save.idempotency_key = earlier.idempotency_key;
                repeated = true;
            } else if !earlier.is_forgotten() {
                match self.save(&earlier).await {
                    Ok(saved) => {
                        save = save.replacing(&saved);
                        made = Some(saved);
                    }
                    // It did nothing, so the new save can proceed.
                    Err(error) if error.settles() => {}
                    Err(error) => {
                        return SaveOutcome { result: Err(error), made, unsettled: Some(earlier) };
                    }
                }
            }
        }
        let result = self.save(&save).await;
        let unsettled = result
            .as_ref()
            .is_err_and(|error| if repeated { !error.settles() } else { error.outcome_unknown() });
        SaveOutcome { result, made, unsettled: unsettled.then_some(save) }
    }

    /// Sends a save. Resending it has no second effect.
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
        Ok(Saved::new(connection, answer.etag))
    }
}

/// Reads the saved connection. Fills in what the response omits from what was sent: a minimal backend may return
/// only the ID of a new connection, and only in `Location`.
fn made(save: &PendingSave, answer: &Answer) -> Option<Connection> {
    let said = if answer.text.is_empty() { JsValue::NULL } else { json::parse(&answer.text)? };
    let made = if save.replaces.is_some() {
        Object::new().into()
    } else {
        let id = answer.location.as_deref().and_then(last_segment);
        let basic = text_of(&save.settings, "authType").as_deref() == Some("basic");
        // The backend has not said that it works.
        let status =
            if basic { ConnectionStatus::Untested } else { ConnectionStatus::Offline }.as_str();
        object(&[
            ("id", text(id.as_deref())),
            ("hasApiKey", basic.into()),
            ("status", status.into()),
        ])
    };
    for known in [&save.settings, &said] {
        Object::assign(made.unchecked_ref::<Object>(), known.unchecked_ref());
    }
    Connection::read(&made)
}
