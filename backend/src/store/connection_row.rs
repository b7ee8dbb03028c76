//! A connection as stored in the database.

use sqlx::FromRow;
use teamwork_connect_core::wire::{Connection, ConnectionStatus, ConnectionSummary};
use teamwork_connect_core::{
    ApiType, ApiVersion, AuthType, Configuration, Region, SiteName, SiteUrl, Target,
    validate_target,
};

use crate::clock::rfc3339;
use crate::crypto::Site;

/// Returns a name in the form that is compared with others, by the same rule as in the panel.
pub(crate) fn name_key(name: &str) -> String {
    name.to_lowercase()
}

/// A row of the table `connections`, without its secrets.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct ConnectionRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) api_type: String,
    pub(crate) api_version: String,
    pub(crate) region: String,
    pub(crate) site_name: String,
    pub(crate) user_id: Option<String>,
    pub(crate) space_id: Option<String>,
    pub(crate) auth_type: Option<String>,
    pub(crate) oauth_client_id: Option<String>,
    has_api_key: i64,
    pub(crate) status: String,
    pub(crate) checked_at: Option<i64>,
    pub(crate) signed_in_as: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

/// A row that this program can't have written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CorruptRow;

impl ConnectionRow {
    /// Returns the row of a new connection. `passed` is when its API key last passed a test.
    pub(crate) fn new(
        id: String,
        configuration: &Configuration,
        passed: Option<i64>,
        now: i64,
    ) -> Self {
        // The body of a configuration is its flat form: only the values that apply, as text.
        let body = configuration.to_body();
        let basic = configuration.target.auth() == AuthType::Basic;
        let status = match passed {
            Some(_) => ConnectionStatus::Online,
            None if basic => ConnectionStatus::Untested,
            None => ConnectionStatus::Offline,
        };
        Self {
            id,
            name: configuration.name.to_string(),
            api_type: configuration.target.api.api_type().to_string(),
            api_version: configuration.target.api.version().to_string(),
            region: configuration.target.site.region.to_string(),
            site_name: configuration.target.site.site_name.to_string(),
            user_id: body.user_id,
            space_id: body.space_id,
            auth_type: body.auth_type,
            oauth_client_id: body.oauth_client_id,
            has_api_key: i64::from(basic),
            status: status.to_string(),
            checked_at: passed,
            signed_in_as: None,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// Returns the row of the same connection after another save. It stays authorized if possible.
    pub(crate) fn replaced(
        &self,
        configuration: &Configuration,
        passed: Option<i64>,
        now: i64,
    ) -> Result<Self, CorruptRow> {
        let mut row = Self {
            version: self.version.saturating_add(1),
            created_at: self.created_at,
            ..Self::new(self.id.clone(), configuration, passed, now)
        };
        if self.shares_authorization(&row)? {
            row.status.clone_from(&self.status);
            row.checked_at = self.checked_at;
            row.signed_in_as.clone_from(&self.signed_in_as);
        }
        Ok(row)
    }

    /// Returns whether an authorization for one of the two is valid for the other.
    pub(crate) fn shares_authorization(&self, other: &Self) -> Result<bool, CorruptRow> {
        let draft = |row: &Self| row.to_connection().map(|connection| connection.to_draft());
        Ok(draft(self)?.shares_authorization(&draft(other)?))
    }

    /// Returns what it connects to, and how. Only for OAuth 2.0: with Basic, a target includes the
    /// API key.
    pub(crate) fn to_oauth_target(&self) -> Result<Target, CorruptRow> {
        let draft = self.to_connection()?.to_draft();
        validate_target(&draft, "").map_err(|_| CorruptRow)
    }

    pub(crate) fn to_connection(&self) -> Result<Connection, CorruptRow> {
        let site = self.site()?;
        let api_type = ApiType::parse(&self.api_type).ok_or(CorruptRow)?;
        let api_version = ApiVersion::parse(&self.api_version).ok_or(CorruptRow)?;
        let auth_type = match &self.auth_type {
            Some(auth_type) => Some(AuthType::parse(auth_type).ok_or(CorruptRow)?),
            None => None,
        };
        Ok(Connection {
            id: self.id.clone(),
            name: self.name.clone(),
            api_type,
            api_version: Some(api_version),
            region: site.region,
            site_name: self.site_name.clone(),
            user_id: self.user_id.clone(),
            space_id: self.space_id.clone(),
            site_url: Some(site.to_string()),
            api_base_url: site.api_base_url(api_type, api_version),
            auth_type,
            oauth_client_id: self.oauth_client_id.clone(),
            has_api_key: self.has_api_key != 0,
            status: self.status()?,
            checked_at: self.checked_at.map(rfc3339),
            signed_in_as: self.signed_in_as.clone(),
            pending_authorization: None,
            version: Some(self.version.to_string()),
        })
    }

    pub(crate) fn to_summary(&self) -> Result<ConnectionSummary, CorruptRow> {
        Ok(ConnectionSummary {
            id: self.id.clone(),
            name: self.name.clone(),
            api_type: ApiType::parse(&self.api_type).ok_or(CorruptRow)?,
            site_url: self.site()?.to_string(),
            status: self.status()?,
            updated_at: rfc3339(self.updated_at),
        })
    }

    /// Returns the site as it is authenticated with a ciphertext.
    pub(crate) fn site_key(&self) -> Site<'_> {
        Site { region: &self.region, name: &self.site_name }
    }

    /// Returns the name in the form that is compared with others. The comparison ignores case.
    pub(crate) fn name_key(&self) -> String {
        name_key(&self.name)
    }

    fn site(&self) -> Result<SiteUrl, CorruptRow> {
        Ok(SiteUrl {
            site_name: SiteName::parse(&self.site_name).map_err(|_| CorruptRow)?,
            region: Region::parse(&self.region).ok_or(CorruptRow)?,
        })
    }

    fn status(&self) -> Result<ConnectionStatus, CorruptRow> {
        ConnectionStatus::parse(&self.status).ok_or(CorruptRow)
    }
}
