//! The backend as a program. `docs/backend-configuration.md` lists its environment variables.

mod program;

use std::convert::Infallible;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Duration;

use teamwork_connect_backend::{Authority, Backend, EncryptionKeys, ServeLimits, copy_database};
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::time::{Instant, timeout, timeout_at};
use tracing::{error, info, warn};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use program::arguments::Command;
use program::environment::Environment;
use program::shutdown::Stop;
use program::telemetry::{self, Telemetry};

/// The time limit for closing the database.
const CLOSING_TIME: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    let command = Command::read();
    let result = match log() {
        // Keeps the exporter alive until the command has ended.
        Ok(_telemetry) => execute(command),
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::FAILURE;
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

/// Sets up logging to standard error. The returned guard must live as long as the program logs.
fn log() -> Result<Telemetry, String> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let (spans, telemetry) = telemetry::layer()?;
    let log = tracing_subscriber::registry().with(filter).with(spans);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    match std::env::var("LOG_FORMAT").as_deref() {
        Err(_) | Ok("" | "text") => {
            log.with(lines.with_ansi(std::io::stderr().is_terminal())).init();
        }
        Ok("json") => log.with(lines.json().flatten_event(true)).init(),
        Ok(_) => return Err("LOG_FORMAT must be text or json.".to_owned()),
    }
    Ok(telemetry)
}

fn execute(command: Command) -> Result<(), String> {
    match command {
        Command::Serve => run(serve()),
        Command::Migrate => run(migrate()),
        Command::MigrateDatabase { file } => run(migrate_database(&file)),
        Command::Check => run(check()),
        Command::Backup { file } => run(back_up(&file)),
        Command::Rotate => run(rotate()),
        Command::GenerateKey { id } => generate_key(&id),
    }
}

/// Runs one of the commands to its end.
fn run(command: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|cause| format!("The backend can't start: {cause}"))?;
    let result = runtime.block_on(command);
    // A DNS lookup that still runs on a blocking thread would delay the exit.
    runtime.shutdown_background();
    result
}

async fn serve() -> Result<(), String> {
    let Environment { mut config, listen, operations_listen, mut limits, everybody_is_local } =
        Environment::read(|name| std::env::var(name).ok())?;
    // Bind the port first: if it is taken, the database of the running backend must not be opened.
    let listener = bind("LISTEN", &listen).await?;
    let operations = match &operations_listen {
        Some(listen) => Some(bind("OPERATIONS_LISTEN", listen).await?),
        None => None,
    };
    let address = listener
        .local_addr()
        .map_err(|cause| format!("Can't get the address of {listen}: {cause}"))?;
    let signs_in_everybody = config.local_account.is_some() && config.bearer_token.is_none();
    if signs_in_everybody && !address.ip().is_loopback() && !everybody_is_local {
        return Err(format!(
            "{listen} can be reached from other machines, and every caller is signed in to the \
             one local account. Set LISTEN to 127.0.0.1 behind a server that authenticates users, \
             or set BEARER_TOKEN. If everyone who can reach it may see and use all connections, \
             set EVERYBODY_IS_LOCAL=on."
        ));
    }
    config.allowed_hosts.extend(Authority::of_listener(address));
    limit_by_file_descriptors(&mut limits);
    // Listen for signals before the backend reports that it runs, so that it can be stopped from
    // then on.
    let stop = Stop::listen().map_err(|cause| format!("Can't listen for signals: {cause}"))?;
    let public_url = config.public_url.clone();
    let target = match &config.sandbox_url {
        Some(url) => format!("the sandbox at {}", url.origin().ascii_serialization()),
        None => "Teamwork".to_owned(),
    };
    let backend = Backend::start(config).await.map_err(|cause| cause.to_string())?;
    info!("The backend is listening on {listen} for {public_url} and calls {target}");
    let operations = serve_operations(operations, &backend);
    tokio::select! {
        never = operations => match never {},
        () = serve_and_drain(listener, &backend, &limits, stop.clone().asked(1)) => {}
        () = stop.asked(2) => warn!("Second stop signal: stopping now"),
    }
    if timeout(CLOSING_TIME, backend.close()).await.is_err() {
        warn!("The database is busy; exiting without closing it");
    }
    info!("The backend stopped");
    Ok(())
}

async fn bind(setting: &str, listen: &str) -> Result<TcpListener, String> {
    TcpListener::bind(listen).await.map_err(|cause| {
        format!("Can't listen on {listen}: {cause}. Set {setting} to a different address.")
    })
}

/// Serves the operators' routes until this future is dropped.
async fn serve_operations(listener: Option<TcpListener>, backend: &Backend) -> Infallible {
    if let Some(listener) = listener {
        let limits = ServeLimits::default();
        let stop = std::future::pending();
        teamwork_connect_backend::serve(listener, backend.operations_router(), &limits, stop).await;
    }
    std::future::pending().await
}

