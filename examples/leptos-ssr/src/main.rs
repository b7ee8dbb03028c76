//! The server: renders the page, serves the client that hydrates it, and forwards `/api` to the backend.

use std::env;
use std::net::Ipv4Addr;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{self, HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use leptos_ssr::shell;
use reqwest::{Client, redirect};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

type Error = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    // Effects on signals of the app need it on the server. An app with `leptos_router` gets it from its routes.
    any_spawner::Executor::init_tokio()?;
    let port = setting("PORT", "8080").parse()?;
    let backend = Backend {
        // The browser follows redirects itself, and the backend is on this machine.
        client: Client::builder().redirect(redirect::Policy::none()).no_proxy().build()?,
        url: setting("BACKEND_API", "http://127.0.0.1:8081"),
    };
    let router = Router::new()
        .route("/", get(leptos_axum::render_app_to_stream(shell)))
        .nest_service("/pkg", ServeDir::new(setting("PKG", "target/leptos-ssr")))
        .route("/api/{*path}", any(forward))
        .with_state(backend);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    axum::serve(listener, router).await?;
    Ok(())
}

fn setting(name: &str, default: &str) -> String {
    env::var(name).unwrap_or_else(|_| default.to_owned())
}

/// The address of the backend API.
#[derive(Clone)]
struct Backend {
    client: Client,
    url: String,
}

/// Forwards a request and its response unchanged.
async fn forward(
    State(backend): State<Backend>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let request = backend.client.request(method, format!("{}{path}", backend.url));
    match request.headers(headers).body(body).send().await {
        Ok(answer) => http::Response::from(answer).map(Body::new),
        Err(_) => StatusCode::BAD_GATEWAY.into_response(),
    }
}
