//! Thousands of clients that start a request and never finish it, and how that affects others.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::program::Program;
use crate::saves::Figures;

/// The number of addresses needed to stay below the limits per address.
pub(crate) const MANY_ADDRESSES: u8 = 80;

/// How many are opened at a time, limited by the listen backlog.
const AT_A_TIME: usize = 100;

/// The default of `MAX_CONNECTIONS`.
const USUAL_CONNECTIONS: usize = 1024;

/// The time limit for everything here.
const PATIENCE: Duration = Duration::from_secs(120);

/// A connection closed sooner than this was refused.
const AT_ONCE: Duration = Duration::from_secs(2);

/// When a connection was opened, and when the backend closed it.
struct Closed {
    opened: Instant,
    closed: Instant,
}

/// The outcomes of all connections.
struct Ends {
    refused: usize,
    /// After how long each of the others was cut off.
    cut_off: Vec<Duration>,
    /// When that began.
    since: Option<Instant>,
}

/// Prints the table header for [`others_are_served`].
pub(crate) fn heading() {
    println!(
        "\n| Half-open, from addresses | Refused at once | Cut off, after | Saves from another address before: p50, p99 | Meanwhile | Memory before, meanwhile |"
    );
    println!("|---|---|---|---|---|---|");
}

/// Opens this many connections from this many addresses, and saves from another address meanwhile. The backend has
/// room for all of them.
pub(crate) async fn others_are_served(
    directory: PathBuf,
    connections: usize,
    addresses: u8,
) -> Result<()> {
    let room = (connections + USUAL_CONNECTIONS).to_string();
    let backend = Program::start(&directory, &[("MAX_CONNECTIONS", &room)]).await?;
    let client = backend.sign_in().await?.without_keep_alive()?;
    let before = Figures::measure("before", 4, 200, &client).await?;
    let memory_before = backend.resident_mb()?;

    let open = open(&backend, connections, addresses).await?;
    let meanwhile = Figures::measure("meanwhile", 4, 200, &client).await?;
    let saved = Instant::now();
    let memory = backend.resident_mb()?;
    let ends = gather(open).await?;
    ensure!(ends.since.is_some_and(|since| saved < since), "some were gone before the last save");
    println!(
        "| {connections}, {addresses} | {} | {}, {} | {} | {} | {memory_before} MB, {memory} MB |",
        ends.refused,
        ends.cut_off.len(),
        ends.times(),
        latency(&before),
        latency(&meanwhile),
    );
    backend.kill()
}

/// Fills the backend with connections from many addresses. The next client waits until they are cut off.
pub(crate) async fn others_wait(directory: PathBuf) -> Result<()> {
    let backend = Program::start(&directory, &[]).await?;
    let client = backend.sign_in().await?.without_keep_alive()?;
    let open = open(&backend, USUAL_CONNECTIONS, MANY_ADDRESSES).await?;
    let begun = Instant::now();
    let save = timeout(PATIENCE, client.save("waits")).await;
    let (status, _) = save.context("the client is not served")??;
    ensure!(status == 201, "a save is answered with {status}");
    let waited = begun.elapsed().as_secs_f64();
    let ends = gather(open).await?;
    println!(
        "\n{USUAL_CONNECTIONS} half-open connections from {MANY_ADDRESSES} addresses take all that the backend takes \
         unless told otherwise. A save from another address was answered after {waited:.1} s; {} were cut off, {}.",
        ends.cut_off.len(),
        ends.times(),
    );
    backend.kill()
}

fn latency(figures: &Figures) -> String {
    format!("{:.1} ms, {:.1} ms", figures.quantile_ms(0.5), figures.quantile_ms(0.99))
}

/// Opens them in batches, and reads from them until the backend closes them.
async fn open(
    backend: &Program,
    connections: usize,
    addresses: u8,
) -> Result<JoinSet<Result<Closed>>> {
    let mut open = JoinSet::new();
    let mut opening = JoinSet::new();
    for number in 0..connections {
        let from = Ipv4Addr::new(127, 0, 0, 2 + u8::try_from(number % usize::from(addresses))?);
        opening.spawn(timeout(PATIENCE, begin(from, backend.address())));
        if opening.len() == AT_A_TIME || number + 1 == connections {
            while let Some(stream) = opening.join_next().await {
                open.spawn(end(stream???, Instant::now()));
            }
        }
    }
    Ok(open)
}

/// A connection with the beginning of a request.
async fn begin(from: Ipv4Addr, to: SocketAddr) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from((from, 0)))?;
    let mut stream = socket.connect(to).await?;
    // A connection that is refused may not even accept this.
    let _ = stream.write_all(b"GET /health HTTP/1.1\r\nHost: ").await;
    Ok(stream)
}

/// Waits until the backend closes it.
async fn end(mut stream: TcpStream, opened: Instant) -> Result<Closed> {
    let mut answer = Vec::new();
    // It may be reset as well.
    let _ =
        timeout(PATIENCE, stream.read_to_end(&mut answer)).await.context("it is not cut off")?;
    ensure!(!answer.starts_with(b"HTTP/1.1 2"), "half a request is answered");
    Ok(Closed { opened, closed: Instant::now() })
}

async fn gather(mut open: JoinSet<Result<Closed>>) -> Result<Ends> {
    let mut ends = Ends { refused: 0, cut_off: Vec::new(), since: None };
    while let Some(end) = open.join_next().await {
        let Closed { opened, closed } = end??;
        let after = closed - opened;
        if after < AT_ONCE {
            ends.refused += 1;
        } else {
            ends.cut_off.push(after);
            ends.since = Some(ends.since.map_or(closed, |since| since.min(closed)));
        }
    }
    ends.cut_off.sort_unstable();
    Ok(ends)
}

impl Ends {
    /// After how long they were cut off.
    fn times(&self) -> String {
        match (self.cut_off.first(), self.cut_off.last()) {
            (Some(first), Some(last)) => {
                format!("after {:.1} to {:.1} s", first.as_secs_f64(), last.as_secs_f64())
            }
            _ => "never".to_owned(),
        }
    }
}
