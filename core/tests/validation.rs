//! One set of validation rules for both sides: drafts in the panel, request bodies in the backend.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests may panic.

use proptest::prelude::*;
use serde_json::{Value, json};
use teamwork_connect_core::setting::SETTINGS;
use teamwork_connect_core::validation::{validate_body, validate_target_body};
use teamwork_connect_core::wire::ConnectionBody;
use teamwork_connect_core::{
    ApiType, ApiVersion, AuthType, Draft, FieldErrors, Region, validate, validate_target,
};

fn list(errors: &FieldErrors) -> Vec<String> {
    errors.iter().map(|error| format!("{} {}", error.key, error.code)).collect()
}

fn errors_of(draft: &Draft, api_key: &str) -> Vec<String> {
    validate(draft, api_key).map_or_else(|errors| list(&errors), |_| Vec::new())
}

fn full_draft() -> Draft {
    Draft {
        name: "Acme".into(),
        api_type: Some(ApiType::Projects),
        api_version: Some(ApiVersion::V3),
        region: Some(Region::Eu),
        site_name: "acme".into(),
        user_id: "7".into(),
        space_id: "8".into(),
        auth_type: Some(AuthType::Basic),
        oauth_client_id: "client-1".into(),
    }
}

fn body(value: Value) -> ConnectionBody {
    serde_json::from_value(value).unwrap()
}

fn basic() -> Value {
    json!({
        "name": "Acme projects", "apiType": "projects", "apiVersion": "v3", "region": "eu",
        "siteName": "acme", "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
        "authType": "basic", "apiKey": "twp_canary"
    })
}

fn with(mut value: Value, changes: Value) -> ConnectionBody {
    for (key, change) in changes.as_object().unwrap() {
        match change {
            Value::Null if key != "apiBaseUrl" => drop(value.as_object_mut().unwrap().remove(key)),
            change => value[key] = change.clone(),
        }
    }
    body(value)
}

#[test]
fn an_empty_draft_has_one_error_per_required_setting() {
    let empty = Draft::default();
    assert_eq!(errors_of(&empty, ""), ["name required", "apiType required"]);
    for (api_type, rest) in [
        (ApiType::Projects, &["authType required"][..]),
        (ApiType::Desk, &["oauthClientId required"]),
        (ApiType::Spaces, &["spaceId required", "oauthClientId required"]),
    ] {
        let mut draft = Draft::default();
        draft.choose_api_type(api_type);
        let common = ["name required", "region required", "siteName required"];
        assert_eq!(errors_of(&draft, ""), [&common[..], rest].concat());
    }
    let basic = Draft { name: String::new(), ..full_draft() };
    assert_eq!(errors_of(&basic, " "), ["name required", "apiKey required"]);
    assert!(validate_target(&basic, "key").is_ok(), "a connection test needs no name");
}

#[test]
fn a_missing_version_means_the_newest_only_for_desk() {
    let without = |api_type| Draft { api_type: Some(api_type), api_version: None, ..full_draft() };
    let desk = validate(&without(ApiType::Desk), "").unwrap();
    assert_eq!(desk.target.api.version(), ApiVersion::V2);
    assert_eq!(errors_of(&without(ApiType::Projects), "k"), ["apiVersion required"]);
    assert_eq!(errors_of(&without(ApiType::Spaces), ""), ["apiVersion required"]);
}

#[test]
fn an_address_in_the_draft_must_match_the_region() {
    let draft = Draft { site_name: "https://acme.teamwork.com/".into(), ..full_draft() };
    assert_eq!(errors_of(&draft, "k"), ["siteName mismatch"]);
    assert!(validate(&Draft { region: Some(Region::Us), ..draft }, "k").is_ok());
}

#[test]
fn a_request_body_round_trips() {
    let posted = body(basic());
    let configuration = validate_body(&posted).unwrap();
    assert_eq!(ConnectionBody { api_key: None, ..posted }, configuration.to_body());
    assert!(!format!("{configuration:?}").contains("canary"));
}

#[test]
fn a_request_body_has_only_applicable_settings_and_its_own_urls() {
    let desk = json!({
        "name": "D", "apiType": "desk", "region": "us", "siteName": "acme",
        "siteUrl": "https://acme.teamwork.com",
        "apiBaseUrl": "https://acme.teamwork.com/desk/api/v2", "oauthClientId": "c1"
    });
    assert_eq!(validate_body(&body(desk.clone())).map_err(|e| list(&e)).err(), None);
    for (value, changes, expected) in [
        (basic(), json!({"apiKey": null}), &["apiKey required"][..]),
        (basic(), json!({"apiType": "chat"}), &["apiType unknown"]),
        (basic(), json!({"apiVersion": "v0"}), &["apiVersion unknown"]),
        (basic(), json!({"apiVersion": "v9"}), &["apiVersion unknown"]),
        (basic(), json!({"region": "au"}), &["region unknown"]),
        (basic(), json!({"authType": "digest"}), &["authType unknown", "apiKey unknown"]),
        (basic(), json!({"userId": "7"}), &["userId unknown"]),
        (basic(), json!({"oauthClientId": "c1"}), &["oauthClientId unknown"]),
        (basic(), json!({"siteUrl": null}), &["siteUrl required"]),
        (basic(), json!({"siteUrl": "https://evil.com"}), &["siteUrl mismatch"]),
        (basic(), json!({"apiBaseUrl": null}), &["apiBaseUrl required"]),
        (basic(), json!({"apiBaseUrl": "https://evil.com/"}), &["apiBaseUrl mismatch"]),
        (basic(), json!({"siteName": "evil.com#"}), &["siteName unknown"]),
        (desk.clone(), json!({"authType": "oauth2"}), &["authType unknown"]),
        (desk.clone(), json!({"oauthClientId": "../x"}), &["oauthClientId unknown"]),
        (desk, json!({"apiVersion": "v0"}), &["apiBaseUrl mismatch"]),
    ] {
        let posted = with(value, changes.clone());
        let errors = validate_body(&posted).map_err(|errors| list(&errors)).err();
        assert_eq!(errors.unwrap_or_default(), expected, "{changes}");
    }
}

