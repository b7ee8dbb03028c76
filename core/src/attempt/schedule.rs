//! When the host is asked how far an attempt is.

/// The shortest time between two questions, whatever the hints.
pub(super) const LEAST_PAUSE: u64 = 500;

/// How often the window is looked at.
pub(super) const LOOK: u64 = 500;

/// The time between two questions: often at first, when most people finish, and less later (spec,
/// section 6.7). `pace` makes it up to a tenth shorter or longer.
pub(super) fn interval(since_start: u64, pace: u8) -> u64 {
    let interval = match since_start {
        0..15_000 => 1000,
        15_000..75_000 => 2000,
        _ => 5000,
    };
    interval * (900 + u64::from(pace) * 200 / 255) / 1000
}

#[cfg(test)]
mod tests {
    use super::interval;

    #[test]
    fn every_second_then_two_then_five() {
        let between = |elapsed| (interval(elapsed, 0), interval(elapsed, 255));
        assert_eq!(between(0), (900, 1100));
        assert_eq!(between(14_999), (900, 1100));
        assert_eq!(between(15_000), (1800, 2200));
        assert_eq!(between(74_999), (1800, 2200));
        assert_eq!(between(75_000), (4500, 5500));
        assert_eq!(between(600_000), (4500, 5500));
    }
}
