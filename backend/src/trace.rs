//! The distributed trace that a request is part of (<https://www.w3.org/TR/trace-context/>).
//!
//! The trace ID from `traceparent` is logged as `trace` and sent along with the calls to Teamwork
//! that the request causes.

/// The name of the header.
pub(crate) const TRACEPARENT: &str = "traceparent";

tokio::task_local! {
    static TRACE: Option<Trace>;
}

/// A trace that the client began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trace {
    id: String,
    /// The ID of the client's span.
    #[cfg_attr(not(feature = "opentelemetry"), allow(dead_code))]
    parent: String,
    flags: String,
}

impl Trace {
    /// Parses a `traceparent` header in the form of version 00. Later versions begin with the same
    /// fields. Returns `None` if the header is invalid.
    pub(crate) fn parse(traceparent: &str) -> Option<Self> {
        let mut fields = traceparent.split('-');
        let (version, id, parent, flags) =
            (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let is_hex = |text: &str, length: usize| {
            text.len() == length
                && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        let is_set = |text: &str| text.bytes().any(|byte| byte != b'0');
        let good = is_hex(version, 2)
            && version != "ff"
            && (version != "00" || fields.next().is_none())
            && is_hex(id, 32)
            && is_set(id)
            && is_hex(parent, 16)
            && is_set(parent)
            && is_hex(flags, 2);
        good.then(|| Self { id: id.to_owned(), parent: parent.to_owned(), flags: flags.to_owned() })
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Makes a span part of this trace if spans are exported.
    #[cfg(feature = "opentelemetry")]
    pub(crate) fn adopt(&self, span: &tracing::Span) {
        use opentelemetry::Context;
        use opentelemetry::trace::{
            SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState,
        };
        use tracing_opentelemetry::OpenTelemetrySpanExt;

        let ids = (TraceId::from_hex(&self.id), SpanId::from_hex(&self.parent));
        let flags = u8::from_str_radix(&self.flags, 16);
        if let ((Ok(trace), Ok(parent)), Ok(flags)) = (ids, flags) {
            let remote = SpanContext::new(
                trace,
                parent,
                TraceFlags::new(flags),
                true,
                TraceState::default(),
            );
            // This fails only without an exporter, which is fine.
            let _ = span.set_parent(Context::new().with_remote_span_context(remote));
        }
    }

    #[cfg(not(feature = "opentelemetry"))]
    #[allow(clippy::unused_self)] // The signature matches the one with the feature.
    pub(crate) const fn adopt(&self, _span: &tracing::Span) {}
}

/// Runs a future as part of a trace, if there is one.
pub(crate) async fn within<F: Future>(trace: Option<Trace>, act: F) -> F::Output {
    TRACE.scope(trace, act).await
}

/// Wraps a future so that it stays part of the current trace on a task of its own.
pub(crate) fn carried<F: Future>(act: F) -> impl Future<Output = F::Output> {
    let trace = TRACE.try_with(Clone::clone).ok().flatten();
    within(trace, act)
}

/// Returns the `traceparent` value for a call that belongs to the current trace, with a new span ID
/// each time.
pub(crate) fn traceparent() -> Option<String> {
    let Trace { id, flags, .. } = TRACE.try_with(Clone::clone).ok()??;
    let mut span = [0; 8];
    getrandom::fill(&mut span).ok()?;
    Some(format!("00-{id}-{:016x}-{flags}", u64::from_be_bytes(span).max(1)))
}

#[cfg(test)]
mod tests {
    use super::{Trace, traceparent, within};

    const ID: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

    #[test]
    fn parses_what_the_specification_allows() {
        let trace = Trace::parse(&format!("00-{ID}-00f067aa0ba902b7-01")).unwrap();
        assert_eq!((trace.id(), &*trace.flags), (ID, "01"));
        assert_eq!(Trace::parse(&format!("01-{ID}-00f067aa0ba902b7-01-later")), Some(trace));
        for bad in [
            "",
            "nonsense",
            &format!("00-{ID}-00f067aa0ba902b7"),
            &format!("00-{ID}-00f067aa0ba902b7-01-more"),
            &format!("ff-{ID}-00f067aa0ba902b7-01"),
            &format!("00-{}-00f067aa0ba902b7-01", ID.to_uppercase()),
            &format!("00-{}-00f067aa0ba902b7-01", "0".repeat(32)),
            &format!("00-{ID}-0000000000000000-01"),
        ] {
            assert_eq!(Trace::parse(bad), None, "{bad}");
        }
    }

    #[tokio::test]
    async fn passes_the_trace_on_with_a_new_span_id_each_time() {
        assert_eq!(traceparent(), None);
        let trace = Trace::parse(&format!("00-{ID}-00f067aa0ba902b7-01"));
        let [first, second] =
            within(trace, async { [traceparent().unwrap(), traceparent().unwrap()] }).await;
        for own in [&first, &second] {
            assert!(own.starts_with(&format!("00-{ID}-")) && own.ends_with("-01"), "{own}");
        }
        assert_ne!(first, second);
    }
}
