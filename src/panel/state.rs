//! The state of one panel.

use std::future::Future;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;
use leptos::reactive::owner::{ArenaItem, LocalStorage};
use leptos::reactive::spawn_local_scoped_with_cancellation;
use teamwork_connect_core::draft::AddressEntered;
use teamwork_connect_core::setting::Setting;
use teamwork_connect_core::wire::{AuthorizationMode, Config, Links, TestReport};
use teamwork_connect_core::{Attempt, Draft, FieldErrors, Key};
use web_sys::Element;

use super::clients::{ClientForm, Clients, PendingClient};
use super::headless::{Asked, Reply};
use super::options::{PanelEvent, PanelOptions, Theme};
use super::secret::SecretField;
use super::slot::{Kept, Slot, memo};
use crate::authorize::{Driver, Task};
use crate::browser::focus;
use crate::browser::instance::Instance;
use crate::host_api::{ApiError, HostApi, Listed, PendingSave, Saved};
use crate::text::{Message, Text, Texts};

/// A handle on one panel. It is copied into every part.
#[derive(Clone, Copy)]
pub(crate) struct Panel {
    state: ArenaItem<Rc<State>, LocalStorage>,
}

/// What one panel holds.
#[derive(Default)]
pub(crate) struct State {
    /// Shared, so that nothing is borrowed while a host's own function gives a text.
    pub(super) texts: Slot<Rc<Texts>>,
    pub(crate) heading_level: Slot<u8>,
    /// The outermost element, once it is made.
    pub(super) root: Kept<Option<Element>>,
    pub(crate) theme: Slot<Theme>,
    /// What is chosen and typed, without secrets.
    pub(crate) draft: Slot<Draft>,
    /// What the draft is compared with to know whether something would be lost.
    pub(crate) baseline: Slot<Draft>,
    pub(crate) api_key: SecretField,
    /// The connection being edited, or `None` for a new one.
    pub(crate) saved: Slot<Option<Saved>>,
    /// What the host offers, once it has said so.
    pub(crate) config: Slot<Option<Config>>,
    /// The host's other connections, to tell of a name that is taken.
    pub(crate) others: Slot<Vec<Listed>>,
    /// What the user has asked for last, which decides what is checked on change.
    pub(crate) purpose: Slot<Option<Purpose>>,
    pub(crate) errors: Slot<FieldErrors>,
    /// Those of the errors that the host found.
    pub(super) host_errors: Kept<FieldErrors>,
    /// What an address entered as Site name did and suggests.
    pub(crate) address: Slot<Option<AddressEntered>>,
    pub(crate) busy: Slot<Option<Busy>>,
    pub(crate) banner: Slot<Option<Banner>>,
    /// How the last test of the present settings ended.
    pub(crate) report: Slot<Option<TestReport>>,
    pub(crate) question: Slot<Option<Question>>,
    /// How far the authorization is.
    pub(crate) attempt: Slot<Attempt>,
    pub(super) driver: Kept<Option<Driver>>,
    /// The host's OAuth 2.0 clients.
    pub(crate) clients: Slot<Clients>,
    /// The dialog for a client, while it is open.
    pub(crate) client_form: Slot<Option<ClientForm>>,
    pub(crate) client_secret: SecretField,
    pub(crate) client_errors: Slot<FieldErrors>,
    pub(super) pending_client: Kept<Option<PendingClient>>,
    /// A save whose outcome is not known.
    pub(super) pending: Kept<Option<PendingSave>>,
    /// Those who asked for something by script.
    pub(super) waiting: Kept<Vec<(Asked, Reply)>>,
    /// A draft of the page's that waits for a connection to be loaded.
    pub(super) prefill: Kept<Option<Draft>>,
    /// The page's own links, in place of those of the host.
    pub(crate) links: Slot<Option<Links>>,
    /// Distinguishes the requests before and after a change of connection.
    pub(super) visit: Kept<u32>,
    /// Counts the changes that a test of the connection would not know of.
    pub(super) edits: Kept<u32>,
    /// Whether the tab keeps the attempt, since it was to go to Teamwork itself.
    pub(super) has_kept: Kept<bool>,
    /// Whether this tab is to go to Teamwork itself, whatever the browser can do.
    pub(super) redirects: bool,
    pub(super) return_key: Option<String>,
    host: Option<HostApi>,
    on_event: Option<Rc<dyn Fn(PanelEvent) -> bool>>,
    owner: Option<Owner>,
    /// Owns the one question that the host is asked about an attempt.
    question_owner: Option<Owner>,
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
    /// The host has not said yet what it offers.
    NotBegun {
        error: ApiError,
    },
    /// The connection was changed elsewhere. `failed` is why the other version could not be had.
    Conflict {
        failed: Option<ApiError>,
    },
    /// The user's version replaces the other one at the next save.
    Kept,
    /// The connection was deleted elsewhere; the next save makes it anew.
    Gone,
}

/// What the user is asked in a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    Discard(Leaving),
    SaveAnyway { authorize: bool },
}

/// Where unsaved changes would be left for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Leaving {
    /// The dialog for a client.
    Client,
    Cancel,
    Open(Option<String>),
}

