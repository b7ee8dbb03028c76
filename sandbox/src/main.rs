//! The sandbox as a program. `LISTEN` says where; `127.0.0.1:8082` unless set.

use std::process::ExitCode;

use teamwork_connect_sandbox::Sandbox;
use tokio::net::TcpListener;
use tracing::{error, info};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();
    let address = std::env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:8082".to_owned());
    let listener = match TcpListener::bind(&address).await {
        Ok(listener) => listener,
        Err(cause) => {
            error!(
                "The sandbox cannot listen on {address}: {cause}. Set LISTEN to another address."
            );
            return ExitCode::FAILURE;
        }
    };
    info!("The sandbox listens on http://{address}");
    let served = axum::serve(listener, Sandbox::new().router())
        .with_graceful_shutdown(asked_to_stop())
        .await;
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            error!("The sandbox stopped: {cause}");
            ExitCode::FAILURE
        }
    }
}

/// Ends when the terminal or the system asks the program to.
async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Without a way to be told, it runs until it is killed.
    if interrupted.await.is_err() {
        std::future::pending::<()>().await;
    }
}
