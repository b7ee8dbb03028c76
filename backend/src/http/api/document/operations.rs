//! What every operation in the document has: its ID, its headers, its errors, and links to further
//! operations.

use serde_json::{Map, Value, json};

/// Adds these to all operations.
pub(super) fn describe(paths: &mut Map<String, Value>) {
    for (path, item) in paths {
        let Some(item) = item.as_object_mut() else { continue };
        for (method, operation) in item {
            let name = name_of(method, path);
            operation["operationId"] = name.clone().into();
            if !is_open(path) {
                describe_headers(operation);
                add_parameter(operation, requested_with());
                add_refusals(operation, method, path);
            }
            add_links(operation, &name);
        }
    }
}

/// Returns whether an operation requires neither a session nor a header.
pub(super) fn is_open(path: &str) -> bool {
    path.starts_with("/health") || path.starts_with("/oauth/")
}

/// Returns a unique operation ID, from which generators derive function names.
fn name_of(method: &str, path: &str) -> String {
    let mut words: Vec<&str> = path.split('/').filter(|word| !word.is_empty()).collect();
    let one = words.last() == Some(&"{id}");
    words.retain(|word| *word != "{id}");
    let verb = match (method, words.as_slice()) {
        ("get", ["connections" | "oauth-clients"]) if !one => "list",
        ("post", [_, "test"]) => "test",
        ("post", [_, "confirm"]) => "confirm",
        ("post", [_, "authorizations"]) => "begin",
        ("post", ["connections" | "oauth-clients"]) => "create",
        ("put", _) => "replace",
        ("delete", ["authorizations"]) => "cancel",
        (method, _) => method,
    };
    if matches!(verb, "test" | "confirm") {
        words.pop();
    }
    if verb == "begin" {
        words.remove(0);
    }
    let plural = verb == "list";
    let mut name = verb.to_owned();
    for word in words.iter().flat_map(|word| word.split('-')) {
        let word = if plural { word } else { singular(word) };
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

fn singular(word: &str) -> &str {
    match word {
        "connections" => "connection",
        "clients" => "client",
        "authorizations" => "authorization",
        word => word,
    }
}

/// Describes the values of the headers that the routes declare.
fn describe_headers(operation: &mut Value) {
    let parameters = operation["parameters"].as_array_mut();
    for parameter in parameters.into_iter().flatten() {
        let schema = match parameter["name"].as_str() {
            Some("Idempotency-Key") => {
                json!({"type": "string", "pattern": r"^[ \t]*[!-~]([ -~]{0,253}[!-~])?[ \t]*$"})
            }
            Some("If-Match") => json!({"type": "string"}),
            _ => continue,
        };
        parameter["schema"] = schema;
    }
}

fn requested_with() -> Value {
    json!({
        "name": "X-Requested-With",
        "in": "header",
        "required": true,
        "schema": {"type": "string", "const": "teamwork-connect"},
        "description": "Browsers send it across origins only if the backend allows it.",
    })
}

fn add_parameter(operation: &mut Value, parameter: Value) {
    match operation["parameters"].as_array_mut() {
        Some(parameters) => parameters.push(parameter),
        None => operation["parameters"] = json!([parameter]),
    }
}

/// Replaces `4XX` by every error status of the operation.
fn add_refusals(operation: &mut Value, method: &str, path: &str) {
    let mut refusals = vec![
        (401, "Not signed in"),
        (403, "`X-Requested-With` is missing, the origin isn't allowed, or a quota is reached"),
        (421, "The backend serves another hostname"),
        (429, "Too many requests"),
        (500, "The backend failed"),
        (503, "The backend is busy or can't save"),
    ];
    if !operation["requestBody"].is_null() {
        refusals.extend([
            (400, "The body or a header is malformed"),
            (408, "The body didn't arrive in time"),
            (413, "The body is larger than 16 KiB"),
            (415, "The body isn't JSON"),
            (422, "Some settings are invalid, or the key was used with a different body"),
        ]);
    }
    if path.contains("{id}") {
        refusals.push((404, "Not found, or it belongs to another account"));
    }
    match (method, path) {
        ("get", "/connections") => refusals.push((400, "The query is malformed")),
        ("post", "/connections" | "/oauth-clients" | "/connections/{id}/authorizations")
        | ("put" | "delete", _) => {
            refusals.push((409, "It's in use, doesn't apply, or is still in progress"));
        }
        _ => {}
    }
    if matches!(method, "put" | "delete") && !path.starts_with("/authorizations") {
        refusals.push((412, "It has changed since it was read"));
    }
    if method == "put" && path.starts_with("/connections") {
        refusals.push((428, "`If-Match` is missing"));
    }
    let Some(responses) = operation["responses"].as_object_mut() else { return };
    responses.remove("4XX");
    for (status, description) in refusals {
        responses.entry(status.to_string()).or_insert_with(|| problem(status, description));
    }
}

fn problem(status: u16, description: &str) -> Value {
    let schema = json!({"$ref": "#/components/schemas/Problem"});
    let mut problem = json!({
        "description": description,
        "content": {"application/problem+json": {"schema": schema}},
    });
    if matches!(status, 409 | 429 | 503) {
        problem["headers"] = json!({
            "Retry-After": {
                "description": "The number of seconds after which to retry, if a retry can succeed",
                "schema": {"type": "string", "pattern": "^[0-9]+$"},
            },
        });
    }
    problem
}

/// Adds links to the operations that a response's ID can be used with.
fn add_links(operation: &mut Value, name: &str) {
    let (status, id, follow) = match name {
        "createConnection" => ("201", "$response.body#/id", CONNECTION),
        "listConnections" => ("200", "$response.body#/0/id", CONNECTION),
        "createOauthClient" => ("201", "$response.body#/id", CLIENT),
        "listOauthClients" => ("200", "$response.body#/0/id", CLIENT),
        "beginAuthorization" => ("201", "$response.body#/id", AUTHORIZATION),
        "getConnection" => ("200", "$request.path.id", &CONNECTION[1..]),
        "getOauthClient" => ("200", "$request.path.id", &CLIENT[1..]),
        _ => return,
    };
    let mut links = Map::new();
    for target in follow {
        let mut parameters = json!({"id": id});
        // A list has no version.
        if *target == "replaceConnection" && name != "listConnections" {
            parameters["If-Match"] = "$response.header.ETag".into();
        }
        links
            .insert((*target).to_owned(), json!({"operationId": target, "parameters": parameters}));
    }
    operation["responses"][status]["links"] = links.into();
}

const CONNECTION: &[&str] =
    &["getConnection", "replaceConnection", "deleteConnection", "beginAuthorization"];
const CLIENT: &[&str] = &["getOauthClient", "replaceOauthClient", "deleteOauthClient"];
const AUTHORIZATION: &[&str] = &["getAuthorization", "cancelAuthorization", "confirmAuthorization"];

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn operation_ids_are_unique() {
        for (method, path, name) in [
            ("get", "/config", "getConfig"),
            ("get", "/connections", "listConnections"),
            ("post", "/connections", "createConnection"),
            ("get", "/connections/{id}", "getConnection"),
            ("put", "/oauth-clients/{id}", "replaceOauthClient"),
            ("post", "/connections/test", "testConnection"),
            ("post", "/connections/{id}/authorizations", "beginAuthorization"),
            ("delete", "/authorizations/{id}", "cancelAuthorization"),
            ("post", "/authorizations/{id}/confirm", "confirmAuthorization"),
            ("get", "/health/ready", "getHealthReady"),
            ("get", "/oauth/start/{id}", "getOauthStart"),
        ] {
            assert_eq!(name_of(method, path), name);
        }
    }
}
