//! Reading what the backend answers: field by field, out of the browser's own objects.
//!
//! What serde derives for these few types weighs several kilobytes in the browser. Keys that a type does not
//! have do not matter, since a backend may be newer; nor do optional texts that are no texts.

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

/// What a backend can answer with.
pub(crate) trait Read: Sized {
    /// Reads a value, or gives `None` where it lacks something or names a choice that is none.
    fn read(value: &JsValue) -> Option<Self>;
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &JsValue) -> Option<Self> {
        let list = value.dyn_ref::<Array>()?;
        let mut all = Self::new();
        // Collecting into an option is four functions for every type.
        for place in 0..list.length() {
            // One that cannot be read is no reason to have none.
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

/// Links of the backend's or the page's own.
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
        // The choices first: where one is none, there is nothing yet to take back.
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
        // Beyond what the type holds it becomes the nearest number.
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

/// An ID. Many backends have numbers.
fn id(value: &JsValue) -> Option<String> {
    let id = get(value, "id");
    id.as_string().or_else(|| id.as_f64().map(|_| json::stringify(&id)))
}

/// A code that is not known here, because the backend is newer, reads as none.
fn code(value: &JsValue) -> Option<ResultCode> {
    choice(value, "code", ResultCode::parse)
}

/// What is chosen under a name. All of these functions are the same one to the optimiser.
fn choice<T>(value: &JsValue, name: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
    parse(&text_of(value, name)?)
}

/// As [`choice`], where nothing may be chosen, but not something that is none: what is saved then would be
/// something else.
fn optional<T>(value: &JsValue, name: &str, parse: fn(&str) -> Option<T>) -> Option<Option<T>> {
    text_of(value, name).map_or(Some(None), |text| parse(&text).map(Some))
}
