//! The metrics.

/// A metric measured for each panel.
#[derive(Debug)]
pub(super) struct Metric {
    /// Its name in the samples, in the bounds and in JSON.
    pub(super) name: &'static str,
    /// Its title in the table.
    pub(super) title: &'static str,
    /// Its unit.
    pub(super) unit: Unit,
}

/// The unit of a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    /// Milliseconds.
    Time,
    /// Bytes.
    Bytes,
}

const fn time(name: &'static str, title: &'static str) -> Metric {
    Metric { name, title, unit: Unit::Time }
}

const fn bytes(name: &'static str, title: &'static str) -> Metric {
    Metric { name, title, unit: Unit::Bytes }
}

/// Every metric, in the order of the table.
pub(super) const METRICS: [Metric; 27] = [
    time("start.cold", "start: cold"),
    time("start.4g", "start: cold, CPU ÷ 4, 4G (9 Mbit/s, 60 ms)"),
    time("start.slow4g", "start: cold, CPU ÷ 4, slow 4G (1.6 Mbit/s, 150 ms)"),
    time("start.warm", "start: warm cache, CPU ÷ 4"),
    time("key.cpu1", "key press in Site name"),
    time("key-script.cpu1", "… scripts alone"),
    time("api-type.cpu1", "change of API type"),
    time("api-type-script.cpu1", "… scripts alone"),
    time("dialog.cpu1", "opening the client dialog"),
    time("dialog-script.cpu1", "… scripts alone"),
    time("second.cpu1", "mounting a second panel"),
    time("second-script.cpu1", "… scripts alone"),
    time("first-key.cpu1", "the first key press of a page"),
    time("first-key-script.cpu1", "… scripts alone"),
    time("key.cpu4", "key press in Site name, CPU ÷ 4"),
    time("key-script.cpu4", "… scripts alone"),
    time("api-type.cpu4", "change of API type, CPU ÷ 4"),
    time("api-type-script.cpu4", "… scripts alone"),
    time("dialog.cpu4", "opening the client dialog, CPU ÷ 4"),
    time("dialog-script.cpu4", "… scripts alone"),
    time("second.cpu4", "mounting a second panel, CPU ÷ 4"),
    time("second-script.cpu4", "… scripts alone"),
    time("first-key.cpu4", "the first key press of a page, CPU ÷ 4"),
    time("first-key-script.cpu4", "… scripts alone"),
    bytes("memory.heap", "heap of scripts after use"),
    bytes("memory.wasm", "wasm memory after use"),
    bytes("bytes", "first load, brotli 11"),
];

/// The metric with this name.
pub(super) fn named(name: &str) -> Option<&'static Metric> {
    METRICS.iter().find(|metric| metric.name == name)
}
