//! Compares how a backend in Node and the reference backend validate the same request bodies.

use reqwest::Method;
use serde_json::{Value, json};
use teamwork_connect_backend::RateLimits;
use teamwork_connect_e2e::Setting;

use crate::project::{Project, beside};

/// A body as text, and the expected result: the status, and the errors of a 422 response.
#[derive(Debug)]
struct Case {
    text: String,
    status: u16,
    errors: Vec<String>,
}

impl Case {
    fn text(text: &str, status: u16) -> Self {
        Self { text: text.to_owned(), status, errors: Vec::new() }
    }

    fn good(body: &Value) -> Self {
        Self::text(&body.to_string(), 200)
    }

    fn wrong(body: &Value, errors: &[&str]) -> Self {
        let errors = errors.iter().map(|&error| error.to_owned()).collect();
        Self { text: body.to_string(), status: 422, errors }
    }
}

fn basic() -> Value {
    json!({
        "name": "Acme", "apiType": "projects", "apiVersion": "v3", "region": "eu", "siteName": "acme",
        "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
        "authType": "basic", "apiKey": "twp_key"
    })
}

fn desk(client: &str) -> Value {
    json!({
        "name": "Acme", "apiType": "desk", "apiVersion": "v2", "region": "us", "siteName": "acme",
        "siteUrl": "https://acme.teamwork.com",
        "apiBaseUrl": "https://acme.teamwork.com/desk/api/v2", "oauthClientId": client
    })
}

fn spaces(client: &str) -> Value {
    json!({
        "name": "Acme", "apiType": "spaces", "apiVersion": "v0", "region": "us", "siteName": "acme", "userId": "7",
        "siteUrl": "https://acme.teamwork.com", "apiBaseUrl": null, "oauthClientId": client
    })
}

/// A body with changed values; `null` removes a key.
fn with(mut body: Value, changes: &Value) -> Value {
    for (key, change) in changes.as_object().unwrap() {
        match change {
            Value::Null => drop(body.as_object_mut().unwrap().remove(key)),
            change => body[key] = change.clone(),
        }
    }
    body
}

/// The bodies. `client` is the ID of an existing client.
fn cases(client: &str) -> Vec<Case> {
    let mut cases = vec![
        Case::good(&basic()),
        Case::good(&desk(client)),
        Case::good(&spaces(client)),
        Case::good(&with(desk(client), &json!({"apiVersion": null}))),
        Case::good(&with(basic(), &json!({"name": "  Acme ", "siteName": "ACME"}))),
        Case::text("", 400),
        Case::text("null", 400),
        Case::text("[]", 400),
        Case::text(&json!([basic()]).to_string(), 400),
        Case::text(&json!(basic().to_string()).to_string(), 400),
        Case::text(&format!("{} x", basic()), 400),
        Case::text(&with(basic(), &json!({"name": 7})).to_string(), 400),
        Case::text(&with(basic(), &json!({"apiKey": ["twp_key"]})).to_string(), 400),
        Case::text(&with(basic(), &json!({"id": "7"})).to_string(), 400),
        Case::text(&with(basic(), &json!({"__proto__": "7"})).to_string(), 400),
        Case::text(&basic().to_string().replace("{\"", "{\"name\":\"Other\",\""), 400),
        Case::text(&with(basic(), &json!({"name": "a".repeat(16 * 1024)})).to_string(), 413),
        Case::wrong(&json!({}), &["name required", "apiType required"]),
    ];
    for (changes, errors) in [
        (json!({"apiVersion": null}), &["apiVersion required"][..]),
        (json!({"apiVersion": "v0"}), &["apiVersion unknown"]),
        (json!({"apiKey": null}), &["apiKey required"]),
        (json!({"apiKey": " "}), &["apiKey required"]),
        (json!({"apiKey": "two words"}), &["apiKey format"]),
        (json!({"authType": null}), &["authType required", "apiKey unknown"]),
        (json!({"authType": "oauth2"}), &["apiKey unknown", "oauthClientId required"]),
        (json!({"userId": "7"}), &["userId unknown"]),
        (json!({"spaceId": "7"}), &["spaceId unknown"]),
        (json!({"oauthClientId": client}), &["oauthClientId unknown"]),
        (json!({"apiType": "crm"}), &["apiType unknown"]),
        (json!({"region": "au"}), &["region unknown"]),
        (json!({"region": "us"}), &["siteUrl mismatch", "apiBaseUrl mismatch"]),
        (json!({"siteName": "www"}), &["siteName reserved"]),
        (json!({"siteName": "evil.example#"}), &["siteName unknown"]),
        (json!({"siteUrl": null}), &["siteUrl required"]),
        (json!({"siteUrl": "https://acme.teamwork.com"}), &["siteUrl mismatch"]),
        (json!({"siteUrl": "https://acme.eu.teamwork.com/"}), &["siteUrl mismatch"]),
        (json!({"apiBaseUrl": null}), &["apiBaseUrl required"]),
        (json!({"apiBaseUrl": "https://evil.example/"}), &["apiBaseUrl mismatch"]),
        (json!({"name": "a".repeat(101)}), &["name too_long"]),
    ] {
        cases.push(Case::wrong(&with(basic(), &changes), errors));
    }
    cases.push(Case::wrong(&with(desk(client), &json!({"apiKey": "k"})), &["apiKey unknown"]));
    let beside_key = with(desk(client), &json!({"authType": "oauth2"}));
    cases.push(Case::wrong(&beside_key, &["authType unknown"]));
    let without_user = with(spaces(client), &json!({"userId": null}));
    cases.push(Case::wrong(&without_user, &["userId required"]));
    cases
}

