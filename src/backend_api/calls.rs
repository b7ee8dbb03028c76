//! The calls that do not change a connection.

use gloo_net::http::Method;
use js_sys::JSON;
use teamwork_connect_core::wire::{
    AuthorizationBody, AuthorizationMode, Config, OauthClient, TestReport,
};
use zeroize::Zeroizing;

use super::call::{CONFIG, Calling, Headers, read};
use super::paths::path_segment;
use super::records::{Listed, Saved};
use super::{ApiError, BackendApi};
use crate::browser::json;
use crate::browser::object::object;

impl BackendApi {
    /// Loads the backend's configuration. A backend without `GET /config` can only save.
    pub(crate) async fn config(&self) -> Result<Config, ApiError> {
        match self.get(CONFIG).await {
            Ok(answer) => read(answer),
            Err(error) if error.status == Some(404) => Ok(Config::default()),
            Err(error) => Err(error),
        }
    }

    /// Lists the connections with this name, ignoring case. A backend that does not support `?name=` returns
    /// others too.
    pub(crate) async fn connections_named(&self, name: &str) -> Result<Vec<Listed>, ApiError> {
        read(self.get(&format!("/connections?name={}", path_segment(name))).await?)
    }

    /// Loads a saved connection.
    pub(crate) async fn connection(&self, id: &str) -> Result<Saved, ApiError> {
        let path = format!("/connections/{}", path_segment(id));
        let answer = self.get(&path).await?;
        let etag = answer.etag.clone();
        Ok(Saved::new(read(answer)?, etag))
    }

    /// Tests unsaved settings.
    pub(crate) async fn test(&self, body: Zeroizing<Vec<u8>>) -> Result<TestReport, ApiError> {
        let answer =
            self.call(Method::POST, "/connections/test", Headers::new(), Some(body)).await?;
        read(answer)
    }

    /// Lists the OAuth 2.0 clients.
    pub(crate) async fn oauth_clients(&self) -> Result<Vec<OauthClient>, ApiError> {
        read(self.get("/oauth-clients").await?)
    }

    /// Saves an OAuth 2.0 client: creates one, or replaces the one with this ID. It can be resent with the same
    /// idempotency key without a second effect.
    pub(crate) async fn save_oauth_client(
        &self,
        id: Option<&str>,
        idempotency_key: String,
        body: Zeroizing<Vec<u8>>,
    ) -> Result<OauthClient, ApiError> {
        let headers = Headers::from([("Idempotency-Key", idempotency_key)]);
        let (method, path) = match id {
            None => (Method::POST, "/oauth-clients".to_owned()),
            Some(id) => (Method::PUT, format!("/oauth-clients/{}", path_segment(id))),
        };
        read(self.call(method, &path, headers, Some(body)).await?)
    }

    /// Begins to authorize a connection. The response also binds the authorization to this browser.
    pub(crate) fn begin_authorization(
        &self,
        connection_id: &str,
        mode: AuthorizationMode,
        return_key: Option<String>,
    ) -> Calling {
        let return_key = return_key.filter(|_| mode == AuthorizationMode::Redirect);
        let body = json::to_text(&AuthorizationBody { mode, return_key });
        self.post(&format!("/connections/{}/authorizations", path_segment(connection_id)), body)
    }

    /// Loads the record of an authorization.
    pub(crate) fn authorization(&self, id: &str) -> Calling {
        self.get(&authorization_path(id))
    }

    /// Confirms an authorization with its verification code. The response may already contain the outcome.
    pub(crate) fn confirm_authorization(&self, id: &str, verification_code: &str) -> Calling {
        let body = JSON::stringify(&object(&[("verificationCode", verification_code.into())]));
        let body = body.map(String::from).unwrap_or_default();
        self.post(&format!("{}/confirm", authorization_path(id)), body)
    }

    /// Cancels an authorization, unless it is over.
    pub(crate) fn cancel_authorization(&self, id: &str) -> Calling {
        self.call(Method::DELETE, &authorization_path(id), Headers::new(), None)
    }

    fn post(&self, path: &str, body: String) -> Calling {
        let body = Zeroizing::new(body.into_bytes());
        self.call(Method::POST, path, Headers::new(), Some(body))
    }
}

fn authorization_path(id: &str) -> String {
    format!("/authorizations/{}", path_segment(id))
}
