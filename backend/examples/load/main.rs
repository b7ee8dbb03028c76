//! Load, faults and kills: `cargo run --release -p teamwork-connect-backend --example load`, after `cargo build
//! --release -p teamwork-connect-backend`. It prints Markdown.
//!
//! Everything is measured in one run, next to a bare server that inserts one row into SQLite per request, so that
//! ratios are comparable between machines. `QUICK=1` sends fewer requests. With `POSTGRES_URL`, an empty database,
//! it compares several processes on that instead.
#![allow(clippy::print_stdout)] // Printing is its purpose.

mod bare;
mod half_open;
mod processes;
mod program;
mod saves;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use program::Program;
use saves::{Client, Figures};

/// The numbers of concurrent clients.
const CLIENTS: [usize; 3] = [1, 16, 64];

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    if let (Some(processes::ARGUMENT), Some(url)) = (arguments.next().as_deref(), arguments.next())
    {
        return processes::run(&url).await;
    }
    let quick = std::env::var_os("QUICK").is_some();
    if let Ok(url) = std::env::var("POSTGRES_URL") {
        return processes::compare(&url, if quick { 800 } else { 4000 }).await;
    }
    let directory = tempfile::tempdir()?;
    throughput(directory.path().join("load"), if quick { 200 } else { 2000 }).await?;
    full(directory.path().join("full")).await?;
    half_open(&directory.path().join("half-open"), if quick { 1000 } else { 10_000 }).await?;
    killed(directory.path().join("killed"), if quick { 20 } else { 200 }).await?;
    Ok(())
}

/// Saves per second and their latency, for several numbers of clients.
async fn throughput(directory: PathBuf, saves: usize) -> Result<()> {
    let bare = bare::serve(&directory).await?;
    let backend = Program::start(&directory, &[]).await?;
    let client = backend.sign_in().await?;
    println!(
        "| Clients | Backend: saves/s | p50 | p99 | p99 ÷ p50 | Bare: inserts/s | Backend ÷ bare |"
    );
    println!("|---|---|---|---|---|---|---|");
    for clients in CLIENTS {
        let backend = Figures::measure("load", clients, saves, &client).await?;
        let bare = Figures::measure("load", clients, saves, &Client::bare(bare)).await?;
        println!(
            "| {clients} | {:.0} | {:.1} ms | {:.1} ms | {:.1} | {:.0} | {:.2} |",
            backend.per_second(),
            backend.quantile_ms(0.5),
            backend.quantile_ms(0.99),
            backend.quantile_ms(0.99) / backend.quantile_ms(0.5),
            bare.per_second(),
            backend.per_second() / bare.per_second(),
        );
    }
    backend.kill()
}

/// Requests that are never finished: too many from one address, as many from many addresses, and the maximum.
async fn half_open(directory: &Path, connections: usize) -> Result<()> {
    // Both ends of each need a file descriptor; the backend raises its own limit.
    rlimit::increase_nofile_limit(u64::MAX)?;
    half_open::heading();
    for (name, addresses) in [("one", 1), ("many", half_open::MANY_ADDRESSES)] {
        half_open::others_are_served(directory.join(name), connections, addresses).await?;
    }
    half_open::others_wait(directory.join("full")).await
}

/// The disk is full, and then there is room again.
async fn full(directory: PathBuf) -> Result<()> {
    let backend = Program::start(&directory, &[("MAX_DATABASE_MB", "1")]).await?;
    let client = backend.sign_in().await?;
    let mut saved = Vec::new();
    let mut refused = 0;
    // A save that is slightly smaller than the previous one may still fit.
    for number in 0.. {
        match client.save(&format!("full-{number}")).await? {
            (201, id) => saved.push(id.context("a save has no ID")?),
            (503, _) => refused += 1,
            (status, _) => anyhow::bail!("a full disk is answered with {status}"),
        }
        if refused == 20 {
            break;
        }
    }
    for id in saved.iter().take(50) {
        ensure!(client.delete(id).await? == 204, "what makes room is refused");
    }
    ensure!(client.save("freed").await?.0 == 201, "there is room, and it is not used");
    let left = client.ids().await?.len();
    ensure!(left == saved.len() - 49, "{left} are left of {}", saved.len());
    println!(
        "\nFull after {} saves: {refused} refused with 503, 50 deleted, and the next one saved.",
        saved.len()
    );
    backend.kill()
}

/// The process is repeatedly killed during saves. A client that lost the response repeats the save.
async fn killed(directory: PathBuf, saves: usize) -> Result<()> {
    let mut backend = Program::start(&directory, &[]).await?;
    let mut client = backend.sign_in().await?;
    let mut answered = Vec::new();
    let mut kills = 0;
    while answered.len() < saves {
        let key = format!("killed-{}", answered.len());
        // Every third save is interrupted, each slightly later than the one before.
        let id = if answered.len() % 3 == 0 {
            let saving = tokio::spawn({
                let (client, key) = (client.clone(), key.clone());
                async move { client.save(&key).await }
            });
            let wait = u64::try_from(kills % 40)? * 250;
            tokio::time::sleep(std::time::Duration::from_micros(wait)).await;
            backend.kill()?;
            kills += 1;
            let first = saving.await?.ok().and_then(|(_, id)| id);
            backend = Program::start(&directory, &[]).await?;
            client = client.at(backend.address());
            let (_, id) = client.save(&key).await?;
            ensure!(first.is_none() || first == id, "{key} was saved twice");
            id
        } else {
            client.save(&key).await?.1
        };
        answered.push(id.context("a save has no ID")?);
    }
    let mut stored = client.ids().await?;
    stored.sort_unstable();
    answered.sort_unstable();
    ensure!(stored == answered, "{} are stored of {}", stored.len(), answered.len());
    println!(
        "\nKilled {kills} times within {saves} saves: nothing is lost, and nothing is duplicated."
    );
    backend.kill()
}
