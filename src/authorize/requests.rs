//! What the host is asked for and told about an attempt.

use teamwork_connect_core::ResultCode;
use teamwork_connect_core::attempt::Event;
use teamwork_connect_core::wire::AuthorizationMode;

use super::driver::{Driver, Task, pace};
use super::hints::HandleText;
use crate::browser::clock::now;
use crate::host_api::{Answered, Calling, read};

/// What is made of an answer.
type Hear = Box<dyn FnOnce(&Driver, Answered)>;

impl Driver {
    /// Asks the host to begin.
    pub(super) fn start(&self, mode: AuthorizationMode) {
        let begun = self.0.begun.get() + 1;
        self.0.begun.set(begun);
        let outside = &self.0.outside;
        let connection_id = outside.connection_id().unwrap_or_default();
        let begin = self.0.host.begin_authorization(&connection_id, mode, outside.return_key());
        let hear: Hear = Box::new(move |driver, answer| {
            if driver.0.begun.get() != begun {
                return;
            }
            match answer.and_then(read) {
                Ok(start) => driver.tell(Event::Started { start, now: now(), pace: pace() }),
                Err(error) => {
                    driver.tell(Event::NotStarted);
                    driver.0.outside.not_started(error);
                }
            }
        });
        outside.run(self.request(begin, hear));
    }

    /// Asks the host how far an attempt is, after confirming it if there is a handle for that.
    pub(super) fn ask(&self, id: String, handle: Option<HandleText>) {
        let host = &self.0.host;
        let request = match &handle {
            None => host.authorization(&id),
            Some(handle) => host.confirm_authorization(&id, handle),
        };
        let hear: Hear = Box::new(move |driver, answer| driver.hear_answer(id, handle, answer));
        self.0.outside.run_in_place(Some(self.request(request, hear)));
    }

    fn hear_answer(&self, id: String, handle: Option<HandleText>, answer: Answered) {
        let now = now();
        let error = match answer.and_then(read) {
            Ok(record) => return self.tell(Event::Answered { record, now }),
            Err(error) => error,
        };
        self.tell(match (handle, error.status) {
            // It is taken, and the answer has no record.
            (Some(_), Some(200..300)) => Event::Confirmed { now },
            (Some(_), Some(400 | 404 | 409 | 422)) => Event::Refused { now },
            (handle, status) => {
                // To be sent again, unless another one has come meanwhile.
                let mut newest = self.0.handle.borrow_mut();
                *newest = newest.take().or(handle);
                let fatal = match status {
                    // Signed out, or forbidden: asking again would give the same.
                    Some(401 | 403) => Some(error.code),
                    // The attempt is gone, and the connection may well be there.
                    Some(404) => Some(ResultCode::Expired),
                    _ => None,
                };
                Event::Unanswered { id, fatal, retry_after: error.retry_after, now }
            }
        });
    }

    /// Tells the host that an attempt is cancelled, and asks it how it ended: it may have succeeded
    /// before. If the host does not hear of it, the attempt expires.
    pub(super) fn withdraw(&self, id: String) {
        let cancel = self.0.host.cancel_authorization(&id);
        let hear: Hear = Box::new(move |driver, answer| {
            if answer.is_ok() && !driver.is_under_way() {
                driver.ask(id, None);
            }
        });
        self.0.outside.run(self.request(cancel, hear));
    }

    /// Waits for an answer, and makes of it what is to be made of it, as long as the panel is there.
    fn request(&self, request: Calling, hear: Hear) -> Task {
        let driver = self.weak();
        Box::pin(async move {
            let answer = request.await;
            if let Some(driver) = driver() {
                hear(&driver, answer);
            }
        })
    }
}
