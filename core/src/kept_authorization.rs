//! What a tab stores about an authorization while it is at Teamwork, so that the panel can resume when the tab
//! returns.

/// How long a stored authorization counts for a tab that returns without naming one, in milliseconds. This is
/// longer than any authorization takes, and short enough not to surprise anyone.
const FRESH_FOR: u64 = 60 * 60 * 1000;

/// An authorization for which the panel's own tab has gone to Teamwork.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAuthorization {
    /// The index of the panel on the page.
    pub place: u32,
    /// The backend's ID of the authorization.
    pub authorization_id: String,
    /// The backend's ID of its connection.
    pub connection_id: String,
    /// When it was stored, in milliseconds of wall-clock time.
    pub kept_at: u64,
}

/// A panel that has just been added to a page.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The index of the panel on the page.
    pub place: u32,
    /// The connection that the page asks to edit, if any.
    pub connection_id: Option<&'a str>,
    /// Whether the page's URL says that the tab returns from this authorization. `None` if it doesn't name one.
    pub returned: Option<bool>,
    /// The wall-clock time, in milliseconds.
    pub now: u64,
}

impl KeptAuthorization {
    /// Whether a panel should resume this authorization.
    #[must_use]
    pub fn is_for(&self, arrival: Arrival<'_>) -> bool {
        let meant = arrival.returned.unwrap_or(!self.is_stale(arrival));
        let same_connection = arrival.connection_id.is_none_or(|id| id == self.connection_id);
        meant && same_connection && arrival.place == self.place
    }

    /// Whether it is too old to resume without being named.
    #[must_use]
    pub fn is_stale(&self, arrival: Arrival<'_>) -> bool {
        arrival.now.checked_sub(self.kept_at).is_none_or(|age| age >= FRESH_FOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEPT_AT: u64 = 1_800_000_000_000;

    fn kept() -> KeptAuthorization {
        KeptAuthorization {
            place: 1,
            authorization_id: "a".to_owned(),
            connection_id: "c".to_owned(),
            kept_at: KEPT_AT,
        }
    }

    fn arrival() -> Arrival<'static> {
        Arrival { place: 1, connection_id: None, returned: Some(true), now: KEPT_AT + 60_000 }
    }

    #[test]
    fn the_address_names_it_however_long_ago_it_was() {
        assert!(kept().is_for(arrival()));
        for now in [0, KEPT_AT + 2 * FRESH_FOR] {
            assert!(kept().is_for(Arrival { now, ..arrival() }));
        }
        assert!(!kept().is_for(Arrival { returned: Some(false), ..arrival() }));
    }

    #[test]
    fn without_a_name_it_counts_for_an_hour() {
        let at = |now| kept().is_for(Arrival { returned: None, now, ..arrival() });
        assert!(at(KEPT_AT) && at(KEPT_AT + FRESH_FOR - 1));
        assert!(!at(KEPT_AT + FRESH_FOR) && !at(KEPT_AT - 1));
    }

    #[test]
    fn another_panel_or_connection_is_not_meant() {
        for place in [0, 2] {
            assert!(!kept().is_for(Arrival { place, ..arrival() }));
        }
        assert!(kept().is_for(Arrival { connection_id: Some("c"), ..arrival() }));
        assert!(!kept().is_for(Arrival { connection_id: Some("d"), ..arrival() }));
    }
}
