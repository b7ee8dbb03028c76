//! Transitions: every event in every state.

use super::*;

/// One state of each kind, and one event of each kind.
fn states() -> Vec<AuthorizationFlow> {
    vec![
        AuthorizationFlow::Idle,
        AuthorizationFlow::Saving(Window::Open),
        starting(Window::Open),
        waiting(Window::Open),
        ended(None),
    ]
}

fn events() -> Vec<Event> {
    vec![
        Event::Begin { window: Window::Open, save: true },
        Event::Begin { window: Window::Open, save: false },
        Event::OpenAgain(Window::Open),
        Event::ThisTab,
        Event::Cancel,
        Event::Saved,
        Event::NotSaved,
        started("a", 0),
        Event::NotStarted,
        found(false),
        Event::WindowLost,
        Event::WindowGone { now: 2000 },
        tick(2000),
        hint(2000),
        Event::VerificationCode(VerificationCode::Heard, look(2000)),
        Event::Confirmed { now: 2000 },
        Event::Refused { now: 2000 },
        answered(AuthorizationStatus::Succeeded, 2000),
        unanswered(Some(ResultCode::NotFound), 2000),
    ]
}

fn kind(state: &AuthorizationFlow) -> &'static str {
    match state {
        AuthorizationFlow::Idle => "idle",
        AuthorizationFlow::Saving(_) => "saving",
        AuthorizationFlow::Starting { .. } => "starting",
        AuthorizationFlow::Waiting(_) => "waiting",
        AuthorizationFlow::Ended(_) => "ended",
    }
}

#[test]
fn every_state_knows_what_to_make_of_every_event() {
    // One row per event, in the order above. One column per state: idle, saving, starting, waiting, ended.
    let unchanged = ["idle", "saving", "starting", "waiting", "ended"];
    let table = [
        ["saving", "saving", "starting", "waiting", "saving"],
        ["starting", "saving", "starting", "waiting", "starting"],
        ["idle", "saving", "starting", "starting", "ended"],
        unchanged,
        ["idle", "ended", "ended", "ended", "ended"],
        ["idle", "starting", "starting", "waiting", "ended"],
        ["idle", "idle", "starting", "waiting", "ended"],
        ["idle", "saving", "waiting", "waiting", "ended"],
        ["idle", "saving", "idle", "waiting", "ended"],
        ["waiting", "saving", "starting", "waiting", "ended"],
        unchanged,
        unchanged,
        unchanged,
        unchanged,
        unchanged,
        unchanged,
        unchanged,
        ["idle", "saving", "starting", "ended", "ended"],
        ["idle", "saving", "starting", "ended", "ended"],
    ];
    assert_eq!(events().len(), table.len());
    for (event, row) in events().into_iter().zip(table) {
        for (state, expected) in states().into_iter().zip(row) {
            let (next, _) = state.clone().step(event.clone());
            assert_eq!(kind(&next), expected, "{state:?} and {event:?}");
        }
    }
}

#[test]
fn the_commands_of_every_transition() {
    let begin = |save| Event::Begin { window: Window::Open, save };
    let commands = |state: AuthorizationFlow, event| state.step(event).1;
    for state in [AuthorizationFlow::Idle, ended(Some(ResultCode::Denied))] {
        assert_eq!(commands(state.clone(), begin(true)), [Command::Save]);
        assert_eq!(commands(state, begin(false)), [Command::Start]);
    }
    for state in [AuthorizationFlow::Saving(Window::Open), starting(Window::Open)] {
        assert_eq!(commands(state.clone(), begin(true)), [Command::Focus]);
        assert_eq!(commands(state, Event::Cancel), OVER);
    }
    assert_eq!(commands(waiting(Window::Open), begin(true)), [Command::Focus]);
    let again = Event::OpenAgain(Window::Open);
    assert_eq!(commands(waiting(Window::Open), again), [Command::Start]);
    assert_eq!(commands(waiting(Window::Open), Event::Cancel), WITHDRAWN);
    assert_eq!(commands(AuthorizationFlow::Saving(Window::Open), Event::Saved), [Command::Start]);
    assert_eq!(
        commands(AuthorizationFlow::Saving(Window::Open), Event::NotSaved),
        [Command::Close]
    );
    assert_eq!(commands(starting(Window::Open), Event::NotStarted), [Command::Close]);
    assert_eq!(commands(starting(Window::Open), started("a", 0)), [Command::Show]);
    for window in [Window::Blocked(None), Window::Blocked(Some(Redirect)), Window::Lost] {
        assert_eq!(commands(starting(window), started("a", 0)), []);
    }
    assert_eq!(commands(AuthorizationFlow::Idle, found(false)), [Command::Ask]);
}

