//! The calls that change nothing.

use gloo_net::http::Method;
use teamwork_connect_core::wire::{Config, Connection, ConnectionSummary, TestReport};
use zeroize::Zeroizing;

use super::call::{Headers, read};
use super::{ApiError, HostApi, Saved};

impl HostApi {
    /// What the host offers. A host that has no `GET /config` can save, and nothing else.
    pub(crate) async fn config(&self) -> Result<Config, ApiError> {
        match self.get("/config").await {
            Ok((config, _)) => Ok(config),
            Err(error) if error.status == Some(404) => Ok(Config::default()),
            Err(error) => Err(error),
        }
    }

    /// The connections there are.
    pub(crate) async fn connections(&self) -> Result<Vec<ConnectionSummary>, ApiError> {
        self.get("/connections").await.map(|(connections, _)| connections)
    }

    /// A saved connection.
    pub(crate) async fn connection(&self, id: &str) -> Result<Saved, ApiError> {
        let path = format!("/connections/{}", path_segment(id));
        let (connection, answer) = self.get::<Connection>(&path).await?;
        Ok(Saved { connection, etag: answer.etag })
    }

    /// Tests unsaved settings.
    pub(crate) async fn test(&self, body: Zeroizing<Vec<u8>>) -> Result<TestReport, ApiError> {
        let answer =
            self.call(Method::POST, "/connections/test", Headers::new(), Some(body)).await?;
        read(&answer)
    }
}

/// An ID as one segment of a path. The host chose it, but it may have come by an attribute.
pub(super) fn path_segment(id: &str) -> String {
    String::from(js_sys::encode_uri_component(id))
}
