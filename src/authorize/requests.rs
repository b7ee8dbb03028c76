//! What the backend is asked for and told about an authorization.

use teamwork_connect_core::ResultCode;
use teamwork_connect_core::authorization_flow::Event;
use teamwork_connect_core::wire::AuthorizationMode;

use super::driver::{Driver, Task, pace};
use super::hints::VerificationCodeText;
use crate::backend_api::{Answered, Calling, read};
use crate::browser::clock::now;

/// What is made of an answer.
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

    /// Asks the backend how far an authorization is, after confirming it if there is a verification code for that.
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
            // It is taken, and the answer has no record.
            (Some(_), Some(200..300)) => Event::Confirmed { now },
            (Some(_), Some(400 | 404 | 409 | 422)) => Event::Refused { now },
            (verification_code, status) => {
                // To be sent again, unless another one has come meanwhile.
                let mut newest = self.0.verification_code.borrow_mut();
                *newest = newest.take().or(verification_code);
                let fatal = match status {
                    // Signed out, or forbidden: asking again would give the same.
                    Some(401 | 403) => Some(error.code),
                    // The authorization is gone, and the connection may well be there.
                    Some(404) => Some(ResultCode::Expired),
                    _ => None,
                };
                Event::Unanswered { id, fatal, retry_after: error.retry_after, now }
            }
        });
    }

    /// Tells the backend that an authorization is cancelled, and asks it how it ended: it may have succeeded
    /// before. If the backend does not hear of it, the authorization expires.
    pub(super) fn withdraw(&self, id: String) {
        let cancel = self.0.backend.cancel_authorization(&id);
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
