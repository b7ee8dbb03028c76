//! The backend API: its routes and the OpenAPI document that describes them.

mod authorizations;
mod config;
mod confirmation;
mod connections;
mod document;
mod health;
mod list_query;
mod oauth_clients;
mod operations;
mod saving;
mod session;
mod test;

use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{any, get};
use axum::{Json, Router};
use serde_json::Value;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::api_error::ApiError;
use super::middleware::{
    cors, observe, refuse_foreign, refuse_foreign_forms, refuse_forged, refuse_misdirected,
};
use super::pages;
use crate::app::App;

pub(crate) use operations::router as operations_router;

/// Returns all routes, below the path of the public URL.
pub(crate) fn router(app: &App) -> Router {
    let (panel, document) = panel_routes().split_for_parts();
    let (open, open_document) = OpenApiRouter::new()
        .routes(routes!(health::health))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .split_for_parts();
    let (pages, pages_document) = pages::router().split_for_parts();
    let document = document.merge_from(open_document).merge_from(pages_document);
    let document = document::complete(document, app);
    let routes = panel
        .layer(from_fn_with_state(app.clone(), refuse_forged))
        .merge(open)
        .merge(document_route(document))
        .fallback(nothing_here)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(CatchPanicLayer::custom(|_| ApiError::Internal.into_response()));
    let routes = match cors(&app.allowed_origins) {
        Some(cors) => routes.layer(cors),
        None => routes,
    };
    let routes = routes.layer(from_fn_with_state(app.clone(), refuse_foreign));
    // Browsers navigate to these, so a custom header can't be required, and no other origin can
    // read them.
    let pages = pages
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(CatchPanicLayer::custom(|_| ApiError::Internal.into_response()))
        .layer(from_fn_with_state(app.clone(), refuse_foreign_forms));
    let routes = guarded(app, routes.merge(pages)).with_state(app.clone());
    match app.public_url.path() {
        "" => routes,
        path => {
            // `nest` matches neither the path with a trailing slash nor unknown paths below it, so
            // both are added here.
            let with_slash = Router::new().route(&format!("{path}/"), any(nothing_here));
            Router::new().nest(path, routes).merge(guarded(app, with_slash))
        }
    }
}

/// Returns the same routes for a server without other routes. Requests for any other path are
/// answered like the rest.
pub(crate) fn standalone_router(app: &App) -> Router {
    let elsewhere = guarded(app, Router::new().fallback(nothing_here));
    router(app).fallback_service(elsewhere)
}

/// Adds the middleware that every request passes first.
fn guarded<S: Clone + Send + Sync + 'static>(app: &App, routes: Router<S>) -> Router<S> {
    routes
        .layer(from_fn_with_state(app.clone(), refuse_misdirected))
        .layer(from_fn_with_state(app.clone(), observe))
}

async fn nothing_here() -> ApiError {
    ApiError::NotFound
}

fn panel_routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::begin())
        .routes(routes!(config::config))
        .routes(routes!(session::end))
        .routes(routes!(session::end_all))
        .routes(routes!(connections::list, connections::create))
        .routes(routes!(connections::get, connections::replace, connections::delete))
        .routes(routes!(test::test))
        .routes(routes!(oauth_clients::list, oauth_clients::create))
        .routes(routes!(oauth_clients::get, oauth_clients::replace, oauth_clients::delete))
        .routes(routes!(authorizations::begin))
        .routes(routes!(authorizations::get, authorizations::cancel))
        .routes(routes!(confirmation::confirm))
}

fn document_route(document: Value) -> Router<App> {
    let answer = async move || Json(document.clone());
    Router::new().route("/openapi.json", get(answer))
}
