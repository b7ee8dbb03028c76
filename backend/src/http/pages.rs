//! The pages of the sign-in. Browsers navigate to them, so they require no header, and no page of
//! another origin can read them.
//!
//! The browser that an authorization is bound to visits the [start] page, which redirects it to
//! Teamwork. Teamwork redirects it to the [callback], where the answer is accepted once and
//! [checked](check). The [done] page, whose URL contains neither code nor state, shows the outcome.

mod answer;
mod callback;
mod callback_query;
mod done;
mod page;
mod refused;
mod sentence;
mod start;
mod visitor;

use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Returns the routes of the pages.
pub(crate) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(start::start))
        .routes(routes!(callback::callback))
        .routes(routes!(refused::end))
        .routes(routes!(done::done))
        .route("/oauth/done.js", get(script))
        .route("/oauth/page.css", get(style))
}

async fn script() -> impl IntoResponse {
    let content_type = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (content_type, include_str!("pages/done.js"))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("pages/page.css"))
}
