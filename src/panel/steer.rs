//! What a page can change in a running panel.

use std::rc::Rc;

use teamwork_connect_core::wire::{AuthorizationMode, Links};
use teamwork_connect_core::{Choices, Draft, Keys, Limits};

use super::actions::{leave, prefill, script};
use super::model::Author;
use super::props::{Language, Theme};
use super::request::{Reply, Request};
use super::state::Panel;
use crate::browser::styles;
use crate::text::Catalogue;

impl Panel {
    /// Switches to another connection, or to a new one. If there are unsaved changes, the user is asked first.
    pub(crate) fn open(self: &Rc<Self>, connection_id: Option<String>) {
        leave::turn_to(self, connection_id);
    }

    /// Adopts the style sheet again, after a move to another document.
    pub(crate) fn adopt_style(&self) {
        if let Some(root) = &*self.root.borrow() {
            styles::adopt(root);
        }
    }

    /// Changes the color theme.
    pub(crate) fn set_theme(&self, theme: Theme) {
        self.theme.set(theme);
    }

    /// Changes the level of the heading, clamped to 1 to 6.
    pub(crate) fn set_heading_level(&self, level: u8) {
        self.heading_level.set(level);
    }

    /// Changes the language. Nothing that is typed is lost.
    pub(crate) fn set_language(&self, language: Language) {
        let Language { tag, texts } = language;
        self.texts.update(|all| Rc::make_mut(all).speak(&tag, texts));
    }

    /// Replaces the page's own texts.
    pub(crate) fn set_messages(&self, messages: Option<Catalogue>) {
        self.texts.update(|all| Rc::make_mut(all).speak_own(messages));
    }

    /// Changes the targets of the help links.
    pub(crate) fn set_links(&self, links: Option<Links>) {
        self.links.replace(links);
    }

    /// Changes the choices to offer.
    pub(crate) fn set_choices(&self, choices: Choices) {
        self.form.limit(Limits { choices, ..self.form.limits.get_untracked() });
    }

    /// Changes which settings are locked.
    pub(crate) fn set_locked(&self, locked: Keys) {
        self.form.limit(Limits { locked, ..self.form.limits.get_untracked() });
    }

    /// The current settings, without secrets.
    pub(crate) fn value(&self) -> Draft {
        self.form.draft()
    }

    /// Changes where the user signs in.
    pub(crate) fn set_authorize(&self, mode: AuthorizationMode) {
        self.authorize.set(mode);
        // The label of a button depends on it.
        self.texts.update(|_| {});
    }

    /// Changes the name under which the backend has configured the return URL.
    pub(crate) fn set_return_key(&self, key: Option<String>) {
        self.return_key.replace(key);
        self.texts.update(|_| {});
    }

    /// Replaces the current settings, unless the draft contains a choice that is not offered. Returns whether they
    /// were replaced. `author` says whether the user typed the draft earlier or the page wrote it.
    pub(crate) fn set_value(self: &Rc<Self>, value: Draft, author: Author) -> bool {
        let limits = self.form.limits.get_untracked();
        let offered = limits.refused(&value, &Draft::default()).is_empty();
        if offered {
            prefill::prefill(self, value, author);
        }
        offered
    }

    /// Handles a request from the page. `reply` is called once, with the outcome.
    pub(crate) fn ask(self: &Rc<Self>, request: Request, reply: Reply) {
        script::ask(self, request, reply);
    }
}
