//! The requests to the backend about an authorization.

use teamwork_connect_core::ResultCode;
use teamwork_connect_core::authorization_flow::Event;
use teamwork_connect_core::wire::AuthorizationMode;

use super::driver::{Driver, Task, pace};
use super::hints::VerificationCodeText;
use crate::backend_api::{Answered, Calling, read};
use crate::browser::clock::now;

/// Handles a response.
type Hear = Box<dyn FnOnce(&Driver, Answered)>;

impl Driver {
    /// Asks the backend to begin.
    pub(super) fn start(&self, mode: AuthorizationMode) {
        let begun = self.0.begun.get() + 1;
        self.0.begun.set(begun);
        let outside = &self.0.outside;
        let connection_id = outside.connection_id().unwrap_or_default();
        let begin = self.0.backend.begin_authorization(&connection_id, mode, outside.return_key());
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

    /// Polls an authorization, or confirms it if there is a verification code.
    pub(super) fn ask(&self, id: String, verification_code: Option<VerificationCodeText>) {
        let backend = &self.0.backend;
        let request = match &verification_code {
            None => backend.authorization(&id),
            Some(verification_code) => backend.confirm_authorization(&id, verification_code),
        };
        let hear: Hear =
            Box::new(move |driver, answer| driver.hear_answer(id, verification_code, answer));
        self.0.outside.run_in_place(Some(self.request(request, hear)));
    }

    fn hear_answer(
        &self,
        id: String,
        verification_code: Option<VerificationCodeText>,
        answer: Answered,
    ) {
        let now = now();
        let error = match answer.and_then(read) {
            Ok(record) => return self.tell(Event::Answered { record, now }),
            Err(error) => error,
        };
        self.tell(match (verification_code, error.status) {
            // The code was accepted; the response contains no record.
            (Some(_), Some(200..300)) => Event::Confirmed { now },
            (Some(_), Some(400 | 404 | 409 | 422)) => Event::Refused { now },
            (verification_code, status) => {
                // Send it again, unless a newer one has arrived in the meantime.
                let mut newest = self.0.verification_code.borrow_mut();
                *newest = newest.take().or(verification_code);
                let fatal = match status {
                    // Signed out or forbidden: retrying would fail the same way.
                    Some(401 | 403) => Some(error.code),
                    // The authorization is gone. The connection may still exist.
                    Some(404) => Some(ResultCode::Expired),
                    _ => None,
                };
                Event::Unanswered { id, fatal, retry_after: error.retry_after, now }
            }
        });
    }

    /// Tells the backend that an authorization was canceled, and asks how it ended, because it may have succeeded
    /// before. If the backend can't be reached, the authorization expires.
    pub(super) fn withdraw(&self, id: String) {
        let cancel = self.0.backend.cancel_authorization(&id);
        let hear: Hear = Box::new(move |driver, answer| {
            if answer.is_ok() && !driver.is_under_way() {
                driver.ask(id, None);
            }
        });
        self.0.outside.run(self.request(cancel, hear));
    }

    /// Awaits a response and handles it, if the panel still exists.
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
