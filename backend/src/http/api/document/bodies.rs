//! The schemas of request bodies. The types that parse them accept any text so that an invalid
//! value becomes an error of its field; the document describes which values are valid.

use serde_json::{Value, json};

/// The characters that are trimmed from both ends of a copied value.
const OUTER: &str = r"\t\r\n \u00a0\u200b-\u200d\u2060\ufeff";

/// White space, which is also trimmed from names.
const SPACE: &str =
    r"\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";

/// The characters that a name can't contain: control characters and those that change the text
/// direction around it.
const NOT_IN_NAMES: &str = r"\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069";

const RESERVED: [&str; 7] = ["www", "api", "eu", "authenticate", "developer", "apidocs", "support"];

/// Replaces the derived schemas of the bodies.
pub(super) fn describe(schemas: &mut serde_json::Map<String, Value>) {
    let variants = [
        projects(
            "ProjectsBasic",
            "basic",
            "apiKey",
            &secret("The API key. Required for every save."),
        ),
        projects("ProjectsOauth", "oauth2", "oauthClientId", &client_id()),
        outside_projects("DeskV2", "desk", "v2", false, &[]),
        outside_projects("DeskV0", "desk", "v0", true, &[]),
        outside_projects("SpacesV2", "spaces", "v2", false, &[("spaceId", "The Space ID.")]),
        outside_projects("SpacesV0", "spaces", "v0", true, &[("userId", "The User ID.")]),
    ];
    let (mut references, mut tested) = (Vec::new(), Vec::new());
    for (name, schema) in variants {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let to_test = format!("{name}Test");
        references.push(reference(name));
        tested.push(reference(&to_test));
        schemas.insert(to_test, without_name(schema.clone()));
        schemas.insert(name.to_owned(), schema);
    }
    let body = json!({
        "description": "A connection to test: the same as a posted one, except that its name is \
            ignored.",
        "oneOf": tested,
    });
    schemas.insert("ConnectionTestBody".to_owned(), body);
    let body = json!({
        "description": "A connection to save: flat, with only the settings that apply. The backend also \
            checks what a schema can't express, and responds with 422 otherwise: `siteUrl` and \
            `apiBaseUrl` must match the site name, region, and version, and the client must belong \
            to the account.",
        "oneOf": references,
    });
    schemas.insert("ConnectionBody".to_owned(), body);
    let client = json!({
        "type": "object",
        "description": "An OAuth 2.0 client to save. Every save needs all of it.",
        "required": ["name", "clientId", "clientSecret"],
        "additionalProperties": false,
        "properties": {
            "name": name(),
            "clientId": copied("[!-~]{1,255}", "The client ID issued by Teamwork."),
            "clientSecret": secret("The client secret. Required for every save."),
        },
        "examples": [{"name": "Acme app", "clientId": "the-client-id", "clientSecret": "the-secret"}],
    });
    schemas.insert("OauthClientBody".to_owned(), client);
}

/// Makes the name optional, because this body's name is ignored.
fn without_name(mut body: Value) -> Value {
    body["properties"]["name"] = json!({"type": ["string", "null"]});
    if let Some(required) = body["required"].as_array_mut() {
        required.retain(|key| key != "name");
    }
    body
}

fn projects(
    name: &'static str,
    auth_type: &str,
    credential: &str,
    schema: &Value,
) -> (&'static str, Value) {
    let mut body = common("projects", &["v3", "v2", "v1"]);
    require(&mut body, "authType", json!({"const": auth_type, "type": "string"}));
    require(&mut body, credential, schema.clone());
    let mut example = json!({
        "name": "Acme projects",
        "apiType": "projects",
        "apiVersion": "v3",
        "region": "eu",
        "siteName": "acme",
        "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
        "authType": auth_type,
    });
    example[credential] = "1be19ca9-a4ab-4eeb-94bd-549c8550325b".into();
    body["examples"] = json!([example]);
    (name, body)
}

/// The bodies for Desk and Spaces, which support only OAuth 2.0.
fn outside_projects(
    name: &'static str,
    api_type: &str,
    version: &str,
    backend_decides_path: bool,
    ids: &[(&str, &str)],
) -> (&'static str, Value) {
    let mut body = common(api_type, &[version]);
    require(&mut body, "oauthClientId", client_id());
    for (id, description) in ids {
        let schema = copied("0{0,9}[1-9][0-9]{0,17}", description);
        require(&mut body, id, schema);
    }
    if backend_decides_path {
        let nothing = json!({"type": "null", "description": "The backend chooses the path."});
        body["properties"]["apiBaseUrl"] = nothing;
        if let Some(required) = body["required"].as_array_mut() {
            required.retain(|key| key != "apiBaseUrl");
        }
    }
    (name, body)
}

fn common(api_type: &str, versions: &[&str]) -> Value {
    let mut body = json!({
        "type": "object",
        "required": [],
        "additionalProperties": false,
        "properties": {},
    });
    require(&mut body, "name", name());
    require(&mut body, "apiType", json!({"const": api_type, "type": "string"}));
    require(&mut body, "apiVersion", json!({"enum": versions, "type": "string"}));
    require(&mut body, "region", json!({"enum": ["us", "eu"], "type": "string"}));
    require(&mut body, "siteName", site_name());
    let derived = |pattern: &str, description: &str| json!({"type": "string", "format": "uri", "pattern": pattern, "description": description});
    let site = r"^https://[a-z0-9-]{1,63}(\.eu)?\.teamwork\.com$";
    require(&mut body, "siteUrl", derived(site, "Derived from site name and region."));
    let base = r"^https://[a-z0-9-]{1,63}(\.eu)?\.teamwork\.com(/[a-z]+/api/v[0-9])?$";
    require(&mut body, "apiBaseUrl", derived(base, "Derived from these and the version."));
    body
}

fn require(body: &mut Value, key: &str, schema: Value) {
    body["properties"][key] = schema;
    if let Some(required) = body["required"].as_array_mut() {
        required.push(key.into());
    }
}

fn name() -> Value {
    let trimmed = format!("{SPACE}{OUTER}");
    let inner = format!("[^{NOT_IN_NAMES}]");
    let outer = format!("[^{trimmed}{NOT_IN_NAMES}]");
    json!({
        "type": "string",
        "minLength": 1,
        "maxLength": 100,
        "pattern": format!("^[{trimmed}]*{outer}({inner}*{outer})?[{trimmed}]*$"),
        "description": "1 to 100 characters, with no leading or trailing whitespace.",
    })
}

fn site_name() -> Value {
    // JSON Schema patterns have no flags, so each letter matches both cases.
    let any_case = |word: &str| -> String {
        let both = |letter: char| format!("[{letter}{}]", letter.to_ascii_uppercase());
        word.chars().map(both).collect()
    };
    let reserved = RESERVED.map(any_case).join("|");
    let label = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    json!({
        "type": "string",
        "pattern": format!("^(?!..--)(?!({reserved})$){label}$"),
        "description": "The label before the region's suffix.",
    })
}

fn client_id() -> Value {
    copied("[a-zA-Z0-9_-]{1,64}", "The backend's ID for an OAuth 2.0 client.")
}

fn secret(description: &str) -> Value {
    let mut secret = copied("[!-~]{1,1024}", description);
    secret["writeOnly"] = true.into();
    secret
}

/// Returns the schema of a value that users copy, with the characters that are trimmed around it.
fn copied(pattern: &str, description: &str) -> Value {
    json!({
        "type": "string",
        "pattern": format!("^[{OUTER}]*{pattern}[{OUTER}]*$"),
        "description": description,
    })
}
