//! Functions of the core crate for scripts: the same ones that the panel and the backend use.

use teamwork_connect_core::validate as check;
use teamwork_connect_core::{AccountAddress, ApiType, FieldErrors, Key, Region, SiteUrl};
use wasm_bindgen::prelude::*;

use super::errors::setting_errors;
use crate::browser::object::{object, text, text_of};
use crate::panel::draft_of_js;

/// Parses a site name, a hostname, or any address of a Teamwork account. Returns an `AccountUrl` as declared in
/// `index.d.ts`.
#[wasm_bindgen(js_name = parseAccountUrl)]
pub fn parse_account_url(address: &str) -> JsValue {
    let AccountAddress { site_name, region, hints } = match AccountAddress::find(address) {
        Ok(address) => address,
        Err(code) => return object(&[("ok", false.into()), ("code", code.as_str().into())]),
    };
    let site_url =
        region.map(|region| SiteUrl { site_name: site_name.clone(), region }.to_string());
    object(&[
        ("ok", true.into()),
        ("siteName", text(Some(site_name.as_str()))),
        ("region", text(region.map(Region::as_str))),
        ("siteUrl", text(site_url.as_deref())),
        ("apiType", text(hints.api_type.map(ApiType::as_str))),
        ("userId", text(hints.user_id.as_ref().map(|id| id.as_str()))),
        ("spaceId", text(hints.space_id.as_ref().map(|id| id.as_str()))),
    ])
}

/// Validates settings by the rules of the panel. Returns a `Verdict` as declared in `index.d.ts`.
///
/// If `apiKey` is missing, validates the rest as if there were one, because a draft never contains it.
#[wasm_bindgen]
pub fn validate(value: &JsValue) -> JsValue {
    let (draft, unknown) = draft_of_js(value);
    let key = text_of(value, Key::ApiKey.as_str());
    let (errors, derived) = match check(&draft, key.as_deref().unwrap_or("given")) {
        Ok(configuration) => (FieldErrors::default(), configuration.to_body()),
        Err(errors) => (errors, Default::default()),
    };
    let errors = unknown.with(&errors);
    object(&[
        ("ok", errors.is_empty().into()),
        ("errors", setting_errors(&errors)),
        ("siteUrl", text(derived.site_url.as_deref())),
        ("apiBaseUrl", text(derived.api_base_url.as_deref())),
    ])
}
