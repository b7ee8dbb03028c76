//! One panel: its data, and its connections to the outside.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::Owner;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use teamwork_connect_core::authorization_flow::{AuthorizationFlow, Ending};
use teamwork_connect_core::surroundings::Ways;
use teamwork_connect_core::wire::{AuthorizationMode, Capability, Links, OauthClient};
use teamwork_connect_core::{AuthType, Draft, Key};
use web_sys::Element;

use super::events::{Emit, PanelEvent};
use super::model::{
    Author, Banner, Busy, Checks, Clients, ConnectionState, Form, Generation, SecretField, Session,
};
use super::props::Theme;
use super::request::Waiting;
use crate::authorize::{Driver, Outside};
use crate::backend_api::BackendApi;
use crate::browser::focus;
use crate::browser::instance::Instance;
use crate::browser::surroundings::surroundings;
use crate::text::{Message, Text, Texts};
use crate::view::{Fixed, Handle, Live, Tracked};

/// A `Copy` handle to a panel, for its views.
pub(super) type PanelRef = Handle<Panel>;

/// One panel.
pub(crate) struct Panel {
    pub(super) form: Form,
    pub(super) api_key: SecretField,
    pub(super) checks: Checks,
    pub(super) connection: ConnectionState,
    pub(super) clients: Clients,
    pub(super) session: Session,
    /// The authorization in progress, or the outcome of the last one.
    pub(super) authorization: Driver,
    /// The verification code that the user types when the sign-in window can't deliver it.
    pub(super) code: SecretField,
    pub(super) backend: BackendApi,
    pub(super) theme: Tracked<Theme>,
    pub(super) heading_level: Tracked<u8>,
    /// The page's own help links, which override those from the backend.
    pub(super) links: Tracked<Option<Links>>,
    /// Shared, so that nothing is borrowed while a function from the page returns a text.
    pub(super) texts: Tracked<Rc<Texts>>,
    /// The pending requests from scripts.
    pub(super) waiting: RefCell<Vec<Waiting>>,
    /// A draft from the page that waits for a connection to load.
    pub(super) prefill: RefCell<Option<(Draft, Author)>>,
    /// Whether the tab has stored the authorization because it was about to go to Teamwork itself.
    pub(super) is_kept: Cell<bool>,
    /// What the page prefilled for the connection in the panel.
    pub(super) prefilled: RefCell<Option<Draft>>,
    /// The outermost element, once it exists.
    pub(super) root: RefCell<Option<Element>>,
    pub(super) return_key: RefCell<Option<String>>,
    pub(super) authorize: Cell<AuthorizationMode>,
    emit: Emit,
    owner: Owner,
    /// Owns the single request to the backend about an authorization.
    question_owner: Owner,
    number: usize,
}

/// An asynchronous task.
type Task = Pin<Box<dyn Future<Output = ()>>>;

/// What is needed to create a panel.
pub(super) struct Setup {
    pub(super) backend: BackendApi,
    pub(super) authorize: AuthorizationMode,
    pub(super) return_key: Option<String>,
    pub(super) emit: Emit,
}