#[test]
fn cancelling_is_no_failure_of_the_save() {
    for state in [AuthorizationFlow::Saving(Window::Open), starting(Window::Blocked(None))] {
        let cancelled =
            Ending { id: None, failure: Some(ResultCode::UserCancelled), account: None };
        let (state, _) = state.step(Event::Cancel);
        assert_eq!(state, AuthorizationFlow::Ended(cancelled));
        // If the backend began it anyway, cancel it there.
        let (state, commands) = state.step(started("a", 10));
        let withdraw = &[Command::Withdraw][..];
        assert_eq!((state, commands), (ended(Some(ResultCode::UserCancelled)), withdraw));
    }
}

#[test]
fn this_tab_goes_to_teamwork_where_that_is_asked_for() {
    for mode in [Popup, Redirect] {
        let window = Window::ThisTab(mode);
        assert_eq!(window.mode(), mode);
        let (state, commands) = AuthorizationFlow::Saving(window).step(Event::Saved);
        assert_eq!((&state, commands), (&starting(window), &[Command::Start][..]));
        let (state, commands) = state.step(started("a", 0));
        assert_eq!((inside(&state).window, commands), (window, &[Command::Leave][..]));
        assert_eq!(inside(&state).start_url, Some(url("a")));
        // If this tab is still here, or here again, it can be sent again.
        assert_eq!(state.step(Event::ThisTab).1, [Command::Leave]);
    }
}

#[test]
fn where_the_window_is_blocked_the_same_authorization_can_go_on_in_this_tab() {
    let blocked = Window::Blocked(Some(Redirect));
    assert_eq!(blocked.mode(), Redirect, "so that the backend sends the tab back");
    assert_eq!(Window::Blocked(None).mode(), Popup);
    let (state, commands) = starting(blocked).step(started("a", 0));
    assert_eq!(commands, []);
    let (state, commands) = state.step(Event::ThisTab);
    assert_eq!(commands, [Command::Leave]);
    assert_eq!((&*inside(&state).id, inside(&state).window), ("a", Window::ThisTab(Redirect)));
}

#[test]
fn what_has_a_window_of_its_own_or_is_framed_does_not_go_on_in_this_tab() {
    for state in [
        waiting(Window::Open),
        waiting(Window::Blocked(None)),
        waiting(Window::Open).step(Event::WindowLost).0,
        AuthorizationFlow::Idle.step(found(false)).0,
    ] {
        assert_eq!(state.clone().step(Event::ThisTab), (state, &[][..]));
    }
}

#[test]
fn a_page_that_is_none_of_the_web_is_not_gone_to() {
    for window in [Window::Open, Window::ThisTab(Redirect), Window::Blocked(None)] {
        let start = AuthorizationStart { start_url: "javascript:alert(1)".into(), ..start("a") };
        let (state, commands) = starting(window).step(Event::Started { start, now: 0, pace: PACE });
        assert_eq!(state, ended(Some(ResultCode::BadResponse)));
        assert_eq!(commands, WITHDRAWN);
    }
}

#[test]
fn what_the_record_says_is_how_it_ends() {
    use AuthorizationStatus as S;
    for (status, code, failure) in [
        (S::Succeeded, None, None),
        (S::Failed, Some(ResultCode::Denied), Some(ResultCode::Denied)),
        (S::Failed, None, Some(ResultCode::Internal)),
        (S::Cancelled, None, Some(ResultCode::UserCancelled)),
        (S::Superseded, None, Some(ResultCode::Superseded)),
        (S::Expired, None, Some(ResultCode::Expired)),
    ] {
        let event = Event::Answered { record: record("a", status, code), now: 10 };
        let (state, commands) = waiting(Window::Open).step(event);
        assert_eq!((state, commands), (ended(failure), OVER));
    }
    let account = AuthorizedAccount { site_url: "https://b.teamwork.com".into(), ..account() };
    let record = Authorization {
        account: Some(account.clone()),
        ..record("a", S::Failed, Some(ResultCode::SiteMismatch))
    };
    let (state, _) = waiting(Window::Open).step(Event::Answered { record, now: 10 });
    let AuthorizationFlow::Ended(ending) = state else { panic!("the authorization has not ended") };
    assert_eq!(ending.failure, Some(ResultCode::SiteMismatch));
    assert_eq!(ending.account, Some(account));
}

