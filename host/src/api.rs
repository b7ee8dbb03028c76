//! The host API: its routes, and the document that describes them.

mod config;
mod connection_id;
mod connections;
mod health;
mod saving;
mod test;

use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi;
use utoipa::openapi::{self, Server};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api_error::ApiError;
use crate::app::App;
use crate::middleware::{cors, observe, refuse_forged};

/// What the document says beside the routes, which add themselves.
#[derive(OpenApi)]
#[openapi(info(
    title = "teamwork-connect host API",
    description = "What the teamwork-connect panel calls. Every request needs the header \
                   `X-Requested-With: teamwork-connect`, and every error is an RFC 9457 problem."
))]
struct Document;

/// All routes, below the path of the public URL.
pub(crate) fn router(app: &App) -> Router {
    let (panel, mut document) = panel_routes().split_for_parts();
    let (open, open_document) = OpenApiRouter::new()
        .routes(routes!(health::health))
        .split_for_parts();
    document.merge(open_document);
    document.servers = Some(vec![Server::new(app.public_url.join(""))]);
    let routes = panel
        .layer(from_fn_with_state(app.clone(), refuse_forged))
        .merge(open)
        .merge(document_route(document))
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(CatchPanicLayer::custom(|_| {
            ApiError::Internal.into_response()
        }));
    let routes = match cors(&app.allowed_origins) {
        Some(cors) => routes.layer(cors),
        None => routes,
    };
    let routes = routes.layer(from_fn(observe)).with_state(app.clone());
    match app.public_url.path() {
        "" => routes,
        path => Router::new().nest(path, routes),
    }
}

fn panel_routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(config::config))
        .routes(routes!(connections::list, connections::create))
        .routes(routes!(
            connections::get,
            connections::replace,
            connections::delete
        ))
        .routes(routes!(test::test))
}

fn document_route(document: openapi::OpenApi) -> Router<App> {
    let answer = async move || Json(document.clone());
    Router::new().route("/openapi.json", get(answer))
}