impl Panel {
    /// The state of a new panel. Must be called in the component that owns it.
    pub(crate) fn new(options: &PanelOptions) -> Self {
        static PANELS: AtomicUsize = AtomicUsize::new(0);
        let state = State {
            host: Some(HostApi::new(
                &options.backend,
                options.credentials.into(),
                options.get_headers.clone(),
            )),
            on_event: Some(options.on_event.clone()),
            redirects: options.authorize == AuthorizationMode::Redirect,
            return_key: options.return_key.clone(),
            question_owner: Owner::current().map(|owner| owner.child()),
            owner: Owner::current(),
            number: PANELS.fetch_add(1, Ordering::Relaxed),
            ..State::default()
        };
        state.heading_level.set(options.heading_level);
        state.theme.set(options.theme);
        Self { state: ArenaItem::new_local(Rc::new(state)) }
    }

    /// What the panel holds. Once the panel is gone that is a blank state, of which nobody else knows:
    /// it reads as the defaults, and what is written to it is lost.
    pub(crate) fn state(self) -> Rc<State> {
        self.state.try_get_value().unwrap_or_default()
    }

    /// A message, for readers that follow the language.
    pub(crate) fn say(self, message: Message) -> Text {
        self.state().texts.get().get(message)
    }

    /// A message as it is now.
    pub(crate) fn say_now(self, message: Message) -> Text {
        self.state().texts.get_untracked().get(message)
    }

    /// A message with its placeholders filled, for readers that follow the language.
    pub(crate) fn fill(self, message: Message, values: &[(&str, &str)]) -> String {
        self.state().texts.get().fill(message, values)
    }

    /// Whether a setting applies to what is chosen.
    pub(crate) fn applies(self, key: Key) -> Memo<bool> {
        memo(move || {
            self.state().draft.with(|draft| Setting::of(key).is_some_and(|row| row.applies(draft)))
        })
    }

    /// What is chosen or typed, for readers that do not care about the other settings.
    pub(crate) fn text(self, key: Key) -> Memo<String> {
        memo(move || self.state().draft.with(|draft| draft.text(key).to_owned()))
    }

    /// Whether a setting must be given.
    pub(crate) fn is_required(self, key: Key) -> bool {
        self.state().draft.with(|draft| Setting::of(key).is_some_and(|row| row.is_required(draft)))
    }

    /// Whether there is something to fill in. Not while a connection is being loaded, which would take
    /// the place of what is typed, nor when it could not be, nor while the user signs in to Teamwork.
    pub(crate) fn has_form(self) -> bool {
        let loading = self.state().busy.get() == Some(Busy::Loading)
            && self.state().saved.with(Option::is_none);
        let signing_in = self.state().attempt.with(Attempt::is_under_way);
        !loading
            && !signing_in
            && !matches!(self.state().banner.get(), Some(Banner::NotLoaded { .. }))
    }

    /// Whether something would be lost by leaving.
    pub(crate) fn is_dirty(self) -> bool {
        self.state().api_key.is_typed()
            || self.state().draft.get_untracked() != self.state().baseline.get_untracked()
    }

    /// The ID of an element of this panel, unique in the page.
    pub(crate) fn id(self, name: &str) -> String {
        format!("teamwork-connect-{}-{name}", self.state().number)
    }

    /// The ID of a setting's control: for radio buttons, that of the first.
    pub(crate) fn control_id(self, key: Key) -> String {
        self.id(key.as_str())
    }

    /// Moves the focus to an element of this panel once what changed is on the page.
    pub(crate) fn focus(self, id: String) {
        self.spawn(async move {
            leptos::task::tick().await;
            if let Some(root) = self.state().root.get() {
                focus::focus_id(&root, &id);
            }
        });
    }

    /// The host's backend.
    pub(crate) fn host(self) -> Option<HostApi> {
        self.state().host.clone()
    }

    /// Tells the host what happened, after the handler that is running now.
    pub(crate) fn emit(self, event: PanelEvent) {
        self.emit_then(event, Box::new(|| ()));
    }

    /// As [`emit`](Self::emit), for an event that can be cancelled: `then` runs unless the host keeps it
    /// from happening.
    pub(crate) fn emit_then(self, event: PanelEvent, then: Box<dyn FnOnce()>) {
        // Not `spawn`: an event that the panel's end causes must still be sent.
        let Some(on_event) = self.state().on_event.clone() else {
            return;
        };
        leptos::task::spawn_local(Instance::current().task(Box::pin(async move {
            if on_event(event) {
                then();
            }
        })));
    }

    /// Runs a task that ends with the panel, whichever part began it.
    pub(crate) fn spawn(self, task: impl Future<Output = ()> + 'static) {
        // Boxed, so that what drives a task is in the wasm file once and not once a task.
        if let Some(owner) = &self.state().owner {
            run(owner, Box::pin(task));
        }
    }

    /// Runs a task that ends with the panel, and before that with the next one that is run in this way,
    /// or with `None`.
    pub(super) fn spawn_in_place(self, task: Option<Task>) {
        if let Some(owner) = &self.state().question_owner {
            owner.cleanup();
            if let Some(task) = task {
                run(owner, task);
            }
        }
    }
}

fn run(owner: &Owner, task: Task) {
    let task = Instance::current().task(task);
    owner.with(|| spawn_local_scoped_with_cancellation(task));
}
