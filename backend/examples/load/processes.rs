//! Saves of several accounts by several processes on one PostgreSQL database.
//!
//! Each process is this program again, with its own sign-in, because the backend program has a single account,
//! whose saves are serialized.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::routing::get;
use teamwork_connect_backend::{
    Authority, Backend, BackendConfig, EncryptionKeys, Quotas, RateLimits, ServeLimits, serve,
};
use tokio::net::TcpListener;

use crate::program::KEY;
use crate::saves::{Client, Figures};

/// The argument that makes this program one of the processes.
pub(crate) const ARGUMENT: &str = "process";

/// The number of concurrent clients, each with its own account.
const CLIENTS: usize = 16;

/// The number of rounds; the medians count.
const ROUNDS: usize = 3;

/// The numbers of processes.
const PROCESSES: [usize; 3] = [1, 2, 4];

/// Saves with 1, 2 and 4 processes, in turn.
pub(crate) async fn compare(url: &str, saves: usize) -> Result<()> {
    let processes = (0..4).map(|_| Process::start(url)).collect::<Result<Vec<_>>>()?;
    let mut rates = PROCESSES.map(|_| Vec::new());
    for round in 0..ROUNDS {
        for step in 0..PROCESSES.len() {
            let index = (step + round) % PROCESSES.len();
            let some = &processes[..PROCESSES[index]];
            let mut clients = Vec::new();
            for number in 0..CLIENTS {
                clients.push(some[number % some.len()].sign_in(number).await?);
            }
            let name = format!("processes-{round}-{index}");
            rates[index].push(Figures::of_all(&name, saves, &clients).await?.per_second());
        }
    }
    println!("\n| Processes | Saves per second | ÷ one process |\n|---|---|---|");
    let medians = rates.map(|mut rates| {
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    });
    for (count, rate) in PROCESSES.iter().zip(medians) {
        println!("| {count} | {rate:.0} | {:.2} |", rate / medians[0]);
    }
    Ok(())
}

/// Runs one of the processes until it is killed.
pub(crate) async fn run(url: &str) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let keys = EncryptionKeys::parse(KEY)?;
    let mut config = BackendConfig::new(format!("http://{address}").parse()?, url, keys);
    config.allowed_hosts.extend(Authority::of_listener(address));
    config.local_account = None;
    config.rate_limits = RateLimits::OFF;
    config.quotas = Quotas { connections: 1_000_000, ..Quotas::default() };
    let backend = Backend::start(config).await?;
    let sign_in = {
        let backend = backend.clone();
        async move |Path(account): Path<String>| {
            let cookie = backend.sign_in(&account).await.map_err(|cause| cause.to_string())?;
            Ok::<_, String>([(header::SET_COOKIE, cookie)])
        }
    };
    let router = Router::new().route("/sign-in/{account}", get(sign_in)).merge(backend.router());
    println!("{address}");
    serve(listener, router, &ServeLimits::default(), std::future::pending()).await;
    Ok(())
}

struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    fn start(url: &str) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args([ARGUMENT, url])
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("the process printed nothing")?)
            .read_line(&mut line)?;
        let address = line.trim().parse().context("the process did not start")?;
        Ok(Self { child, address })
    }

    async fn sign_in(&self, account: usize) -> Result<Client> {
        Client::signed_in_at(self.address, &format!("/sign-in/{account}")).await
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
