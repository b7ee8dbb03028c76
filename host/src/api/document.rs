//! What the OpenAPI document says beside the routes, which add themselves.

use utoipa::openapi::schema::{Object, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, RefOr, Server};

use crate::public_url::PublicUrl;
use crate::session;

/// The document before the routes.
pub(crate) fn begin() -> OpenApi {
    let info = InfoBuilder::new()
        .title("teamwork-connect host API")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "What the teamwork-connect panel calls. Every request below but `/health` and the pages of the \
             sign-in, `/oauth/…`, needs the header `X-Requested-With: teamwork-connect`, and one of \
             the account that it is for: a session cookie, which `/config` begins where the host has one local \
             account for everybody, or whatever the server that the host is mounted in demands. Who asks too \
             often gets a 429 with `Retry-After`. Every error is an RFC 9457 problem, on those \
             pages one in HTML.",
        ));
    OpenApiBuilder::new().info(info.build()).build()
}

/// The document after the routes.
pub(crate) fn complete(mut document: OpenApi, public_url: &PublicUrl) -> OpenApi {
    document.servers = Some(vec![Server::new(public_url.join(""))]);
    secure(&mut document, public_url);
    // They are never serialized, and utoipa leaves such fields out.
    for (body, field, description) in [
        ("ConnectionBody", "apiKey", "Basic only, and demanded at every save."),
        ("OauthClientBody", "clientSecret", "Demanded at every save."),
    ] {
        let schemas = document.components.as_mut().map(|components| &mut components.schemas);
        let body = schemas.and_then(|schemas| schemas.get_mut(body));
        if let Some(RefOr::T(Schema::Object(body))) = body {
            body.properties.insert(field.to_owned(), secret(description).into());
        }
    }
    document
}

/// Who may call what.
fn secure(document: &mut OpenApi, public_url: &PublicUrl) {
    let session = ApiKeyValue::new(session::cookie_name(public_url));
    let session = SecurityScheme::ApiKey(ApiKey::Cookie(session));
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = document.components.get_or_insert_default();
    for (name, scheme) in [("session", session), ("bearer", bearer)] {
        components.add_security_scheme(name, scheme);
    }
    let either = ["session", "bearer"].map(|name| SecurityRequirement::new(name, [""; 0]));
    document.security = Some(either.into());
    for (path, item) in &mut document.paths.paths {
        if path == "/health" || path.starts_with("/oauth/") {
            for operation in item.get.iter_mut().chain(&mut item.post) {
                operation.security = Some(vec![SecurityRequirement::default()]);
            }
        }
    }
}

fn secret(description: &str) -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
        .description(Some(description))
        .write_only(Some(true))
        .build()
}
