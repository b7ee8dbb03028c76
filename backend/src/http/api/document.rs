//! The parts of the OpenAPI document that don't belong to a single route. Routes add themselves.

mod bodies;
mod operations;

use serde_json::{Value, json};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, Server};

use crate::app::App;
use crate::auth::session;

/// Returns the document before the routes are added.
pub(crate) fn begin() -> OpenApi {
    let info = InfoBuilder::new()
        .title("teamwork-connect backend API")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The API that the teamwork-connect panel calls. Every request below except `/health…` \
             and the sign-in pages under `/oauth/…` needs the header `X-Requested-With: \
             teamwork-connect` and authentication: a session cookie, which `/config` sets if the \
             backend has one local account for everyone, or what the server requires that the \
             backend is mounted in. Clients that send too many requests get a 429 with \
             `Retry-After`. Every error is an RFC 9457 problem; on the sign-in pages, it's in \
             HTML.",
        ));
    OpenApiBuilder::new().info(info.build()).build()
}

/// Completes the document after the routes have been added.
pub(crate) fn complete(mut document: OpenApi, app: &App) -> Value {
    document.servers = Some(vec![Server::new(app.public_url.join(""))]);
    secure(&mut document, app);
    let mut document = serde_json::to_value(document).unwrap_or_default();
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        bodies::describe(schemas);
    }
    let test = "/paths/~1connections~1test/post/requestBody/content/application~1json/schema";
    if let Some(schema) = document.pointer_mut(test) {
        *schema = json!({"$ref": "#/components/schemas/ConnectionTestBody"});
    }
    if let Some(paths) = document["paths"].as_object_mut() {
        operations::describe(paths);
    }
    document
}

/// Adds the security schemes and what each operation requires.
fn secure(document: &mut OpenApi, app: &App) {
    let session = ApiKeyValue::new(session::cookie_name(&app.public_url));
    let session = SecurityScheme::ApiKey(ApiKey::Cookie(session));
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = document.components.get_or_insert_default();
    for (name, scheme) in [("session", session), ("bearer", bearer)] {
        components.add_security_scheme(name, scheme);
    }
    let either = ["session", "bearer"].map(|name| SecurityRequirement::new(name, [""; 0]));
    document.security = Some(either.into());
    let signs_in = app.local_account.is_some() && app.bearer_token.is_none();
    for (path, item) in &mut document.paths.paths {
        let open = operations::is_open(path) || path.starts_with("/oauth/");
        if open || (signs_in && path == "/config") {
            for operation in item.get.iter_mut().chain(&mut item.post) {
                operation.security = Some(vec![SecurityRequirement::default()]);
            }
        }
    }
}
