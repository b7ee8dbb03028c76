//! An OAuth 2.0 client as stored in the database.

use sqlx::FromRow;
use teamwork_connect_core::OauthClientSettings;
use teamwork_connect_core::wire::OauthClient;

/// A row of the table `oauth_clients`, without its secret.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct OauthClientRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) client_id: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl OauthClientRow {
    /// Returns the row of a new client.
    pub(crate) fn new(id: String, settings: &OauthClientSettings, now: i64) -> Self {
        Self {
            id,
            name: settings.name.to_string(),
            client_id: settings.client_id.as_str().to_owned(),
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// Returns the row of the same client after another save.
    pub(crate) fn replaced(&self, settings: &OauthClientSettings, now: i64) -> Self {
        Self {
            version: self.version.saturating_add(1),
            created_at: self.created_at,
            ..Self::new(self.id.clone(), settings, now)
        }
    }

    pub(crate) fn to_client(&self) -> OauthClient {
        OauthClient {
            id: self.id.clone(),
            name: self.name.clone(),
            client_id: self.client_id.clone(),
            managed: false,
        }
    }
}
