//! The sandbox as a program. `LISTEN` sets its address, `127.0.0.1:8082` by default. `REDIRECT_URI`
//! sets the app's only redirect URI; by default it is any `http://localhost:…/…/oauth/callback`.

mod shutdown;

use std::io::IsTerminal;
use std::process::ExitCode;

use teamwork_connect_sandbox::Sandbox;
use tokio::net::TcpListener;
use tracing::{error, info};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            error!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), String> {
    let address = std::env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:8082".to_owned());
    let listener = TcpListener::bind(&address).await.map_err(|cause| {
        format!("Can't listen on {address}: {cause}. Set LISTEN to a different address.")
    })?;
    let asked_to_stop =
        shutdown::asked_to_stop().map_err(|cause| format!("Can't listen for signals: {cause}"))?;
    let sandbox = match std::env::var("REDIRECT_URI") {
        Ok(redirect_uri) => Sandbox::with_redirect_uri(&redirect_uri),
        Err(_) => Sandbox::new(),
    };
    info!("The sandbox is listening on http://{address}");
    axum::serve(listener, sandbox.router())
        .with_graceful_shutdown(asked_to_stop)
        .await
        .map_err(|cause| format!("The sandbox stopped: {cause}"))
}
