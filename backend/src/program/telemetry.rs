//! Exporting traces through OpenTelemetry, with the Cargo feature `opentelemetry`.

/// Flushes and stops the export when dropped.
#[cfg(feature = "opentelemetry")]
pub(crate) struct Telemetry(Option<opentelemetry_sdk::trace::SdkTracerProvider>);

/// A placeholder without the feature.
#[cfg(not(feature = "opentelemetry"))]
pub(crate) struct Telemetry;

#[cfg(feature = "opentelemetry")]
mod export {
    use opentelemetry::trace::TracerProvider;
    use opentelemetry_otlp::SpanExporter;
    use opentelemetry_sdk::Resource;
    use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
    use tracing::Subscriber;
    use tracing_opentelemetry::OpenTelemetryLayer;
    use tracing_subscriber::registry::LookupSpan;

    use super::Telemetry;

    /// Returns the layer that exports spans if `OTEL_EXPORTER_OTLP_ENDPOINT` is set.
    pub(crate) fn layer<S: Subscriber + for<'span> LookupSpan<'span>>()
    -> Result<(Option<OpenTelemetryLayer<S, SdkTracer>>, Telemetry), String> {
        let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if !named("OTEL_EXPORTER_OTLP_ENDPOINT") {
            return Ok((None, Telemetry(None)));
        }
        let exporter = SpanExporter::builder()
            .with_http()
            .build()
            .map_err(|cause| format!("OTEL_EXPORTER_OTLP_ENDPOINT is invalid: {cause}."))?;
        let mut resource = Resource::builder();
        if !named("OTEL_SERVICE_NAME") {
            resource = resource.with_service_name("teamwork-connect-backend");
        }
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource.build())
            .build();
        let tracer = provider.tracer("teamwork-connect-backend");
        Ok((Some(tracing_opentelemetry::layer().with_tracer(tracer)), Telemetry(Some(provider))))
    }

    impl Drop for Telemetry {
        fn drop(&mut self) {
            if let Some(provider) = &self.0
                && let Err(cause) = provider.shutdown()
            {
                eprintln!("Couldn't send the last spans: {cause}");
            }
        }
    }
}

#[cfg(feature = "opentelemetry")]
pub(crate) use export::layer;

/// Returns no layer, because the feature is off.
#[cfg(not(feature = "opentelemetry"))]
#[allow(clippy::unnecessary_wraps)] // The signature matches the one with the feature.
pub(crate) fn layer() -> Result<(Option<tracing_subscriber::layer::Identity>, Telemetry), String> {
    Ok((None, Telemetry))
}
