//! The metrics of a backend, in the OpenMetrics text format, which Prometheus reads.

use std::collections::BTreeMap;
use std::time::Duration;

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use tokio::sync::Mutex;
use tokio::time::Instant;
use tracing::error;

use super::audit::{self, Event};
use super::rotation::{self, KeyUsage};
use crate::durations;
use crate::store::database::Database;

/// The content type of the output of [`Metrics::write`].
pub(crate) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// How long results of counting entire tables are cached.
const KEPT: Duration = Duration::from_secs(5 * 60);

/// The metrics of one backend.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram>,
    authorizations: Family<AuthorizationLabels, Counter>,
    janitor: Family<JanitorLabels, Counter>,
    secrets: Family<KeyLabels, Gauge>,
    kept_answers: Family<KeyLabels, Gauge>,
    /// When the last two metrics were counted.
    counted: Mutex<Option<Instant>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: String,
    method: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AuthorizationLabels {
    event: &'static str,
    code: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct JanitorLabels {
    result: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct KeyLabels {
    key: String,
}

impl Metrics {
    /// Creates the metrics of a backend with this database.
    pub(crate) fn new(database: &Database) -> Self {
        let mut registry = Registry::with_prefix("teamwork_connect");
        let requests = Family::default();
        registry.register("requests", "Requests by route and status", requests.clone());
        let durations = Family::new_with_constructor(durations::histogram as fn() -> Histogram);
        let help = "Request duration by route";
        registry.register_with_unit("request_duration", help, Unit::Seconds, durations.clone());
        let help = "Time that writes wait for the database";
        registry.register_with_unit("database_wait", help, Unit::Seconds, database.waits().clone());
        let authorizations = Family::default();
        let help = "Authorizations by event and result code";
        registry.register("authorizations", help, authorizations.clone());
        let janitor = Family::default();
        registry.register("janitor_runs", "Janitor runs by result", janitor.clone());
        let secrets = Family::default();
        registry.register("secrets", "Encrypted secrets by key ID", secrets.clone());
        let kept_answers = Family::default();
        let help = "Responses stored for repeated saves, by key ID";
        registry.register("kept_answers", help, kept_answers.clone());
        let counted = Mutex::default();
        Self {
            registry,
            requests,
            durations,
            authorizations,
            janitor,
            secrets,
            kept_answers,
            counted,
        }
    }

    /// Counts a request.
    pub(crate) fn request(&self, route: &str, method: &str, status: u16, took: Duration) {
        let (route, method) = (route.to_owned(), method.to_owned());
        self.durations
            .get_or_create(&RouteLabels { route: route.clone() })
            .observe(took.as_secs_f64());
        self.requests.get_or_create(&RequestLabels { route, method, status }).inc();
    }

    /// Logs a completed action, and counts it if it concerns an authorization. All other actions
    /// are counted as requests.
    pub(crate) fn done(&self, event: Event, id: &str) {
        audit::done(event, id);
        let code = match event {
            Event::AuthorizationFailed(code) => code.to_string(),
            _ => String::new(),
        };
        if let Some(event) = event.name().strip_prefix("authorization.") {
            self.authorizations.get_or_create(&AuthorizationLabels { event, code }).inc();
        }
    }

    /// Counts a run of the janitor.
    pub(crate) fn janitor(&self, went_well: bool) {
        let result = if went_well { "ok" } else { "error" };
        self.janitor.get_or_create(&JanitorLabels { result }).inc();
    }

    /// Returns all metrics as text. Those that count entire tables are up to five minutes old.
    pub(crate) async fn write(&self, database: &Database) -> String {
        self.count(database).await;
        let mut metrics = String::new();
        if text::encode(&mut metrics, &self.registry).is_err() {
            error!("can't write the metrics");
        }
        metrics
    }

    async fn count(&self, database: &Database) {
        let mut counted = self.counted.lock().await;
        if counted.is_some_and(|counted| counted.elapsed() < KEPT) {
            return;
        }
        match rotation::usage(database).await {
            Ok(usage) => {
                self.show(&usage);
                *counted = Some(Instant::now());
            }
            Err(cause) => error!(%cause, "couldn't count the secrets under each key"),
        }
    }

    fn show(&self, usage: &BTreeMap<String, KeyUsage>) {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        // Remove the values of keys that are no longer used.
        self.secrets.clear();
        self.kept_answers.clear();
        for (key, usage) in usage {
            let labels = KeyLabels { key: key.clone() };
            self.secrets.get_or_create(&labels).set(number(usage.secrets));
            self.kept_answers.get_or_create(&labels).set(number(usage.kept_answers));
        }
    }
}
