//! A router on a loopback socket that can be stopped as a crash would.

use std::future::Future;
use std::net::TcpListener;
use std::time::Duration;

use axum::Router;
use tokio::runtime::{Builder, Runtime};

/// A runtime of its own. Ending it ends the listener, every connection and every request at once,
/// which axum's own shutdown does not do.
#[derive(Debug)]
pub(crate) struct Served {
    runtime: Option<Runtime>,
}

impl Served {
    /// Makes a router on the new runtime, and serves it on the socket. Gives what was made with it.
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
        // A runtime refuses to wait for its end inside another one, so another thread does.
        let ended = std::thread::spawn(|| runtime.shutdown_timeout(Duration::from_secs(5)));
        ended.join().unwrap();
    }
}
