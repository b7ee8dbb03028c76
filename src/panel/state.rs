//! The state of one panel.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::html;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use teamwork_connect_core::draft::AddressEntered;
use teamwork_connect_core::setting::Setting;
use teamwork_connect_core::wire::{Config, ConnectionSummary, TestReport};
use teamwork_connect_core::{Draft, FieldErrors, Key};

use super::options::{PanelEvent, PanelOptions, Theme};
use super::secret::ApiKeyField;
use crate::browser::focus;
use crate::host_api::{ApiError, HostApi, PendingSave, Saved};
use crate::text::Texts;

/// A handle on the state of one panel. It is copied into every part.
#[derive(Clone, Copy)]
pub(crate) struct Panel {
    pub(crate) texts: Texts,
    pub(crate) heading_level: u8,
    pub(crate) root: NodeRef<html::Div>,
    pub(crate) theme: RwSignal<Theme>,
    /// What is chosen and typed, without secrets.
    pub(crate) draft: RwSignal<Draft>,
    /// What the draft is compared with to know whether something would be lost.
    pub(crate) baseline: RwSignal<Draft>,
    pub(crate) api_key: ApiKeyField,
    /// The connection being edited, or `None` for a new one.
    pub(crate) saved: RwSignal<Option<Saved>>,
    /// What the host offers, once it has said so.
    pub(crate) config: RwSignal<Option<Config>>,
    /// The host's other connections, to tell of a name that is taken.
    pub(crate) others: RwSignal<Vec<ConnectionSummary>>,
    /// What the user has asked for last, which decides what is checked on change.
    pub(crate) purpose: RwSignal<Option<Purpose>>,
    pub(crate) errors: RwSignal<FieldErrors>,
    /// Those of the errors that the host found.
    pub(super) host_errors: StoredValue<FieldErrors>,
    /// What an address entered as Site name did and suggests.
    pub(crate) address: RwSignal<Option<AddressEntered>>,
    pub(crate) busy: RwSignal<Option<Busy>>,
    pub(crate) banner: RwSignal<Option<Banner>>,
    /// How the last test of the present settings ended.
    pub(crate) report: RwSignal<Option<TestReport>>,
    pub(crate) question: RwSignal<Option<Question>>,
    /// A save whose outcome is not known.
    pub(super) pending: StoredValue<Option<PendingSave>>,
    /// Distinguishes the requests before and after a change of connection.
    pub(super) visit: StoredValue<u32>,
    /// Counts the changes that a test of the connection would not know of.
    pub(super) edits: StoredValue<u32>,
    host: StoredValue<HostApi>,
    on_event: StoredValue<Rc<dyn Fn(PanelEvent) -> bool>, LocalStorage>,
    owner: StoredValue<Owner>,
    number: usize,
}

/// What the settings are checked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Save,
    Test,
}

/// What takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Busy {
    Loading,
    Saving,
    Testing,
}

/// What the panel has to say about the connection as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Banner {
    Saved {
        online: bool,
    },
    Failed(ApiError),
    /// The connection could not be loaded; there is nothing to edit.
    NotLoaded {
        id: String,
        error: ApiError,
    },
    /// The connection was changed elsewhere.
    Conflict,
    /// The user's version replaces the other one at the next save.
    Kept,
    /// The connection was deleted elsewhere; the next save makes it anew.
    Gone,
}

/// What the user is asked in a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    Discard(Leaving),
    SaveAnyway,
}

/// Where unsaved changes would be left for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Leaving {
    Cancel,
    Open(Option<String>),
}

impl Panel {
    /// The state of a new panel. Must be called in the component that owns it.
    pub(crate) fn new(options: &PanelOptions) -> Self {
        static PANELS: AtomicUsize = AtomicUsize::new(0);
        Self {
            texts: Texts,
            heading_level: options.heading_level.clamp(1, 6),
            root: NodeRef::new(),
            theme: RwSignal::new(options.theme),
            draft: RwSignal::default(),
            baseline: RwSignal::default(),
            api_key: ApiKeyField::new(),
            saved: RwSignal::new(None),
            config: RwSignal::new(None),
            others: RwSignal::default(),
            purpose: RwSignal::new(None),
            errors: RwSignal::default(),
            host_errors: StoredValue::default(),
            address: RwSignal::new(None),
            busy: RwSignal::new(None),
            banner: RwSignal::new(None),
            report: RwSignal::new(None),
            question: RwSignal::new(None),
            pending: StoredValue::new(None),
            visit: StoredValue::new(0),
            edits: StoredValue::new(0),
            host: StoredValue::new(HostApi::new(&options.backend, options.credentials.into())),
            on_event: StoredValue::new_local(options.on_event.clone()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            number: PANELS.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// Whether a setting applies to what is chosen.
    pub(crate) fn applies(self, key: Key) -> Memo<bool> {
        Memo::new(move |_| {
            self.draft.with(|draft| Setting::of(key).is_some_and(|row| row.applies(draft)))
        })
    }

    /// Whether a setting must be given.
    pub(crate) fn is_required(self, key: Key) -> bool {
        self.draft.with(|draft| Setting::of(key).is_some_and(|row| row.is_required(draft)))
    }

    /// Whether something would be lost by leaving.
    pub(crate) fn is_dirty(self) -> bool {
        self.api_key.is_typed() || self.draft.get_untracked() != self.baseline.get_untracked()
    }

    /// The ID of an element of this panel, unique in the page.
    pub(crate) fn id(self, name: &str) -> String {
        format!("teamwork-connect-{}-{name}", self.number)
    }

    /// The ID of a setting's control: for radio buttons, that of the first.
    pub(crate) fn control_id(self, key: Key) -> String {
        self.id(key.as_str())
    }

    /// Moves the focus to an element of this panel once what changed is on the page.
    pub(crate) fn focus(self, id: String) {
        self.spawn(async move {
            leptos::task::tick().await;
            if let Some(root) = self.root.try_get_untracked().flatten() {
                focus::focus_id(&root, &id);
            }
        });
    }

    /// The host's backend.
    pub(crate) fn host(self) -> Option<HostApi> {
        self.host.try_get_value()
    }

    /// Tells the host what happened, after the handler that is running now. For a cancellable event,
    /// `then` runs unless the host keeps it from happening.
    pub(crate) fn emit(self, event: PanelEvent, then: impl FnOnce() + 'static) {
        // Not `spawn`: an event that the panel's end causes must still be sent.
        let Some(on_event) = self.on_event.try_get_value() else {
            return;
        };
        leptos::task::spawn_local(async move {
            if on_event(event) {
                then();
            }
        });
    }

    /// Runs a task that ends with the panel, whichever part began it.
    pub(crate) fn spawn(self, task: impl Future<Output = ()> + 'static) {
        // Boxed, so that what drives a task is in the wasm file once and not once a task.
        let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
        self.owner.try_with_value(|owner| {
            owner.with(|| spawn_local_scoped_with_cancellation(task));
        });
    }
}
