//! The samples and their statistics.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};

use super::metric::{METRICS, Metric, named};

/// A panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Panel {
    /// Written by hand, without a framework.
    Vanilla,
    /// In React.
    React,
    /// This project's panel.
    Ours,
}

impl Panel {
    /// Every panel, in the order of the table.
    pub(super) const ALL: [Self; 3] = [Self::Vanilla, Self::React, Self::Ours];

    /// Its name in the samples and in JSON.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Vanilla => "vanilla",
            Self::React => "react",
            Self::Ours => "ours",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|panel| panel.name() == name)
    }
}

/// A statistic over samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Statistic {
    /// Half of the samples are above it.
    Median,
    /// One sample in twenty is above it.
    P95,
}

impl Statistic {
    /// Its name in the bounds and in JSON.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Median => "median",
            Self::P95 => "p95",
        }
    }

    /// Computes the statistic of sorted samples; `None` if there are none.
    fn of(self, sorted: &[f64]) -> Option<f64> {
        let at = |index: usize| sorted.get(index).copied();
        let count = sorted.len();
        match self {
            Self::Median => Some(f64::midpoint(at(count.checked_sub(1)? / 2)?, at(count / 2)?)),
            Self::P95 => at((count * 95).div_ceil(100).checked_sub(1)?),
        }
    }
}

/// All samples of a run.
#[derive(Debug, Default)]
pub(super) struct Samples {
    /// The browser, with its version.
    pub(super) browser: String,
    /// Sorted.
    values: HashMap<(&'static str, Panel), Vec<f64>>,
}

impl Samples {
    /// Parses lines of metric, panel and value. The `browser` line contains the version.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let mut samples = Self::default();
        for line in text.lines() {
            let words: Vec<&str> = line.split('\t').collect();
            match words.as_slice() {
                ["browser", _, version] => samples.browser = (*version).to_owned(),
                [metric, panel, value] => {
                    let metric = named(metric).with_context(|| format!("no metric: {line}"))?;
                    let panel = Panel::named(panel).with_context(|| format!("no panel: {line}"))?;
                    let value = value.parse().with_context(|| format!("no number: {line}"))?;
                    samples.values.entry((metric.name, panel)).or_default().push(value);
                }
                _ => bail!("no sample: {line}"),
            }
        }
        for values in samples.values.values_mut() {
            values.sort_by(f64::total_cmp);
        }
        Ok(samples)
    }

    /// The number of samples of each panel. Different numbers mean that the run was interrupted.
    pub(super) fn count(&self, metric: &Metric, panel: Panel) -> usize {
        self.values.get(&(metric.name, panel)).map_or(0, Vec::len)
    }

    /// A statistic of one panel.
    pub(super) fn of(&self, metric: &Metric, panel: Panel, statistic: Statistic) -> Option<f64> {
        statistic.of(self.values.get(&(metric.name, panel))?)
    }

    /// Our figure as a multiple of React's; `None` if React's is zero.
    pub(super) fn ratio(&self, metric: &Metric, statistic: Statistic) -> Option<f64> {
        let ours = self.of(metric, Panel::Ours, statistic)?;
        let react = self.of(metric, Panel::React, statistic)?;
        (react > 0.0).then_some(ours / react)
    }

    /// The metrics that were measured.
    pub(super) fn metrics(&self) -> impl Iterator<Item = &'static Metric> {
        METRICS.iter().filter(|metric| self.count(metric, Panel::Ours) > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(values: &[(&str, f64)]) -> Samples {
        let line = |(panel, value): &(&str, f64)| format!("key.cpu1\t{panel}\t{value}\n");
        Samples::parse(&values.iter().map(line).collect::<String>()).unwrap()
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(Statistic::Median.of(&[1.0]), Some(1.0));
        assert_eq!(Statistic::Median.of(&[1.0, 2.0]), Some(1.5));
        assert_eq!(Statistic::Median.of(&[1.0, 2.0, 9.0]), Some(2.0));
        assert_eq!(Statistic::Median.of(&[]), None);
    }

    #[test]
    fn one_sample_in_twenty_is_above_p95() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(Statistic::P95.of(&hundred), Some(95.0));
        assert_eq!(Statistic::P95.of(&hundred[..20]), Some(19.0));
        assert_eq!(Statistic::P95.of(&hundred[..3]), Some(3.0));
        assert_eq!(Statistic::P95.of(&[]), None);
    }

    #[test]
    fn a_ratio_divides_ours_by_react_regardless_of_sample_order() {
        let key = named("key.cpu1").unwrap();
        let samples =
            keys(&[("ours", 9.0), ("react", 4.0), ("ours", 1.0), ("ours", 2.0), ("vanilla", 7.0)]);
        assert_eq!(samples.ratio(key, Statistic::Median), Some(0.5));
        assert_eq!(samples.ratio(key, Statistic::P95), Some(2.25));
        assert_eq!(keys(&[("ours", 1.0)]).ratio(key, Statistic::Median), None);
        assert_eq!(keys(&[("ours", 1.0), ("react", 0.0)]).ratio(key, Statistic::Median), None);
    }

    #[test]
    fn rejects_lines_that_are_not_samples() {
        for line in ["speed\tours\t1", "key.cpu1\tangular\t1", "key.cpu1\tours\tfast", "key.cpu1"] {
            assert!(Samples::parse(line).is_err(), "{line}");
        }
    }
}
