//! What a page asks of its panel by script: to read and prefill the draft, to save, test and reset.
//!
//! The same things happen as by the buttons, and the same is shown. Besides, the page is told how it
//! ended, whatever that is: nobody waits for ever.

use teamwork_connect_core::attempt::Attempt;
use teamwork_connect_core::draft::AddressEntered;
use teamwork_connect_core::wire::{Capability, Connection, TestReport};
use teamwork_connect_core::{Draft, FieldErrors, Key, ResultCode};

use super::state::{Busy, Panel};
use crate::host_api::ApiError;
use crate::text::Message;

/// What a page can ask for by script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To save as the button does, and to authorise where that is necessary. It is done as soon as the
    /// connection is saved and an attempt to authorise it has begun. To open a window, ask in a click.
    Save,
    /// To test the settings as they are.
    Test,
    /// To discard what was typed, without asking.
    Reset,
}

/// What was asked for is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// The connection is saved.
    Saved {
        /// The connection, as the host has it.
        connection: Box<Connection>,
        /// The attempt to authorise it that has begun, if one has.
        authorization_id: Option<String>,
    },
    /// The test has ended, well or not.
    Tested(TestReport),
    /// What was typed is discarded.
    Reset,
}

/// Why something that was asked for failed. Holds no secret.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelError {
    /// What happened. It also says whether the same may succeed later.
    pub code: ResultCode,
    /// What happened, in one sentence for users.
    pub detail: String,
    /// The ID under which the host's log has the request.
    pub request_id: Option<String>,
    /// What is wrong with which setting.
    pub fields: FieldErrors,
}

/// Takes the answer to something that was asked for.
pub(crate) type Reply = Box<dyn FnOnce(Result<Done, PanelError>)>;

impl Panel {
    /// The page asks for something.
    pub(super) fn ask(self, asked: Asked, reply: Reply) {
        let code = match asked {
            Asked::Reset => {
                let saved = self.state().saved.get_untracked();
                self.open(saved.map(|saved| saved.connection.id));
                None
            }
            Asked::Test if !self.offers(Capability::Test) => Some(ResultCode::NotFound),
            Asked::Save | Asked::Test => self.begin(asked),
        };
        match code {
            Some(code) => reply(Err(self.panel_error(&ApiError::of(code)))),
            None => self.wait(asked, reply),
        }
    }

    /// Begins to save or test, unless just that is under way. Gives why not, if it cannot.
    fn begin(self, asked: Asked) -> Option<ResultCode> {
        let own = if asked == Asked::Save { Busy::Saving } else { Busy::Testing };
        let busy = self.state().busy.get_untracked();
        if busy == Some(own) {
            return None;
        }
        (busy.is_some() || self.state().attempt.with_untracked(Attempt::is_under_way))
            .then_some(ResultCode::Conflict)
    }

    fn wait(self, asked: Asked, reply: Reply) {
        self.state().waiting.write(|waiting| waiting.push((asked, reply)));
        if self.state().busy.get_untracked().is_some() {
            return;
        }
        match asked {
            Asked::Save => {
                // Whoever saves by script has decided, whatever a test has found.
                self.state().report.set(None);
                self.press_save(self.can_authorize() && !self.is_authorized());
            }
            Asked::Test => self.press_test(),
            Asked::Reset => {}
        }
    }

    /// Tells those who asked for it that it is done.
    pub(super) fn reply(self, asked: Asked, result: Result<Done, &ApiError>) {
        let result = result.map_err(|error| self.panel_error(error));
        let all = self.state().waiting.write(std::mem::take);
        let (these, others) = all.into_iter().partition(|(what, _)| *what == asked);
        self.state().waiting.set(others);
        let these: Vec<(Asked, Reply)> = these;
        these.into_iter().for_each(|(_, reply)| reply(result.clone()));
    }

    /// Tells those who saved that an attempt to authorise the connection has begun.
    pub(super) fn reply_begun(self, authorization_id: &str) {
        if let Some(saved) = self.state().saved.get_untracked() {
            let authorization_id = Some(authorization_id.to_owned());
            let connection = Box::new(saved.connection);
            let done = Done::Saved { connection, authorization_id };
            self.reply(Asked::Save, Ok(done));
        }
    }

    /// Nobody will learn any more how it ends what they wait for.
    pub(super) fn give_up_on_all(self) {
        for asked in [Asked::Save, Asked::Test, Asked::Reset] {
            self.reply(asked, Err(&ApiError::of(ResultCode::UserCancelled)));
        }
    }

    /// Puts a draft in place of what is there. While a connection is being loaded, it waits for that.
    pub(super) fn prefill(self, mut draft: Draft) {
        if self.state().busy.get_untracked() == Some(Busy::Loading) {
            return self.state().prefill.set(Some(draft));
        }
        let typed = draft.site_name.clone();
        let entered = draft.enter_site_name(&typed);
        self.state().address.set(entered.filter(AddressEntered::says_something));
        let before = self.state().draft.get_untracked();
        self.state().draft.set(draft.clone());
        if self.state().saved.with_untracked(Option::is_none) {
            // What the page has put there is nothing that its user would lose.
            self.state().baseline.set(draft.clone());
        }
        self.forget_report();
        self.forget_success();
        for key in Key::ALL.iter().filter(|key| before.text(**key) != draft.text(**key)) {
            self.check_again(*key);
        }
    }

    /// A draft that waited for a connection to be loaded.
    pub(super) fn prefill_late(self) {
        if let Some(draft) = self.state().prefill.write(Option::take) {
            self.prefill(draft);
        }
    }

    /// An error as pages are told of it.
    pub(super) fn panel_error(self, error: &ApiError) -> PanelError {
        PanelError {
            code: error.code,
            detail: self.say_now(Message::result(error.code)).into_owned(),
            request_id: error.request_id.clone(),
            fields: error.fields.clone(),
        }
    }
}
