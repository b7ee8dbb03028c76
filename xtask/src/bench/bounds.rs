//! The upper bounds of the ratios.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::metric::{Metric, named};
use super::samples::{Samples, Statistic};

/// The upper bound of one ratio.
#[derive(Debug)]
struct Bound {
    metric: &'static Metric,
    statistic: Statistic,
    most: f64,
}

/// All bounds.
#[derive(Debug)]
pub(super) struct Bounds(Vec<Bound>);

impl Bounds {
    /// Parses the file: lines of `metric.statistic = N`, and comments.
    pub(super) fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("failed to read {}", file.display()))?;
        Self::parse(&text).with_context(|| format!("in {}", file.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines
            .map(|line| bound(line).with_context(|| format!("`{line}`")))
            .collect::<Result<_>>()
            .map(Self)
    }

    /// Returns one line for each ratio above its bound. A bound for something that was not measured is an error.
    pub(super) fn exceeded(&self, samples: &Samples) -> Result<Vec<String>> {
        let mut exceeded = Vec::new();
        for Bound { metric, statistic, most } in &self.0 {
            let name = statistic.name();
            let ratio = samples
                .ratio(metric, *statistic)
                .with_context(|| format!("{} was not measured", metric.name))?;
            if ratio > *most {
                exceeded.push(format!(
                    "{}: {ratio:.3} × React at the {name}; the bound is {most}",
                    metric.title
                ));
            }
        }
        Ok(exceeded)
    }
}

fn bound(line: &str) -> Result<Bound> {
    let (key, value) = line.split_once('=').context("missing `=`")?;
    let (name, statistic) = key.trim().rsplit_once('.').context("missing statistic")?;
    let statistic = match statistic {
        "median" => Statistic::Median,
        "p95" => Statistic::P95,
        other => bail!("{other} isn't `median` or `p95`"),
    };
    let metric = named(name).with_context(|| format!("{name} is not measured"))?;
    let most = value.trim().parse().context("missing number")?;
    Ok(Bound { metric, statistic, most })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(ours: f64) -> Samples {
        Samples::parse(&format!("key.cpu1\tours\t{ours}\nkey.cpu1\treact\t2\n")).unwrap()
    }

    #[test]
    fn the_file_in_this_checkout_can_be_read() {
        let bounds = Bounds::parse(include_str!("../../../bench/bounds.toml")).unwrap();
        assert!(!bounds.0.is_empty());
    }

    #[test]
    fn reports_only_ratios_above_their_bounds() {
        let bounds =
            Bounds::parse("# slow\n\nkey.cpu1.median = 1.0\nkey.cpu1.p95 = 2.0\n").unwrap();
        assert!(bounds.exceeded(&samples(2.0)).unwrap().is_empty());
        let exceeded = bounds.exceeded(&samples(2.1)).unwrap();
        assert_eq!(
            exceeded,
            ["key press in Site name: 1.050 × React at the median; the bound is 1"]
        );
        assert_eq!(bounds.exceeded(&samples(4.1)).unwrap().len(), 2);
    }

    #[test]
    fn a_bound_without_a_measurement_is_an_error() {
        let bounds = Bounds::parse("dialog.cpu1.p95 = 1.0").unwrap();
        assert!(bounds.exceeded(&samples(1.0)).unwrap_err().to_string().contains("dialog.cpu1"));
        for line in ["speed.median = 1", "key.cpu1.mean = 1", "key.cpu1.p95 = low", "key.cpu1.p95"]
        {
            assert!(Bounds::parse(line).is_err(), "{line}");
        }
    }
}
