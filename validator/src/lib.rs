//! Validates connection request bodies for JavaScript backends, with the code of the reference backend.
//!
//! This is a separate wasm module, because browsers don't need it and would otherwise pay for it on every first
//! load. The package's `backend.js` loads it.

mod verdict;

use teamwork_connect_core::json::read_body;
use teamwork_connect_core::validation::{validate_body as check, validate_target_body};
use teamwork_connect_core::wire::ConnectionBody;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

use self::verdict::Verdict;

/// Validates the bytes of a body as `POST /connections` does, or as `POST /connections/test`, which ignores the
/// name. Returns a `BodyVerdict` (see `backend.d.ts`) as JSON.
#[wasm_bindgen(js_name = validateBody)]
#[must_use]
pub fn validate_body(body: Vec<u8>, for_test: bool) -> String {
    // The bytes contain the API key and are overwritten after use.
    let body = Zeroizing::new(body);
    let verdict = match read_body::<ConnectionBody>(&body) {
        Err(why) => Verdict::unreadable(why),
        Ok(body) if for_test => match validate_target_body(&body) {
            Ok(target) => Verdict::of(target.to_body()),
            Err(errors) => Verdict::invalid(&errors),
        },
        Ok(body) => match check(&body) {
            Ok(configuration) => Verdict::of(configuration.to_body()),
            Err(errors) => Verdict::invalid(&errors),
        },
    };
    verdict.to_json()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::validate_body;

    fn checked(body: &Value, for_test: bool) -> Value {
        serde_json::from_str(&validate_body(body.to_string().into_bytes(), for_test)).unwrap()
    }

    fn good() -> Value {
        json!({
            "name": " Acme ", "apiType": "projects", "apiVersion": "v3", "region": "eu", "siteName": "Acme",
            "siteUrl": "https://acme.eu.teamwork.com",
            "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
            "authType": "basic", "apiKey": "canary"
        })
    }

    #[test]
    fn a_good_body_gives_the_settings_to_keep_without_the_key() {
        let verdict = checked(&good(), false);
        assert_eq!(verdict["ok"], true);
        assert_eq!(verdict["status"], Value::Null);
        assert_eq!(verdict["settings"]["name"], "Acme");
        assert_eq!(verdict["settings"]["siteName"], "acme");
        assert_eq!(verdict["siteUrl"], verdict["settings"]["siteUrl"]);
        assert!(!verdict.to_string().contains("canary"));
    }

    #[test]
    fn a_bad_one_gives_the_status_and_the_errors_of_the_backend() {
        let mut body = good();
        body["apiVersion"] = Value::Null;
        body["userId"] = "7".into();
        let errors = json!([
            {"key": "apiVersion", "code": "required"},
            {"key": "userId", "code": "unknown"},
        ]);
        let expected = json!({
            "ok": false, "status": 422, "errors": errors, "siteUrl": null, "apiBaseUrl": null, "settings": null
        });
        assert_eq!(checked(&body, false), expected);
    }

    #[test]
    fn what_is_no_body_gives_the_status_alone() {
        for (body, status) in [(json!([]), 400), (json!({"nme": "Acme"}), 400)] {
            let verdict = checked(&body, false);
            assert_eq!((&verdict["status"], &verdict["errors"]), (&status.into(), &json!([])));
        }
        let large = json!({"name": "a".repeat(20_000)});
        assert_eq!(checked(&large, false)["status"], 413);
    }

    #[test]
    fn a_test_needs_no_name() {
        let mut body = good();
        body["name"] = Value::Null;
        assert_eq!(checked(&body, false)["ok"], false);
        assert_eq!(checked(&body, true)["ok"], true);
    }
}
