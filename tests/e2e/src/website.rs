//! Another website that embeds the panel.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::paths;
use crate::served::Served;
use crate::site_files::{PageHeaders, site_files};

/// A server that is neither the backend's nor Teamwork's, with its own files and the CDN package.
///
/// It is at `http://127.0.0.1:PORT`, and the backend at `http://localhost:PORT`: two different sites, so that
/// browsers don't share cookies between them. At [`Website::url_on_the_backends_site`] it is on the backend's
/// site, but has another origin.
#[derive(Debug)]
pub struct Website {
    port: u16,
    files: Files,
    headers: PageHeaders,
    _served: Served,
}

type Files = Arc<Mutex<BTreeMap<String, String>>>;

impl Website {
    /// Starts one without files.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (files, headers) = (Files::default(), PageHeaders::default());
        let own = Router::new()
            .route("/", axum::routing::get(file))
            .route("/own/{*path}", axum::routing::get(file));
        let router = site_files(&paths::package(), own.with_state(files.clone()), headers.clone());
        let (served, ()) = Served::start(listener, async move { (router, ()) });
        Self { port, files, headers, _served: served }
    }

    /// Its address on a site of its own.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its address on the backend's site.
    #[must_use]
    pub fn url_on_the_backends_site(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// From now on, sends these headers with everything from here.
    pub fn send_headers(&self, headers: &[(&str, &str)]) {
        self.headers.set(headers);
    }

    /// Embeds the panel in the page at `/`: an element with these attributes, followed by a script of the page
    /// that runs before the element is defined.
    pub fn embed(&self, attributes: &str, script: &str) {
        let panel = paths::package_script();
        self.publish(
            "/",
            &format!(
                "<!doctype html><html lang=\"en\"><head><title>Elsewhere</title></head><body>\
                 <teamwork-connect {attributes}></teamwork-connect>\
                 <script src=\"/own/page.js\"></script>\
                 <script type=\"module\" src=\"/{panel}\"></script></body></html>"
            ),
        );
        self.publish("/own/page.js", script);
    }

    /// Publishes a file at `/`, or below `/own/`.
    pub fn publish(&self, path: &str, text: &str) {
        self.files.lock().unwrap().insert(path.to_owned(), text.to_owned());
    }
}

async fn file(State(files): State<Files>, request: Request) -> Response {
    let path = request.uri().path();
    let kind = if path.ends_with(".js") { "text/javascript" } else { "text/html" };
    match files.lock().unwrap().get(path) {
        Some(text) => ([(CONTENT_TYPE, kind)], text.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
