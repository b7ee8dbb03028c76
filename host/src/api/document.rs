//! What the OpenAPI document says beside the routes, which add themselves.

use utoipa::openapi::schema::{Object, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, RefOr, Server};

use crate::public_url::PublicUrl;

/// The document before the routes.
pub(crate) fn begin() -> OpenApi {
    let info = InfoBuilder::new()
        .title("teamwork-connect host API")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "What the teamwork-connect panel calls. Every request below but `/health` and the pages of the \
             sign-in, `/oauth/…`, needs the header `X-Requested-With: teamwork-connect`, and all but \
             `/config` a session, which `/config` begins. Every error is an RFC 9457 problem, on those \
             pages one in HTML.",
        ));
    OpenApiBuilder::new().info(info.build()).build()
}

/// The document after the routes.
pub(crate) fn complete(mut document: OpenApi, public_url: &PublicUrl) -> OpenApi {
    document.servers = Some(vec![Server::new(public_url.join(""))]);
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

fn secret(description: &str) -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
        .description(Some(description))
        .write_only(Some(true))
        .build()
}