#[test]
fn node_and_the_backend_agree_on_every_body() {
    let project = Project::new();
    project.add("bodies.mjs", &beside("bodies.mjs"));
    let unlimited =
        Setting::default().with_backend(|config, _| config.rate_limits = RateLimits::OFF);
    // This test opens no page, so any folder will do.
    unlimited.serving(project.path("")).play(async |stage| {
        let caller = stage.caller().await;
        let client = caller.add_client().await;
        let id = caller.create(&basic()).await["id"].as_str().unwrap().to_owned();
        let cases = cases(&client);
        let texts: Vec<&str> = cases.iter().map(|case| &*case.text).collect();
        project.add("bodies.json", &json!(texts).to_string());
        let verdicts: Vec<Value> = serde_json::from_str(&project.node(&["bodies.mjs"])).unwrap();
        assert_eq!(verdicts.len(), cases.len());
        for (case, verdict) in cases.iter().zip(&verdicts) {
            let Case { text, status, errors } = case;
            assert_eq!(verdict["ok"], *status == 200, "{text}: {verdict}");
            assert_eq!(verdict["status"].as_u64().unwrap_or(200), u64::from(*status), "{text}");
            assert_eq!(list(&verdict["errors"], "key"), *errors, "{text}");

            let replaced = format!("/connections/{id}");
            for (method, path, good) in
                [(Method::POST, "/connections", 201), (Method::PUT, &*replaced, 200)]
            {
                let (answered, said) = caller.send_text(method.clone(), path, text).await;
                let expected = if *status == 200 { good } else { *status };
                assert_eq!(answered, expected, "{method} {text}: {said}");
                assert_eq!(list(&said["errors"], "pointer"), *errors, "{method} {text}");
                // The settings are those that the backend saves.
                for (key, kept) in verdict["settings"].as_object().into_iter().flatten() {
                    assert_eq!(&said[key], kept, "{method} {text}");
                }
            }
        }
    });
}

/// The errors in this test's notation, by the member that names their key.
fn list(errors: &Value, name: &str) -> Vec<String> {
    let errors = errors.as_array().into_iter().flatten();
    let text = |error: &Value, part: &str| error[part].as_str().unwrap().to_owned();
    errors
        .map(|error| {
            format!("{} {}", text(error, name).trim_start_matches('/'), text(error, "code"))
        })
        .collect()
}

#[test]
fn bodies_come_as_text_bytes_or_objects() {
    let project = Project::new();
    project.add("backend.mjs", &beside("backend.mjs"));
    project.node(&["backend.mjs"]);
}
