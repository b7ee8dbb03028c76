//! An HTTP/1.1 server with the deadlines and limits that `axum::serve` lacks.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use ipnet::IpNet;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio_io_timeout::TimeoutStream;
use tower_service::Service;
use tracing::{debug, warn};

use super::client_ip::network;

/// The maximum size of a request's head in bytes. Requests with larger headers are refused.
const MAX_HEAD: usize = 32 * 1024;

/// How long to pause after accepting a connection failed, for example for lack of file descriptors.
const PAUSE: Duration = Duration::from_millis(100);

/// The limits of [`serve`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServeLimits {
    /// The maximum number of open connections. Further ones wait until one closes.
    pub connections: usize,
    /// The maximum number of connections from one IPv4 address or one IPv6 /64 network. Further
    /// ones are closed at once.
    pub connections_per_address: usize,
    /// Networks that are exempt from the limit by address: those of the proxies in front of the
    /// server.
    pub trusted_proxies: Vec<IpNet>,
    /// The time limit for receiving the head of a request, counted from the previous response. It
    /// is also how long a connection may be idle.
    pub head_time: Duration,
    /// How long a response may make no progress because the client doesn't read it.
    pub write_time: Duration,
    /// How long requests may continue after the server is asked to stop.
    pub drain_time: Duration,
}

impl Default for ServeLimits {
    fn default() -> Self {
        Self {
            connections: 1024,
            connections_per_address: 128,
            trusted_proxies: Vec::new(),
            head_time: Duration::from_secs(15),
            write_time: Duration::from_secs(30),
            drain_time: Duration::from_secs(20),
        }
    }
}

/// Serves a router until `asked_to_stop` completes, then waits for open requests within the drain time.
/// Returns the number of connections that had to be aborted.
///
/// Unlike `axum::serve`, it cuts off a client that sends its request slowly, reads its response
/// slowly, keeps connections idle, or opens too many. Each request gets the client's address as
/// [`ConnectInfo`]. Dropping the future closes everything at once.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &ServeLimits,
    asked_to_stop: impl Future<Output = ()>,
) -> usize {
    let server = Server::new(router, limits);
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    tokio::pin!(asked_to_stop);
    loop {
        tokio::select! {
            () = &mut asked_to_stop => break,
            (stream, address, slot) = server.accept(&listener) => {
                let connection = server.connection(stream, address);
                let watcher = graceful.watcher();
                connections.spawn(async move {
                    if let Err(error) = watcher.watch(connection).await {
                        debug!(%error, "a connection was interrupted");
                    }
                    drop(slot);
                });
            }
            Some(_) = connections.join_next() => {}
        }
    }
    // Close the port so that new clients fail at once instead of waiting.
    drop(listener);
    if tokio::time::timeout(limits.drain_time, graceful.shutdown()).await.is_ok() {
        return 0;
    }
    while connections.try_join_next().is_some() {}
    let left = connections.len();
    connections.shutdown().await;
    left
}

struct Server {
    router: Router,
    http: http1::Builder,
    slots: Arc<Semaphore>,
    addresses: Arc<Addresses>,
    limits: ServeLimits,
}

/// A slot for one connection, which is freed when dropped.
struct Slot {
    _one_of_all: OwnedSemaphorePermit,
    _one_of_its_address: Option<AddressSlot>,
}

impl Server {
    fn new(router: Router, limits: &ServeLimits) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.head_time)
            .max_header_size(MAX_HEAD)
            .max_buf_size(MAX_HEAD);
        Self {
            router,
            http,
            slots: Arc::new(Semaphore::new(limits.connections)),
            addresses: Arc::default(),
            limits: limits.clone(),
        }
    }

    /// Waits for a free slot and accepts the next connection.
    async fn accept(&self, listener: &TcpListener) -> (TcpStream, SocketAddr, Slot) {
        loop {
            let Ok(permit) = Arc::clone(&self.slots).acquire_owned().await else {
                // The semaphore is never closed.
                return std::future::pending().await;
            };
            let (stream, address) = match listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    if !is_of_the_connection(&error) {
                        warn!(%error, "can't accept a connection");
                        tokio::time::sleep(PAUSE).await;
                    }
                    continue;
                }
            };
            let Ok(one_of_its_address) = self.of_its_address(address.ip()) else {
                debug!(ip = %address.ip(), "too many connections from one address");
                continue;
            };
            let slot = Slot { _one_of_all: permit, _one_of_its_address: one_of_its_address };
            return (stream, address, slot);
        }
    }

    fn of_its_address(&self, ip: IpAddr) -> Result<Option<AddressSlot>, TooMany> {
        let ip = ip.to_canonical();
        if self.limits.trusted_proxies.iter().any(|proxies| proxies.contains(&ip)) {
            return Ok(None);
        }
        Addresses::enter(&self.addresses, network(ip), self.limits.connections_per_address)
            .map(Some)
    }

    fn connection(
        &self,
        stream: TcpStream,
        address: SocketAddr,
    ) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + use<> {
        // Without this, small responses wait for more data. A failure only costs time.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.limits.write_time));
        let router = self.router.clone();
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(address));
            router.clone().call(request)
        });
        self.http.serve_connection(TokioIo::new(Box::pin(stream)), service)
    }
}

/// Returns whether the error affects only one connection, which the client has aborted.
fn is_of_the_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// The number of connections of each address.
#[derive(Debug, Default)]
struct Addresses(Mutex<HashMap<String, usize>>);

/// The address has reached its limit of connections.
#[derive(Debug)]
struct TooMany;

/// A slot for one connection of an address, which is freed when dropped.
#[derive(Debug)]
struct AddressSlot {
    addresses: Arc<Addresses>,
    network: String,
}

impl Addresses {
    fn enter(this: &Arc<Self>, network: String, limit: usize) -> Result<AddressSlot, TooMany> {
        let mut counts = this.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.get(&network).copied().unwrap_or(0);
        if count >= limit {
            return Err(TooMany);
        }
        counts.insert(network.clone(), count + 1);
        drop(counts);
        Ok(AddressSlot { addresses: Arc::clone(this), network })
    }
}

impl Drop for AddressSlot {
    fn drop(&mut self) {
        let mut counts = self.addresses.0.lock().unwrap_or_else(PoisonError::into_inner);
        match counts.get_mut(&self.network) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                counts.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h3_connections_per_address_are_limited_and_forgotten_after_the_last() {
        let addresses = Arc::new(Addresses::default());
        let enter = |network: &str| Addresses::enter(&addresses, network.to_owned(), 2);
        let (one, two) = (enter("a").unwrap(), enter("a").unwrap());
        assert!(enter("a").is_err() && enter("b").is_ok());
        drop(one);
        assert!(enter("a").is_ok());
        drop(two);
        assert!(addresses.0.lock().unwrap().is_empty());
    }
}