/// Runs the migrations.
async fn migrate() -> Result<(), String> {
    beside_others().await?.close().await;
    println!("The tables are up to date.");
    Ok(())
}

/// Copies everything from a SQLite file into the configured database.
async fn migrate_database(file: &Path) -> Result<(), String> {
    let Environment { config, .. } = Environment::read(|name| std::env::var(name).ok())?;
    let file = file.to_str().ok_or("The file name isn't valid UTF-8.")?;
    if !Path::new(file).is_file() {
        return Err(format!("File not found: {file}"));
    }
    let copied = copy_database(&format!("sqlite:{file}"), &config.database_url).await;
    for (table, rows) in copied.map_err(|cause| cause.to_string())? {
        println!("{table}: {rows} rows");
    }
    // Report wrong keys now rather than when the copy is first served.
    check().await
}

/// Starts a backend for a command that serves no requests. Another process may be serving
/// meanwhile.
async fn beside_others() -> Result<Backend, String> {
    let Environment { config, .. } = Environment::read(|name| std::env::var(name).ok())?;
    Backend::start(config).await.map_err(|cause| cause.to_string())
}

/// Checks that all secrets can be decrypted, and prints the result.
async fn check() -> Result<(), String> {
    let backend = beside_others().await?;
    let ready = backend.is_ready().await;
    let secrets = backend.check_secrets().await.map_err(|cause| cause.to_string())?;
    backend.close().await;
    println!("{} secrets can be decrypted.", secrets.readable);
    match (ready, secrets.unreadable) {
        (false, _) => Err("Can't use the database; see the log.".to_owned()),
        (true, 0) => Ok(()),
        (true, unreadable) => Err(format!("Can't decrypt {unreadable} secrets; see the log.")),
    }
}

/// Copies the database into a file.
async fn back_up(file: &Path) -> Result<(), String> {
    let backend = beside_others().await?;
    let copied = backend.back_up(file).await;
    backend.close().await;
    copied.map_err(|cause| cause.to_string())
}

/// Encrypts under the current key what is still under an older one.
async fn rotate() -> Result<(), String> {
    let backend = beside_others().await?;
    let rotation = backend.rotate().await.map_err(|cause| cause.to_string())?;
    println!("Re-encrypted {} secrets.", rotation.rewritten);
    let usage = backend.key_usage().await.map_err(|cause| cause.to_string())?;
    for (id, usage) in usage {
        println!(
            "Key {id}: {} secrets, {} of them in an older format; {} stored responses that expire \
             within a day.",
            usage.secrets, usage.old_format, usage.kept_answers
        );
    }
    backend.close().await;
    match rotation.unreadable {
        0 => Ok(()),
        unreadable => Err(format!("Can't decrypt {unreadable} secrets; see the log.")),
    }
}

/// Serves until a signal stops it. Requests that are under way may finish within the drain time.
async fn serve_and_drain(
    listener: TcpListener,
    backend: &Backend,
    limits: &ServeLimits,
    asked_to_stop: impl Future<Output = ()>,
) {
    let deadline = OnceLock::new();
    let asked_to_stop = async {
        asked_to_stop.await;
        let _ = deadline.set(Instant::now() + limits.drain_time);
    };
    let left = teamwork_connect_backend::serve(
        listener,
        backend.standalone_router(),
        limits,
        asked_to_stop,
    )
    .await;
    if left > 0 {
        warn!(left, "closed connections whose requests took too long");
    }
    // The user can close the window while Teamwork's answer is checked, so no connection stands for
    // the check.
    let deadline = deadline.get().copied().unwrap_or_else(Instant::now);
    if timeout_at(deadline, backend.settle()).await.is_err() {
        warn!(
            "stopped while checking a response from Teamwork; the result of that authorization is \
             unknown"
        );
    }
}

/// Reserves file descriptors for the database and for calls to Teamwork. Without any, no request
/// can be served.
fn limit_by_file_descriptors(limits: &mut ServeLimits) {
    const SPARE: u64 = 96;
    // Raise the limit as far as the system allows. Where it is unknown, as on Windows, no limit
    // applies.
    let Ok(descriptors) = rlimit::increase_nofile_limit(u64::MAX) else { return };
    let most = usize::try_from(descriptors.saturating_sub(SPARE).max(16)).unwrap_or(usize::MAX);
    if most < limits.connections {
        warn!(descriptors, "few file descriptors: accepting {most} connections at a time");
        limits.connections = most;
        limits.connections_per_address = limits.connections_per_address.min(most / 2);
    }
}

fn generate_key(id: &str) -> Result<(), String> {
    let key = EncryptionKeys::generate(id).map_err(|error| error.to_string())?;
    EncryptionKeys::parse(&key).map_err(|error| error.to_string())?;
    println!("{}", *key);
    Ok(())
}
