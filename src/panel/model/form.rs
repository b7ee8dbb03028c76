//! The choices and text entered by the user.

use std::cell::{Cell, RefCell};

use leptos::reactive::signal::ArcTrigger;
use leptos::reactive::traits::{Notify, Track};
use teamwork_connect_core::draft::{AddressEntered, RegionFromAddress};
use teamwork_connect_core::setting::Setting;
use teamwork_connect_core::{
    ApiType, ApiVersion, AuthType, Draft, FieldErrors, Key, Limits, Region, SiteUrl,
};

use crate::view::Tracked;

/// The author of a draft from the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// The page itself, so the draft does not count as unsaved changes.
    Page,
    /// The user, before the page removed the panel and added it again.
    #[cfg_attr(not(feature = "csr"), expect(dead_code, reason = "only an element is put back"))]
    User,
}

/// The settings in the panel, without secrets. A reader of one setting tracks that setting and no other.
#[derive(Default)]
pub(crate) struct Form {
    draft: RefCell<Draft>,
    /// One trigger per key, in the order of the enum.
    changed: [ArcTrigger; Key::ALL.len()],
    /// What the user may change.
    pub(crate) limits: Tracked<Limits>,
    /// The draft that counts as saved, for detecting unsaved changes.
    pub(crate) baseline: Tracked<Draft>,
    /// What an address entered as Site name changed and suggests.
    pub(crate) address: Tracked<Option<AddressEntered>>,
    /// Counts the changes that make a connection test outdated.
    edits: Cell<u32>,
}

/// The settings that decide which others apply.
const SHAPE: [Key; 3] = [Key::ApiType, Key::ApiVersion, Key::AuthType];

impl Form {
    /// The API type, if one is selected.
    pub(crate) fn api_type(&self) -> Option<ApiType> {
        self.follow(&[Key::ApiType], |draft| draft.api_type)
    }

    /// The effective version.
    pub(crate) fn version(&self) -> Option<ApiVersion> {
        self.follow(&[Key::ApiType, Key::ApiVersion], Draft::version)
    }

    /// The region, if one is selected.
    pub(crate) fn region(&self) -> Option<Region> {
        self.follow(&[Key::Region], |draft| draft.region)
    }

    /// The effective auth type.
    pub(crate) fn auth(&self) -> Option<AuthType> {
        self.follow(&[Key::ApiType, Key::AuthType], Draft::auth)
    }

    /// The site, once it is known.
    pub(crate) fn site_url(&self) -> Option<SiteUrl> {
        self.follow(&[Key::Region, Key::SiteName], Draft::site_url)
    }

    /// The value of a setting.
    pub(crate) fn text(&self, key: Key) -> String {
        self.follow(&[key], |draft| draft.text(key).to_owned())
    }

    /// Whether a setting has this value.
    pub(crate) fn is(&self, key: Key, value: &str) -> bool {
        self.follow(&[key], |draft| draft.text(key) == value)
    }

    /// Whether a setting applies to the current choices.
    pub(crate) fn applies(&self, key: Key) -> bool {
        self.follow(&SHAPE, |draft| Setting::of(key).is_some_and(|row| row.applies(draft)))
    }

    /// Whether a setting is required.
    pub(crate) fn is_required(&self, key: Key) -> bool {
        self.follow(&SHAPE, |draft| Setting::of(key).is_some_and(|row| row.is_required(draft)))
    }

    /// Whether a value is offered or already selected.
    pub(crate) fn is_option(&self, key: Key, name: &str) -> bool {
        self.limits.get().offer(key, name) || self.is(key, name)
    }

    /// Whether a setting leaves nothing to choose.
    pub(crate) fn is_fixed(&self, key: Key) -> bool {
        let limits = self.limits.get();
        self.follow(&[key, Key::ApiType], |draft| limits.is_fixed(key, draft))
    }

