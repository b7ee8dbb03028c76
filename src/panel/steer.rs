//! What a page may change of a panel while it is there.

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
    /// Goes on to another connection, or to a new one. With unsaved changes the user is asked first.
    pub(crate) fn open(self: &Rc<Self>, connection_id: Option<String>) {
        leave::turn_to(self, connection_id);
    }

    /// Gives the panel its style, where it has come into another document.
    pub(crate) fn adopt_style(&self) {
        if let Some(root) = &*self.root.borrow() {
            styles::adopt(root);
        }
    }

    /// Changes the colors.
    pub(crate) fn set_theme(&self, theme: Theme) {
        self.theme.set(theme);
    }

    /// Changes the level of the heading, 1 to 6. Others count as the nearest.
    pub(crate) fn set_heading_level(&self, level: u8) {
        self.heading_level.set(level);
    }

    /// Goes over to another language. Nothing that is typed is lost.
    pub(crate) fn set_language(&self, language: Language) {
        let Language { tag, texts } = language;
        self.texts.update(|all| Rc::make_mut(all).speak(&tag, texts));
    }

    /// Puts other texts of the page's own in the place of those before.
    pub(crate) fn set_messages(&self, messages: Option<Catalogue>) {
        self.texts.update(|all| Rc::make_mut(all).speak_own(messages));
    }

    /// Changes where the help beside a field leads.
    pub(crate) fn set_links(&self, links: Option<Links>) {
        self.links.replace(links);
    }

    /// Changes what can be chosen.
    pub(crate) fn set_choices(&self, choices: Choices) {
        self.form.limit(Limits { choices, ..self.form.limits.get_untracked() });
    }

    /// Changes what is locked.
    pub(crate) fn set_locked(&self, locked: Keys) {
        self.form.limit(Limits { locked, ..self.form.limits.get_untracked() });
    }

    /// What is chosen and typed, without secrets.
    pub(crate) fn value(&self) -> Draft {
        self.form.draft()
    }

    /// Changes where the user signs in.
    pub(crate) fn set_authorize(&self, mode: AuthorizationMode) {
        self.authorize.set(mode);
        // The words of a button say where it is.
        self.texts.update(|_| {});
    }

    /// Changes under which name the backend knows where to come back to.
    pub(crate) fn set_return_key(&self, key: Option<String>) {
        self.return_key.replace(key);
        self.texts.update(|_| {});
    }

    /// Puts a draft in place of what is chosen and typed, unless a choice in it is not offered. Says whether it is there.
    /// The page has it from the user, who has typed it before, or is its author.
    pub(crate) fn set_value(self: &Rc<Self>, value: Draft, author: Author) -> bool {
        let limits = self.form.limits.get_untracked();
        let offered = limits.refused(&value, &Draft::default()).is_empty();
        if offered {
            prefill::prefill(self, value, author);
        }
        offered
    }

    /// Has the panel do something. `reply` is called once, with how it ended.
    pub(crate) fn ask(self: &Rc<Self>, request: Request, reply: Reply) {
        script::ask(self, request, reply);
    }
}