#[test]
fn what_is_said_about_another_authorization_means_nothing() {
    let before = waiting(Window::Open);
    let succeeded = record("b", AuthorizationStatus::Succeeded, None);
    let denied = Some(ResultCode::Forbidden);
    for event in [
        Event::Answered { record: succeeded, now: 10 },
        Event::Unanswered { id: "b".into(), fatal: denied, retry_after: None, now: 10 },
    ] {
        assert_eq!(before.clone().step(event), (before.clone(), &[][..]));
    }
}

#[test]
fn open_states_go_on_and_say_when_teamwork_has_answered() {
    use AuthorizationStatus::{AwaitingConfirmation, Checking, Pending};
    for status in [Pending, Checking, AwaitingConfirmation] {
        let (state, commands) = waiting(Window::Open).step(answered(status, 10));
        assert_eq!((inside(&state).status, commands), (status, &[][..]));
    }
}

#[test]
fn a_tab_that_comes_back_has_an_answer_with_it() {
    assert_eq!(
        inside(&AuthorizationFlow::Idle.step(found(true)).0).status,
        AuthorizationStatus::Checking
    );
    let (state, _) =
        after(AuthorizationFlow::Idle, [found(true), answered(AuthorizationStatus::Pending, 50)]);
    assert_eq!(inside(&state).status, AuthorizationStatus::Pending, "or the user turned back");
}

#[test]
fn a_success_that_overtook_the_cancellation_is_told() {
    let cancelled = || waiting(Window::Open).step(Event::Cancel).0;
    let account = Some(account());
    let succeeded = Authorization {
        account: account.clone(),
        ..record("a", AuthorizationStatus::Succeeded, None)
    };
    let (state, commands) =
        cancelled().step(Event::Answered { record: succeeded.clone(), now: 10 });
    let expected = Ending { id: Some("a".into()), failure: None, account };
    assert_eq!((state, commands), (AuthorizationFlow::Ended(expected), OVER));
    let other = Authorization { id: "b".into(), ..succeeded.clone() };
    for record in [record("a", AuthorizationStatus::Cancelled, None), other] {
        let event = Event::Answered { record, now: 10 };
        assert_eq!(cancelled().step(event), (cancelled(), &[][..]));
    }
    // Any other ending is final.
    let expired = ended(Some(ResultCode::Expired));
    let late = Event::Answered { record: succeeded, now: 10 };
    assert_eq!(expired.clone().step(late), (expired, &[][..]));
}

/// Authorization `b` was begun to replace `a`, at 1000.
fn again() -> AuthorizationFlow {
    after(waiting(Window::Open), [Event::OpenAgain(Window::Open), started("b", 1000)]).0
}

#[test]
fn after_open_again_it_is_found_out_how_the_one_before_ended() {
    let (state, commands) = again().step(tick(1500));
    assert_eq!((inside(&state).in_question(), commands), ("a", &[Command::Ask][..]));
    use AuthorizationStatus::{Expired, Failed, Pending, Superseded};
    for status in [Superseded, Failed, Expired, Pending] {
        let (state, commands) = state.clone().step(answered(status, 1600));
        assert_eq!((&*inside(&state).id, commands), ("b", &[][..]), "{status}");
        assert_eq!(inside(&state).in_question(), "b", "{status}");
        assert_eq!(state.step(tick(2000)).1, [Command::Ask]);
    }
    // A backend that has forgotten the old one doesn't end the new one.
    let (state, _) = state.step(unanswered(Some(ResultCode::Expired), 1600));
    let (state, commands) = state.step(tick(3000));
    assert_eq!((inside(&state).in_question(), commands), ("b", &[Command::Ask][..]));
}

