mod confirming;
mod questions;
mod sequences;
mod transitions;

use super::*;
use crate::web_address::WebAddress;
use crate::wire::AuthorizationMode::{Popup, Redirect};

const PACE: u8 = 128;

fn url(id: &str) -> WebAddress {
    WebAddress::parse(format!("https://backend.example/start/{id}")).unwrap()
}

fn start(id: &str) -> AuthorizationStart {
    AuthorizationStart { id: id.into(), start_url: url(id).as_str().into(), expires_in: 600 }
}

fn record(id: &str, status: AuthorizationStatus, code: Option<ResultCode>) -> Authorization {
    Authorization { id: id.into(), status, code, account: None }
}

fn account() -> AuthorizedAccount {
    AuthorizedAccount { site_url: String::new(), user_name: "Ada".into() }
}

fn started(id: &str, now: u64) -> Event {
    Event::Started { start: start(id), now, pace: PACE }
}

fn answered(status: AuthorizationStatus, now: u64) -> Event {
    Event::Answered { record: record("a", status, None), now }
}

fn unanswered(fatal: Option<ResultCode>, now: u64) -> Event {
    Event::Unanswered { id: "a".into(), fatal, retry_after: None, now }
}

fn look(now: u64) -> Look {
    Look { now, left: false, astray: false, online: true }
}

fn tick(now: u64) -> Event {
    Event::Tick(look(now))
}

fn hint(now: u64) -> Event {
    Event::Hint(look(now))
}

fn found(returned: bool) -> Event {
    Event::Found { id: "a".into(), returned, now: 0, pace: PACE }
}

fn starting(window: Window) -> AuthorizationFlow {
    AuthorizationFlow::Starting { window, previous: None }
}

/// A flow waiting for authorization `a`, which began at 0.
fn waiting(window: Window) -> AuthorizationFlow {
    starting(window).step(started("a", 0)).0
}

fn ended(failure: Option<ResultCode>) -> AuthorizationFlow {
    AuthorizationFlow::Ended(Ending { id: Some("a".into()), failure, account: None })
}

/// The inner `Waiting` state.
fn inside(state: &AuthorizationFlow) -> &Waiting {
    let AuthorizationFlow::Waiting(waiting) = state else {
        panic!("it is not waited for: {state:?}")
    };
    waiting
}

/// Applies several events. Returns the final state and the commands of the last event.
fn after(
    state: AuthorizationFlow,
    events: impl IntoIterator<Item = Event>,
) -> (AuthorizationFlow, Commands) {
    events.into_iter().fold((state, &[]), |(state, _), event| state.step(event))
}
