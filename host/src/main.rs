//! The host as a program. `docs/host-configuration.md` lists the environment variables.

mod environment;
mod shutdown;

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::process::ExitCode;

use teamwork_connect_host::{EncryptionKeys, Host};
use tokio::net::TcpListener;
use tracing::{error, info};
use tracing_subscriber::EnvFilter;

use environment::Environment;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let mut arguments = std::env::args().skip(1);
    let result = match arguments.next().as_deref() {
        None => serve().await,
        Some("generate-key") => generate_key(arguments.next().as_deref().unwrap_or("1")),
        Some("rotate") => rotate().await,
        Some(_) => {
            Err("The arguments are generate-key, with an ID if you like, or rotate.".to_owned())
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            error!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), String> {
    let Environment { config, listen } = Environment::read(|name| std::env::var(name).ok())?;
    // The port first: who finds it taken should not have opened the database of the one that runs.
    let listener = TcpListener::bind(&listen).await.map_err(|cause| {
        format!("The host cannot listen on {listen}: {cause}. Set LISTEN to another address.")
    })?;
    // Before anybody is told that it runs, so that whoever is told can also stop it.
    let asked_to_stop = shutdown::asked_to_stop()
        .map_err(|cause| format!("The host cannot listen for signals: {cause}"))?;
    let public_url = config.public_url.clone();
    let target = match &config.sandbox_url {
        Some(url) => format!("the sandbox at {url}"),
        None => "Teamwork".to_owned(),
    };
    let host = Host::start(config).await.map_err(|cause| cause.to_string())?;
    info!("The host listens on {listen} for {public_url} and calls {target}");
    let router = host.router().into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, router)
        .with_graceful_shutdown(asked_to_stop)
        .await
        .map_err(|cause| format!("The host stopped: {cause}"))?;
    host.settle().await;
    host.close().await;
    info!("The host stopped");
    Ok(())
}

/// Encrypts again what is under an older key. Another process may serve meanwhile.
async fn rotate() -> Result<(), String> {
    let Environment { config, .. } = Environment::read(|name| std::env::var(name).ok())?;
    let host = Host::start(config).await.map_err(|cause| cause.to_string())?;
    let rotation = host.rotate().await.map_err(|cause| cause.to_string())?;
    println!("{} secrets were encrypted again.", rotation.rewritten);
    let usage = host.key_usage().await.map_err(|cause| cause.to_string())?;
    for (id, usage) in usage {
        println!(
            "Key {id}: {} secrets, {} of them in an older format; {} answers that go within a day.",
            usage.secrets, usage.old_format, usage.kept_answers
        );
    }
    host.close().await;
    match rotation.unreadable {
        0 => Ok(()),
        unreadable => Err(format!("{unreadable} secrets cannot be decrypted; the log says which.")),
    }
}

fn generate_key(id: &str) -> Result<(), String> {
    let key = EncryptionKeys::generate(id).map_err(|error| error.to_string())?;
    EncryptionKeys::parse(&key).map_err(|error| error.to_string())?;
    println!("{}", *key);
    Ok(())
}