#[test]
fn undocumented_versions_are_posted_with_a_null_base_url() {
    let draft = Draft {
        api_type: Some(ApiType::Spaces),
        api_version: Some(ApiVersion::V0),
        ..full_draft()
    };
    let body = serde_json::to_value(validate(&draft, "").unwrap().to_body()).unwrap();
    assert_eq!(
        body,
        json!({
            "name": "Acme", "apiType": "spaces", "apiVersion": "v0", "region": "eu",
            "siteName": "acme", "userId": "7", "siteUrl": "https://acme.eu.teamwork.com",
            "apiBaseUrl": null, "oauthClientId": "client-1"
        })
    );
}

#[test]
fn unknown_and_duplicate_keys_are_rejected() {
    for text in [r#"{"name":"a","nme":"b"}"#, r#"{"name":"a","name":"b"}"#, r#"{"name":1}"#] {
        assert!(serde_json::from_str::<ConnectionBody>(text).is_err(), "{text}");
    }
}

prop_compose! {
    fn any_draft()(
        name in prop_oneof![Just(String::new()), "[ -~]{1,12}", any::<String>()],
        api_type in prop::option::of(prop::sample::select(ApiType::ALL)),
        api_version in prop::option::of(prop::sample::select(ApiVersion::ALL)),
        region in prop::option::of(prop::sample::select(Region::ALL)),
        site_name in prop_oneof!["[a-z]{0,8}", Just("acme.eu.teamwork.com".to_owned()), any::<String>()],
        user_id in prop_oneof!["[0-9]{0,20}", any::<String>()],
        space_id in prop_oneof!["[0-9]{0,20}", any::<String>()],
        auth_type in prop::option::of(prop::sample::select(AuthType::ALL)),
        oauth_client_id in prop_oneof![Just(String::new()), "[a-z0-9-]{1,8}"],
    ) -> Draft {
        Draft { name, api_type, api_version, region, site_name, user_id, space_id, auth_type, oauth_client_id }
    }
}

/// Runs at least this many cases. `PROPTEST_CASES` raises the number.
fn at_least(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.max(cases), ..usual }
}

proptest! {
    #![proptest_config(at_least(4_000))]

    /// Whatever a draft contains, its request body has exactly the settings that apply, and the backend reads it
    /// as the same configuration.
    #[test]
    fn request_bodies_have_applicable_settings_and_round_trip(draft in any_draft(), api_key in "[!-~]{0,9}") {
        match validate(&draft, &api_key) {
            Ok(configuration) => {
                let body = configuration.to_body();
                let sent: Vec<_> = body.keys().collect();
                for setting in SETTINGS.iter().filter(|setting| !setting.secret) {
                    // Desk's version is sent although it is optional.
                    prop_assert_eq!(sent.contains(&setting.key), setting.applies(&draft), "{}", setting.key);
                }
                let mut json = serde_json::to_value(&body).unwrap();
                if draft.auth() == Some(AuthType::Basic) {
                    json["apiKey"] = Value::from(api_key);
                }
                let read = validate_body(&serde_json::from_value(json).unwrap());
                prop_assert_eq!(read, Ok(configuration));
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                for error in errors.iter() {
                    let setting = SETTINGS.iter().find(|setting| setting.key == error.key);
                    prop_assert!(setting.is_some_and(|setting| setting.applies(&draft)), "{}", error.key);
                }
            }
        }
    }

    /// A draft survives a round trip through JSON.
    #[test]
    fn a_draft_survives_json(draft in any_draft()) {
        let text = serde_json::to_string(&draft).unwrap();
        prop_assert_eq!(serde_json::from_str::<Draft>(&text).unwrap(), draft);
    }

    /// No body makes validation panic, and the body of a connection test is validated like that of a save, except
    /// for the name.
    #[test]
    fn connection_tests_and_saves_are_validated_alike(name in any::<String>(), site in any::<String>(), version in "v[0-4]") {
        let posted = with(basic(), json!({"name": name, "siteName": site, "apiVersion": version}));
        let saved = validate_body(&posted).map_err(|errors| list(&errors)).err().unwrap_or_default();
        let tested = validate_target_body(&posted).map_err(|errors| list(&errors)).err().unwrap_or_default();
        let but_name: Vec<_> = saved.into_iter().filter(|error| !error.starts_with("name ")).collect();
        prop_assert_eq!(tested, but_name);
    }
}
