//! Reads responses field by field from the browser's own objects.
//!
//! What serde derives for these few types takes several kilobytes in the browser. Unknown keys are ignored,
//! because the backend may be newer, and so are optional texts that are not strings.

use js_sys::Array;
use teamwork_connect_core::wire::{
    Authorization, AuthorizationStart, AuthorizationStatus, AuthorizedAccount, Check, CheckName,
    CheckStatus, Config, Connection, ConnectionStatus, Links, OauthClient, TestReport,
};
use teamwork_connect_core::{ApiType, ApiVersion, AuthType, Region, ResultCode};
use wasm_bindgen::{JsCast, JsValue};

use super::Listed;
use crate::browser::json;
use crate::browser::object::{get, text_of};

/// A type that can be read from a response.
pub(crate) trait Read: Sized {
    /// Reads a value. Returns `None` if a required key is missing or a choice is invalid.
    fn read(value: &JsValue) -> Option<Self>;
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &JsValue) -> Option<Self> {
        let list = value.dyn_ref::<Array>()?;
        let mut all = Self::new();
        // Collecting into an `Option` would add four functions per type.
        for place in 0..list.length() {
            // Skip an item that can't be read and keep the others.
            all.extend(T::read(&list.get(place)));
        }
        Some(all)
    }
}

impl Read for Config {
    fn read(value: &JsValue) -> Option<Self> {
        let capabilities = get(value, "capabilities");
        let capabilities = capabilities.dyn_ref::<Array>().map(Array::iter).into_iter().flatten();
        value.is_object().then(|| Self {
            redirect_uri: text_of(value, "redirectUri"),
            capabilities: capabilities.filter_map(|name| name.as_string()).collect(),
            links: links(&get(value, "links")),
        })
    }
}

/// Reads help links from the backend or the page.
pub(crate) fn links(value: &JsValue) -> Option<Links> {
    value.is_object().then(|| Links {
        api_key: text_of(value, "apiKey"),
        oauth_client: text_of(value, "oauthClient"),
        space_id: text_of(value, "spaceId"),
        user_id: text_of(value, "userId"),
    })
}

impl Read for Connection {
    fn read(value: &JsValue) -> Option<Self> {
        let text = |name| text_of(value, name);
        // Read the choices first: if one is invalid, nothing needs to be dropped.
        let api_type = choice(value, "apiType", ApiType::parse)?;
        let region = choice(value, "region", Region::parse)?;
        let status = choice(value, "status", ConnectionStatus::parse)?;
        let api_version = optional(value, "apiVersion", ApiVersion::parse)?;
        let auth_type = optional(value, "authType", AuthType::parse)?;
        Some(Self {
            id: id(value)?,
            name: text("name")?,
            api_type,
            api_version,
            region,
            site_name: text("siteName")?,
            user_id: text("userId"),
            space_id: text("spaceId"),
            site_url: text("siteUrl"),
            api_base_url: text("apiBaseUrl"),
            auth_type,
            oauth_client_id: text("oauthClientId"),
            has_api_key: get(value, "hasApiKey").is_truthy(),
            status,
            checked_at: text("checkedAt"),
            signed_in_as: text("signedInAs"),
            pending_authorization: text("pendingAuthorization"),
            version: text("version"),
        })
    }
}

impl Read for Listed {
    fn read(value: &JsValue) -> Option<Self> {
        Some(Self { id: id(value)?, name: text_of(value, "name")? })
    }
}

impl Read for TestReport {
    fn read(value: &JsValue) -> Option<Self> {
        Some(Self { ok: get(value, "ok").as_bool()?, checks: Vec::read(&get(value, "checks"))? })
    }
}

impl Read for Check {
    fn read(value: &JsValue) -> Option<Self> {
        Some(Self {
            name: choice(value, "name", CheckName::parse)?,
            status: choice(value, "status", CheckStatus::parse)?,
            code: code(value),
        })
    }
}

impl Read for OauthClient {
    fn read(value: &JsValue) -> Option<Self> {
        let text = |name| text_of(value, name);
        Some(Self {
            id: id(value)?,
            name: text("name")?,
            client_id: text("clientId")?,
            managed: get(value, "managed").is_truthy(),
        })
    }
}

impl Read for AuthorizationStart {
    fn read(value: &JsValue) -> Option<Self> {
        // Saturates at the bounds of the type.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let expires_in = get(value, "expiresIn").as_f64()? as u32;
        Some(Self { id: id(value)?, start_url: text_of(value, "startUrl")?, expires_in })
    }
}

impl Read for Authorization {
    fn read(value: &JsValue) -> Option<Self> {
        let status = choice(value, "status", AuthorizationStatus::parse)?;
        let account = get(value, "account");
        let text = |name| text_of(&account, name).unwrap_or_default();
        Some(Self {
            id: id(value)?,
            status,
            code: code(value),
            account: account.is_object().then(|| AuthorizedAccount {
                site_url: text("siteUrl"),
                user_name: text("userName"),
            }),
        })
    }
}

/// Reads an ID. Many backends use numbers.
fn id(value: &JsValue) -> Option<String> {
    let id = get(value, "id");
    id.as_string().or_else(|| id.as_f64().map(|_| json::stringify(&id)))
}

/// Reads a code. Returns `None` for an unknown one, because the backend may be newer.
fn code(value: &JsValue) -> Option<ResultCode> {
    choice(value, "code", ResultCode::parse)
}

/// Reads a choice. The optimizer merges all instances of this function.
fn choice<T>(value: &JsValue, name: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
    parse(&text_of(value, name)?)
}

/// Same as [`choice`], but may be absent. An invalid value is still an error, because saving without it would
/// change the setting.
fn optional<T>(value: &JsValue, name: &str, parse: fn(&str) -> Option<T>) -> Option<Option<T>> {
    text_of(value, name).map_or(Some(None), |text| parse(&text).map(Some))
}
