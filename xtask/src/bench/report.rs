//! Reports the figures as a table and as JSON.

use std::fmt::Write;

use super::metric::{Metric, Unit};
use super::samples::{Panel, Samples, Statistic};

const STATISTICS: [Statistic; 2] = [Statistic::Median, Statistic::P95];

/// The results as a Markdown table: median / p95 of each panel, and the ratio of ours to React's.
pub(super) fn markdown(samples: &Samples) -> String {
    let mut table = format!("{}, median / p95\n\n", samples.browser);
    table.push_str(
        "| | samples | by hand | React | ours | ours / React |\n|---|---|---|---|---|---|\n",
    );
    for metric in samples.metrics() {
        let cells = Panel::ALL.map(|panel| {
            pair(metric, |statistic| {
                samples.of(metric, panel, statistic).map(|value| figure(metric.unit, value))
            })
        });
        let ratio = pair(metric, |statistic| {
            samples.ratio(metric, statistic).map(|ratio| format!("{ratio:.2}"))
        });
        let count = samples.count(metric, Panel::Ours);
        let row = format!("| {} | {count} | {} | **{ratio}** |\n", metric.title, cells.join(" | "));
        table.push_str(&row);
    }
    table
}

/// Both statistics for a time, only the median for bytes, which hardly vary.
fn pair(metric: &Metric, figure: impl Fn(Statistic) -> Option<String>) -> String {
    let statistics = if metric.unit == Unit::Time { &STATISTICS[..] } else { &STATISTICS[..1] };
    let figures: Option<Vec<String>> = statistics.iter().map(|it| figure(*it)).collect();
    figures.map_or("–".to_owned(), |figures| figures.join(" / "))
}

fn figure(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Time if value < 100.0 => format!("{value:.2} ms"),
        Unit::Time => format!("{value:.0} ms"),
        Unit::Bytes => grouped(&format!("{value:.0}")),
    }
}

/// Groups digits in threes.
fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The figures in machine-readable form: times in milliseconds, and bytes.
pub(super) fn json(samples: &Samples) -> String {
    let metrics: Vec<String> =
        samples.metrics().map(|metric| json_metric(samples, metric)).collect();
    format!(
        "{{\n  \"browser\": {:?},\n  \"metrics\": {{\n{}\n  }}\n}}\n",
        samples.browser,
        metrics.join(",\n")
    )
}

fn json_metric(samples: &Samples, metric: &Metric) -> String {
    let mut parts: Vec<String> = Panel::ALL
        .into_iter()
        .map(|panel| {
            let count = samples.count(metric, panel);
            let figures = json_statistics(|statistic| samples.of(metric, panel, statistic));
            format!("{:?}: {{ \"samples\": {count}, {figures} }}", panel.name())
        })
        .collect();
    let ratios = json_statistics(|statistic| samples.ratio(metric, statistic));
    parts.push(format!("\"ratio\": {{ {ratios} }}"));
    let mut text = format!("    {:?}: {{\n", metric.name);
    for (index, part) in parts.iter().enumerate() {
        let comma = if index + 1 < parts.len() { "," } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "      {part}{comma}");
    }
    text + "    }"
}

fn json_statistics(figure: impl Fn(Statistic) -> Option<f64>) -> String {
    let one = |statistic: Statistic| {
        let value = figure(statistic).map_or("null".to_owned(), |value| format!("{value:.4}"));
        format!("{:?}: {value}", statistic.name())
    };
    STATISTICS.map(one).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> Samples {
        let text = "browser\t-\tChromium 1\nkey.cpu1\tours\t1\nkey.cpu1\treact\t2\nkey.cpu1\tvanilla\t0.5\n\
                    bytes\tours\t132946\nbytes\treact\t1000\nbytes\tvanilla\t999\nmemory.wasm\tours\t65536\n\
                    memory.wasm\treact\t0\nmemory.wasm\tvanilla\t0\n";
        Samples::parse(text).unwrap()
    }

    #[test]
    fn the_table_has_a_row_for_every_measured_metric() {
        let table = markdown(&samples());
        let rows: Vec<&str> = table.lines().skip(4).collect();
        assert_eq!(
            rows,
            [
                "| key press in Site name | 1 | 0.50 ms / 0.50 ms | 2.00 ms / 2.00 ms | 1.00 ms / 1.00 ms | **0.50 / 0.50** |",
                "| wasm memory after use | 1 | 0 | 0 | 65,536 | **–** |",
                "| first load, brotli 11 | 1 | 999 | 1,000 | 132,946 | **132.95** |",
            ]
        );
    }

    #[test]
    fn json_has_every_figure_and_null_for_missing_ones() {
        let json = json(&samples());
        assert!(json.starts_with("{\n  \"browser\": \"Chromium 1\",\n"), "{json}");
        assert!(
            json.contains("\"ours\": { \"samples\": 1, \"median\": 1.0000, \"p95\": 1.0000 },")
        );
        assert!(json.contains("\"ratio\": { \"median\": 0.5000, \"p95\": 0.5000 }"));
        assert!(json.contains("\"ratio\": { \"median\": null, \"p95\": null }"));
    }
}