    /// Whether a setting is locked.
    pub(crate) fn is_locked(&self, key: Key) -> bool {
        self.limits.get().locks(key)
    }

    /// Whether the user may change a setting to this value.
    pub(crate) fn leaves(&self, key: Key, name: &str) -> bool {
        self.limits.get().leave(key, name)
    }

    /// Changes what the user may change.
    pub(crate) fn limit(&self, limits: Limits) {
        self.limits.set(limits);
        self.set_baseline(self.baseline.get_untracked());
        self.replace(self.draft());
    }

    /// Changes the draft that counts as saved.
    pub(crate) fn set_baseline(&self, draft: Draft) {
        self.baseline.set(self.settled(draft));
    }

    /// Whether an authorization of the saved settings also holds for the current ones.
    pub(crate) fn shares_authorization(&self) -> bool {
        let keys = [Key::ApiType, Key::SiteName, Key::Region, Key::AuthType, Key::OauthClientId];
        self.baseline.with(|saved| self.follow(&keys, |draft| draft.shares_authorization(saved)))
    }

    /// Reads the draft and tracks all of it.
    pub(crate) fn with_all<T>(&self, read: impl FnOnce(&Draft) -> T) -> T {
        self.follow(Key::ALL, read)
    }

    /// Reads the draft without tracking it.
    pub(crate) fn with_untracked<T>(&self, read: impl FnOnce(&Draft) -> T) -> T {
        read(&self.draft.borrow())
    }

    /// A copy of the draft, untracked.
    pub(crate) fn draft(&self) -> Draft {
        self.draft.borrow().clone()
    }

    /// Changes the draft and notifies readers. Returns the settings that changed.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Draft)) -> Vec<Key> {
        let mut draft = self.draft();
        change(&mut draft);
        self.replace(draft)
    }

    /// Replaces the draft and notifies readers. Returns the settings that changed.
    pub(crate) fn replace(&self, draft: Draft) -> Vec<Key> {
        let before = self.draft.replace(self.settled(draft));
        let changed: Vec<Key> = self.with_untracked(|draft| {
            let differs = |key: &Key| before.text(*key) != draft.text(*key);
            Key::ALL.iter().copied().filter(differs).collect()
        });
        for key in &changed {
            self.changed[*key as usize].notify();
        }
        changed
    }

    /// Whether there are unsaved changes.
    pub(crate) fn is_dirty(&self) -> bool {
        self.baseline.with_untracked(|saved| *saved != *self.draft.borrow())
    }

    /// Same as `is_dirty`, tracked.
    pub(crate) fn follow_dirty(&self) -> bool {
        self.baseline.with(|saved| self.with_all(|draft| draft != saved))
    }

    /// Whether the address entered as Site name is in a different region from the selected one, and the user has
    /// not decided yet.
    pub(crate) fn has_region_conflict(&self) -> bool {
        self.address.with_untracked(|address| {
            let region = address.as_ref().map(|address| address.region);
            matches!(region, Some(RegionFromAddress::Conflict(_)))
        })
    }

    /// Returns an error for each choice that is not offered, except saved ones.
    pub(crate) fn refused(&self) -> FieldErrors {
        let limits = self.limits.get_untracked();
        self.baseline
            .with_untracked(|saved| self.with_untracked(|draft| limits.refused(draft, saved)))
    }

    /// Counts a change that makes a connection test outdated.
    pub(crate) fn count_edit(&self) {
        self.edits.set(self.edits.get().wrapping_add(1));
    }

    /// The number of such changes.
    pub(crate) fn edits(&self) -> u32 {
        self.edits.get()
    }

    fn settled(&self, mut draft: Draft) -> Draft {
        self.limits.get_untracked().settle(&mut draft);
        draft
    }

    fn follow<T>(&self, keys: &[Key], read: impl FnOnce(&Draft) -> T) -> T {
        for key in keys {
            self.changed[*key as usize].track();
        }
        read(&self.draft.borrow())
    }
}