#[test]
fn a_success_that_overtook_open_again_is_told_and_the_new_authorization_withdrawn() {
    let (state, commands) =
        after(again(), [tick(1500), answered(AuthorizationStatus::Succeeded, 1600)]);
    let expected = Ending { id: Some("b".into()), failure: None, account: None };
    assert_eq!(state, AuthorizationFlow::Ended(expected));
    assert_eq!(commands, WITHDRAWN);
}

#[test]
fn the_one_before_is_asked_for_until_the_backend_answers() {
    let (state, commands) = after(again(), [tick(1500), unanswered(None, 1600), tick(3000)]);
    assert_eq!((inside(&state).contact(), commands), (Contact::Lost, &[Command::Ask][..]));
    assert_eq!(inside(&state).in_question(), "a");
    let (state, _) = state.step(unanswered(Some(ResultCode::SessionExpired), 3100));
    assert!(matches!(state, AuthorizationFlow::Ended(_)), "this is for good");
}

#[test]
fn a_window_that_looks_closed_ends_nothing_and_is_told_of_after_a_while() {
    let mut state = waiting(Window::Open);
    let mut look = |now, left| {
        state = state.clone().step(Event::Tick(Look { left, ..look(now) })).0;
        inside(&state).looks_closed
    };
    assert!(!look(100, true) && !look(1599, true));
    assert!(look(1600, true));
    // The user went back to the window, which only looked closed.
    assert!(!look(1700, false) && !look(1800, true) && !look(3299, true));
    assert!(look(3300, true));
}

#[test]
fn a_window_that_stays_on_a_page_of_the_panels_origin_is_reported_after_a_while() {
    let mut state = waiting(Window::Open);
    let mut look = |now, astray| {
        let (after, commands) = state.clone().step(Event::Tick(Look { astray, ..look(now) }));
        let (after, _) = match commands {
            [Command::Ask] => after.step(answered(AuthorizationStatus::Pending, now)),
            _ => (after, &[][..]),
        };
        state = after;
        (inside(&state).is_astray, commands)
    };
    // It may be the done page, so the backend is polled at once.
    assert_eq!(look(600, true), (false, &[Command::Ask][..]));
    assert!(!look(3599, true).0);
    assert!(look(3600, true).0);
    // The window is on its way to Teamwork again.
    assert!(!look(3700, false).0 && !look(3800, true).0);
}

#[test]
fn a_window_that_cannot_be_brought_to_the_front_is_told_of_at_once() {
    let (state, commands) = waiting(Window::Open).step(Event::WindowGone { now: 100 });
    assert!(inside(&state).looks_closed);
    assert_eq!(commands, [], "no other is opened without a press");
    let (state, _) = state.step(Event::Tick(Look { left: true, ..look(600) }));
    assert!(inside(&state).looks_closed);
    assert!(!inside(&state.step(tick(1100)).0).looks_closed, "the user has found it");
    for window in [Window::Blocked(None), Window::ThisTab(Redirect)] {
        let (state, _) = waiting(window).step(Event::WindowGone { now: 100 });
        assert!(!inside(&state).looks_closed, "{window:?} has none to look closed");
    }
}

#[test]
fn a_window_that_is_gone_leaves_the_link() {
    let (state, commands) = waiting(Window::Open).step(Event::WindowLost);
    assert_eq!((inside(&state).window, commands), (Window::Lost, &[][..]));
    assert_eq!(inside(&state).start_url, Some(url("a")));
}

#[test]
fn time_that_passes_is_not_seen() {
    let before = waiting(Window::Open);
    let asked = before.clone().step(tick(1000)).0;
    assert!(before != asked && before.view() == asked.view());
    for event in [
        Event::WindowLost,
        Event::WindowGone { now: 1 },
        answered(AuthorizationStatus::Checking, 1),
        unanswered(None, 1),
        Event::OpenAgain(Window::Open),
        Event::Cancel,
    ] {
        assert!(before.view() != before.clone().step(event).0.view());
    }
    let cancelled = before.step(Event::Cancel).0;
    let overtaken = cancelled.clone().step(answered(AuthorizationStatus::Succeeded, 1)).0;
    assert!(cancelled.view() != overtaken.view());
    assert!(AuthorizationFlow::Idle.view() != AuthorizationFlow::Saving(Window::Open).view());
}