impl Panel {
    /// Creates a panel, which ends with the current owner. `outside` receives the effects of its authorizations.
    pub(super) fn new<O: Outside + 'static>(
        setup: Setup,
        outside: impl FnOnce(Weak<Self>) -> O,
    ) -> Rc<Self> {
        static PANELS: AtomicUsize = AtomicUsize::new(0);
        let Setup { backend, authorize, return_key, emit } = setup;
        let owner = Owner::current().unwrap_or_default();
        Rc::new_cyclic(|panel| Self {
            form: Form::default(),
            api_key: SecretField::default(),
            checks: Checks::default(),
            connection: ConnectionState::default(),
            clients: Clients::default(),
            session: Session::default(),
            authorization: Driver::new(backend.clone(), outside(panel.clone())),
            code: SecretField::default(),
            backend,
            theme: Tracked::default(),
            heading_level: Tracked::default(),
            links: Tracked::default(),
            texts: Tracked::default(),
            waiting: RefCell::default(),
            prefill: RefCell::default(),
            prefilled: RefCell::default(),
            is_kept: Cell::new(false),
            root: RefCell::default(),
            return_key: RefCell::new(return_key),
            authorize: Cell::new(authorize),
            emit,
            question_owner: owner.child(),
            owner,
            number: PANELS.fetch_add(1, Ordering::Relaxed),
        })
    }

    /// A message, tracking the language.
    pub(super) fn say(&self, message: Message) -> Text {
        self.texts.get().get(message)
    }

    /// A message, untracked.
    pub(super) fn say_now(&self, message: Message) -> Text {
        self.texts.get_untracked().get(message)
    }

    /// A message with its placeholders filled, tracking the language.
    pub(super) fn fill(&self, message: Message, values: &[(&str, &str)]) -> String {
        self.texts.get().fill(message, values)
    }

    /// The ID of an element of this panel, unique in the page.
    pub(super) fn id(&self, name: &str) -> String {
        format!("teamwork-connect-{}-{name}", self.number)
    }

    /// The ID of a setting's control. For radio buttons, that of the first one.
    pub(super) fn control_id(&self, key: Key) -> String {
        self.id(key.as_str())
    }

    /// Whether the form is shown. It is hidden while a connection is loading, because that would replace what is
    /// typed, when loading failed, and while the user signs in to Teamwork.
    pub(super) fn has_form(&self) -> bool {
        let loading = self.session.busy.get() == Some(Busy::Loading) && !self.connection.is_saved();
        let not_loaded =
            self.session.banner.with(|banner| matches!(banner, Some(Banner::NotLoaded { .. })));
        !loading && !not_loaded && !self.authorization.is_under_way()
    }

    /// Whether there are unsaved changes.
    pub(crate) fn is_dirty(&self) -> bool {
        self.api_key.is_typed() || self.form.is_dirty()
    }

    /// Same as `is_dirty`, tracked.
    pub(super) fn follow_dirty(&self) -> bool {
        // Read both, so that both are tracked.
        let (typed, changed) = (self.api_key.follow_typed(), self.form.follow_dirty());
        typed || changed
    }

    /// Whether the connection also needs authorization, and the backend offers it.
    pub(super) fn can_authorize(&self) -> bool {
        self.form.auth() == Some(AuthType::Oauth2)
            && self.session.offers(Capability::Authorizations)
    }

    /// Whether the connection is authorized with its current settings, so that saving is enough.
    pub(super) fn is_authorized(&self) -> bool {
        self.connection.is_online() && self.form.shares_authorization()
    }

    /// Whether *Save* also authorizes.
    pub(super) fn save_authorizes(&self) -> bool {
        self.can_authorize() && !self.is_authorized()
    }

    /// Whether another connection has the name in the form.
    pub(super) fn name_is_taken(&self) -> bool {
        self.connection.name_is_taken(&self.form.text(Key::Name))
    }

    /// The selected client, if the backend has it.
    pub(super) fn chosen_client(&self) -> Option<OauthClient> {
        let id = self.form.with_untracked(|draft| draft.oauth_client_id.clone());
        self.clients.find(&id)
    }

    /// Whether the user may edit the selected client.
    pub(super) fn may_edit_client(&self) -> bool {
        self.form.text(Key::OauthClientId);
        let managed = self.chosen_client().is_some_and(|client| client.managed);
        self.session.offers(Capability::ManageOauthClients) && !managed
    }

    /// How this page can send the user to Teamwork.
    pub(super) fn ways(&self) -> Ways {
        surroundings().ways(self.authorize.get(), self.return_key.borrow().is_some())
    }

    /// Whether the last operation succeeded and nothing has changed since.
    pub(super) fn is_done(&self) -> bool {
        let went_well = self.session.banner.with(|banner| match banner {
            Some(banner) => matches!(banner, Banner::Saved(_)),
            None => self.authorization.with(|flow| {
                matches!(flow, AuthorizationFlow::Ended(Ending { failure: None, .. }))
            }),
        });
        went_well && !self.follow_dirty()
    }

    /// Whether something started in this generation is still about the connection in the panel.
    pub(super) fn is_at(&self, generation: Generation) -> bool {
        self.session.generation() == generation
    }

    /// Moves focus to an element of this panel after the page has been updated.
    pub(super) fn focus(self: &Rc<Self>, id: String) {
        self.spawn(async move |panel| {
            leptos::task::tick().await;
            if let Some(root) = &*panel.root.borrow() {
                focus::focus_id(root, &id);
            }
        });
    }

    /// Moves focus to an element of this panel if the focused element is gone after the page has been updated.
    pub(super) fn keep_focus(self: &Rc<Self>, id: &'static str) {
        if !self.root.borrow().as_ref().is_some_and(focus::is_inside) {
            return;
        }
        self.spawn(async move |panel| {
            leptos::task::tick().await;
            // If something else has taken focus in the meantime, leave it there.
            let root = panel.root.borrow();
            if let Some(root) = root.as_ref().filter(|root| !focus::is_inside(root)) {
                focus::focus_id(root, &panel.id(id));
            }
        });
    }

    /// Sends an event to the page, after the current handler.
    pub(super) fn emit(self: &Rc<Self>, event: PanelEvent) {
        self.emit_then(event, |_| ());
    }

    /// Same as [`emit`](Self::emit), for a cancelable event: `then` runs unless the page prevents it or the panel
    /// is gone.
    pub(super) fn emit_then(
        self: &Rc<Self>,
        event: PanelEvent,
        then: impl FnOnce(&Rc<Self>) + 'static,
    ) {
        let (emit, panel) = (Rc::clone(&self.emit), Rc::downgrade(self));
        // Not `spawn`: an event caused by the panel's end must still be sent.
        leptos::task::spawn_local(Instance::current().task(Box::pin(async move {
            if emit(event)
                && let Some(panel) = panel.upgrade()
            {
                then(&panel);
            }
        })));
    }

    /// Spawns a task that ends with the panel, no matter which part spawns it.
    pub(super) fn spawn(self: &Rc<Self>, task: impl AsyncFnOnce(Rc<Self>) + 'static) {
        // Boxed, so that the code that drives a task is in the wasm file once rather than once per task.
        self.run(Box::pin(task(Rc::clone(self))));
    }

    /// Runs a task that ends with the panel.
    pub(super) fn run(&self, task: Task) {
        run(&self.owner, task);
    }

    /// Runs a task that ends with the panel, or earlier, when this is called again, even with `None`.
    pub(super) fn run_in_place(&self, task: Option<Task>) {
        self.question_owner.cleanup();
        if let Some(task) = task {
            run(&self.question_owner, task);
        }
    }
}

fn run(owner: &Owner, task: Task) {
    let task = Instance::current().task(task);
    owner.with(|| spawn_local_scoped_with_cancellation(task));
}

impl PanelRef {
    /// A message in the page.
    pub(super) fn say(self, message: Message) -> Live<Text> {
        self.live(move |panel| panel.say(message))
    }

    /// A message in the page that changes or may be absent.
    pub(super) fn say_live(
        self,
        message: impl Fn(&Panel) -> Option<Message> + 'static,
    ) -> Live<Text> {
        self.live(move |panel| message(panel).map(|it| panel.say(it)).unwrap_or_default())
    }

    /// The ID of an element of this panel, unique in the page.
    pub(super) fn id(self, name: &str) -> Fixed {
        self.get().map(|panel| panel.id(name)).unwrap_or_default().into()
    }
}
