//! A router on a loopback socket that can be stopped the way a crash would.

use std::future::Future;
use std::net::TcpListener;
use std::time::Duration;

use axum::Router;
use tokio::runtime::{Builder, Runtime};

/// A runtime of its own. Shutting it down ends the listener, every connection and every request at once, which
/// axum's graceful shutdown does not.
#[derive(Debug)]
pub(crate) struct Served {
    runtime: Option<Runtime>,
}

impl Served {
    /// Creates a router on the new runtime, and serves it on the socket. Returns the value created with it.
    pub(crate) fn start<T: Send + 'static>(
        listener: TcpListener,
        make: impl Future<Output = (Router, T)> + Send + 'static,
    ) -> (Self, T) {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        listener.set_nonblocking(true).unwrap();
        let (ready, made) = std::sync::mpsc::channel();
        runtime.spawn(async move {
            let (router, extra) = make.await;
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            ready.send(extra).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
        let extra = made.recv().expect("the server did not start");
        let runtime = Some(runtime);
        (Self { runtime }, extra)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let Some(runtime) = self.runtime.take() else {
            return;
        };
        // A runtime cannot block on its shutdown inside another one, so use another thread.
        let ended = std::thread::spawn(|| runtime.shutdown_timeout(Duration::from_secs(5)));
        ended.join().unwrap();
    }
}
