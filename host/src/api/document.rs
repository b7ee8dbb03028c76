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
            "What the teamwork-connect panel calls. Every request below but `/health` needs the header \
             `X-Requested-With: teamwork-connect`, and all but `/config` a session, which `/config` \
             begins. Every error is an RFC 9457 problem.",
        ));
    OpenApiBuilder::new().info(info.build()).build()
}

/// The document after the routes.
pub(crate) fn complete(mut document: OpenApi, public_url: &PublicUrl) -> OpenApi {
    document.servers = Some(vec![Server::new(public_url.join(""))]);
    let schemas = document.components.as_mut().map(|components| &mut components.schemas);
    let body = schemas.and_then(|schemas| schemas.get_mut("ConnectionBody"));
    if let Some(RefOr::T(Schema::Object(body))) = body {
        // It is never serialized, and utoipa leaves such fields out.
        body.properties.insert("apiKey".to_owned(), api_key().into());
    }
    document
}

fn api_key() -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
        .description(Some("Basic only, and demanded at every save."))
        .write_only(Some(true))
        .build()
}
