//! Bodies that a client doesn't expect.

use std::convert::Infallible;
use std::time::Duration;
use std::{io, iter};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};

/// Returns a JSON object that is valid except for its size. It is streamed and never in memory as a
/// whole.
pub(crate) fn huge(length: usize) -> impl Stream<Item = Bytes> + Send + use<> {
    const CHUNK: usize = 64 * 1024;
    let (head, tail) = (Bytes::from_static(b"{\"filler\":\""), Bytes::from_static(b"\"}"));
    let filler = length.saturating_sub(head.len() + tail.len());
    let chunk = Bytes::from(vec![b'a'; CHUNK]);
    let rest = chunk.slice(..filler % CHUNK);
    let chunks = iter::once(head).chain(iter::repeat_n(chunk, filler / CHUNK)).chain([rest, tail]);
    stream::iter(chunks)
}

/// Returns a body unchanged, or byte by byte with a delay before each.
pub(crate) fn dripping(
    chunks: impl Stream<Item = Bytes> + Send + 'static,
    wait_ms: Option<u64>,
) -> Body {
    let Some(wait) = wait_ms.map(Duration::from_millis) else {
        return Body::from_stream(chunks.map(Ok::<_, Infallible>));
    };
    let bytes = chunks.flat_map(stream::iter).then(move |byte| async move {
        tokio::time::sleep(wait).await;
        Ok::<_, Infallible>(Bytes::copy_from_slice(&[byte]))
    });
    Body::from_stream(bytes)
}

/// Returns a body that breaks off in the middle, so the server can only close the socket.
pub(crate) fn broken_off() -> Body {
    let half = stream::iter([Ok(Bytes::from_static(b"{\"person\":"))]);
    let end = stream::once(async {
        // Without this, the error would be noticed before the first half is sent.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    Body::from_stream(half.chain(end))
}

/// Returns a body that fails before the response's head is sent, so that nothing is sent.
pub(crate) fn failing() -> Body {
    let end: io::Result<Bytes> = Err(io::Error::from(io::ErrorKind::ConnectionAborted));
    Body::from_stream(stream::iter([end]))
}
