//! What is chosen and typed.

use std::cell::{Cell, RefCell};

use leptos::reactive::signal::ArcTrigger;
use leptos::reactive::traits::{Notify, Track};
use teamwork_connect_core::draft::{AddressEntered, RegionFromAddress};
use teamwork_connect_core::setting::Setting;
use teamwork_connect_core::{
    ApiType, ApiVersion, AuthType, Draft, FieldErrors, Key, Limits, Region, SiteUrl,
};

use crate::view::Tracked;

/// Who has filled in a draft that a page gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// The page itself, so that there is nothing to lose.
    Page,
    /// The user, before the page took the panel off and put it back.
    #[cfg_attr(not(feature = "csr"), expect(dead_code, reason = "only an element is put back"))]
    User,
}

/// The settings on the panel, without secrets. Whoever reads a setting follows that setting and no other.
#[derive(Default)]
pub(crate) struct Form {
    draft: RefCell<Draft>,
    /// One for each key, in the order of the enum.
    changed: [ArcTrigger; Key::ALL.len()],
    /// What is left to the user.
    pub(crate) limits: Tracked<Limits>,
    /// What the draft is compared with to know whether something would be lost.
    pub(crate) baseline: Tracked<Draft>,
    /// What an address entered as Site name did and suggests.
    pub(crate) address: Tracked<Option<AddressEntered>>,
    /// Counts the changes that a test of the connection would not know of.
    edits: Cell<u32>,
}

/// What decides which settings apply.
const SHAPE: [Key; 3] = [Key::ApiType, Key::ApiVersion, Key::AuthType];

impl Form {
    /// The API type, if one is chosen.
    pub(crate) fn api_type(&self) -> Option<ApiType> {
        self.follow(&[Key::ApiType], |draft| draft.api_type)
    }

    /// The version that counts.
    pub(crate) fn version(&self) -> Option<ApiVersion> {
        self.follow(&[Key::ApiType, Key::ApiVersion], Draft::version)
    }

    /// The region, if one is chosen.
    pub(crate) fn region(&self) -> Option<Region> {
        self.follow(&[Key::Region], |draft| draft.region)
    }

    /// The auth type that counts.
    pub(crate) fn auth(&self) -> Option<AuthType> {
        self.follow(&[Key::ApiType, Key::AuthType], Draft::auth)
    }

    /// The site, as soon as it is known.
    pub(crate) fn site_url(&self) -> Option<SiteUrl> {
        self.follow(&[Key::Region, Key::SiteName], Draft::site_url)
    }

    /// What is chosen or typed.
    pub(crate) fn text(&self, key: Key) -> String {
        self.follow(&[key], |draft| draft.text(key).to_owned())
    }

    /// Whether this is what is chosen or typed.
    pub(crate) fn is(&self, key: Key, value: &str) -> bool {
        self.follow(&[key], |draft| draft.text(key) == value)
    }

    /// Whether a setting applies to what is chosen.
    pub(crate) fn applies(&self, key: Key) -> bool {
        self.follow(&SHAPE, |draft| Setting::of(key).is_some_and(|row| row.applies(draft)))
    }

    /// Whether a setting must be given.
    pub(crate) fn is_required(&self, key: Key) -> bool {
        self.follow(&SHAPE, |draft| Setting::of(key).is_some_and(|row| row.is_required(draft)))
    }

    /// Whether a value can be chosen, or is chosen whatever is offered.
    pub(crate) fn is_option(&self, key: Key, name: &str) -> bool {
        self.limits.get().offer(key, name) || self.is(key, name)
    }

    /// Whether there is nothing to choose of a setting.
    pub(crate) fn is_fixed(&self, key: Key) -> bool {
        let limits = self.limits.get();
        self.follow(&[key, Key::ApiType], |draft| limits.is_fixed(key, draft))
    }

    /// Whether the user cannot change a setting.
    pub(crate) fn is_locked(&self, key: Key) -> bool {
        self.limits.get().locks(key)
    }

    /// Whether the user can change a setting to this.
    pub(crate) fn leaves(&self, key: Key, name: &str) -> bool {
        self.limits.get().leave(key, name)
    }

    /// Changes what is left to the user.
    pub(crate) fn limit(&self, limits: Limits) {
        self.limits.set(limits);
        self.set_baseline(self.baseline.get_untracked());
        self.replace(self.draft());
    }

    /// Changes what the draft is compared with.
    pub(crate) fn set_baseline(&self, draft: Draft) {
        self.baseline.set(self.settled(draft));
    }

    /// Whether an authorization of what was saved holds for what is on the panel.
    pub(crate) fn shares_authorization(&self) -> bool {
        let keys = [Key::ApiType, Key::SiteName, Key::Region, Key::AuthType, Key::OauthClientId];
        self.baseline.with(|saved| self.follow(&keys, |draft| draft.shares_authorization(saved)))
    }

    /// Reads the draft, following all of it.
    pub(crate) fn with_all<T>(&self, read: impl FnOnce(&Draft) -> T) -> T {
        self.follow(Key::ALL, read)
    }

    /// Reads the draft as it is now.
    pub(crate) fn with_untracked<T>(&self, read: impl FnOnce(&Draft) -> T) -> T {
        read(&self.draft.borrow())
    }

    /// A copy of the draft as it is now.
    pub(crate) fn draft(&self) -> Draft {
        self.draft.borrow().clone()
    }

    /// Changes the draft. Gives the settings that changed, whose readers then run.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Draft)) -> Vec<Key> {
        let mut draft = self.draft();
        change(&mut draft);
        self.replace(draft)
    }

    /// Puts another draft in its place. Gives the settings that changed, whose readers then run.
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

    /// Whether something typed or chosen would be lost by leaving.
    pub(crate) fn is_dirty(&self) -> bool {
        self.baseline.with_untracked(|saved| *saved != *self.draft.borrow())
    }

    /// The same, for readers that follow it.
    pub(crate) fn follow_dirty(&self) -> bool {
        self.baseline.with(|saved| self.with_all(|draft| draft != saved))
    }

    /// Whether the address that was entered as Site name is in a different region than the chosen one, and the user
    /// has not settled it.
    pub(crate) fn has_region_conflict(&self) -> bool {
        self.address.with_untracked(|address| {
            let region = address.as_ref().map(|address| address.region);
            matches!(region, Some(RegionFromAddress::Conflict(_)))
        })
    }

    /// The choices that are not offered. What was saved stays as it is.
    pub(crate) fn refused(&self) -> FieldErrors {
        let limits = self.limits.get_untracked();
        self.baseline
            .with_untracked(|saved| self.with_untracked(|draft| limits.refused(draft, saved)))
    }

    /// Counts a change that a test of the connection does not know of.
    pub(crate) fn count_edit(&self) {
        self.edits.set(self.edits.get().wrapping_add(1));
    }

    /// How many changes there were.
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
