//! When the backend is polled.

use super::*;

#[test]
fn one_question_at_a_time_by_the_schedule() {
    let (state, commands) = waiting(Window::Open).step(tick(900));
    assert_eq!(commands, []);
    let (state, commands) = state.step(tick(1000));
    assert_eq!(commands, [Command::Ask]);
    let (state, commands) = state.step(tick(9000));
    assert_eq!(commands, [], "the first question has no answer yet");
    let (state, _) = state.step(answered(AuthorizationStatus::Pending, 9000));
    let (state, commands) = state.step(tick(9001));
    assert_eq!(commands, [Command::Ask], "a second has long passed since the last question");
    let (state, _) = state.step(unanswered(None, 20_000));
    assert_eq!(inside(&state).contact(), Contact::Lost);
    assert_eq!(state.step(tick(20_000)).1, [Command::Ask]);
}

#[test]
fn hints_ask_sooner_but_no_more_than_twice_a_second() {
    let (state, commands) = waiting(Window::Open).step(hint(100));
    assert_eq!(commands, [], "it has just begun");
    let (state, commands) = state.step(tick(500));
    assert_eq!(commands, [Command::Ask]);
    // A hint during a poll is remembered.
    let (state, commands) = state.step(hint(600));
    assert_eq!(commands, []);
    let (state, commands) = state.step(answered(AuthorizationStatus::Pending, 700));
    assert_eq!(commands, []);
    assert_eq!(state.clone().step(tick(999)).1, []);
    assert_eq!(state.step(tick(1000)).1, [Command::Ask]);
}

#[test]
fn a_hint_while_the_backend_takes_its_time_makes_nobody_look_more_often() {
    let (state, commands) = after(waiting(Window::Open), [tick(2000)]);
    assert_eq!(commands, [Command::Ask]);
    let (state, _) = state.step(hint(3000));
    assert_eq!(inside(&state).pause(4000), 500);
}

#[test]
fn a_backend_that_wants_to_be_left_alone_is() {
    let answer =
        Event::Unanswered { id: "a".into(), fatal: None, retry_after: Some(30), now: 1100 };
    let (state, _) = after(waiting(Window::Open), [tick(1000), answer]);
    assert_eq!(after(state.clone(), [hint(20_000), hint(31_099)]).1, []);
    assert_eq!(state.step(tick(31_100)).1, [Command::Ask]);
}

#[test]
fn a_backend_that_wants_to_be_left_alone_for_ever_is_asked_once_more_before_it_is_over() {
    let answer =
        Event::Unanswered { id: "a".into(), fatal: None, retry_after: Some(u32::MAX), now: 1100 };
    let (state, commands) = after(waiting(Window::Open), [tick(1000), answer, tick(600_000)]);
    assert_eq!(commands, [Command::Ask]);
    let (state, _) = state.step(answered(AuthorizationStatus::Pending, 600_100));
    assert_eq!(state, ended(Some(ResultCode::Expired)));
}

#[test]
fn without_a_network_nothing_is_asked_until_there_is_one() {
    let offline = |now| Event::Tick(Look { online: false, ..look(now) });
    let (state, commands) = after(waiting(Window::Open), [tick(500), offline(1000)]);
    assert_eq!(commands, [Command::Ask], "the browser may be wrong, and the backend near");
    let (state, _) = state.step(unanswered(None, 1100));
    assert_eq!(inside(&state).contact(), Contact::Offline);
    let hint = Event::Hint(Look { online: false, ..look(50_000) });
    let (state, commands) = after(state, [offline(9000), hint, offline(700_000)]);
    assert_eq!((inside(&state).pause(700_000), commands), (500, &[][..]));
    // No matter how long it took, the record decides, so it is requested at once.
    let (state, commands) = state.step(super::hint(700_001));
    assert_eq!(commands, [Command::Ask]);
    assert_eq!(state.step(answered(AuthorizationStatus::Succeeded, 700_100)).0, ended(None));
}

#[test]
fn a_browser_that_is_never_online_by_its_own_account_asks_all_the_same() {
    let offline = |now| Event::Tick(Look { online: false, ..look(now) });
    let (state, commands) = after(waiting(Window::Open), [offline(500), offline(1000)]);
    assert_eq!(commands, [Command::Ask]);
    let (state, commands) = after(state, [unanswered(None, 1100), offline(2200)]);
    assert_eq!((inside(&state).contact(), commands), (Contact::Lost, &[Command::Ask][..]));
}

#[test]
fn it_expires_by_the_clock_that_only_goes_forward() {
    let end = |now| waiting(Window::Open).step(answered(AuthorizationStatus::Pending, now)).0;
    assert!(end(599_999).is_under_way());
    assert_eq!(end(600_000), ended(Some(ResultCode::Expired)));
    let silent = waiting(Window::Open).step(unanswered(None, 600_000)).0;
    assert_eq!(silent, ended(Some(ResultCode::Expired)));
    // A success at the last moment still counts.
    let last = answered(AuthorizationStatus::Succeeded, 600_001);
    assert_eq!(waiting(Window::Open).step(last).0, ended(None));
}

#[test]
fn what_teamwork_has_answered_in_time_is_checked_to_the_end() {
    let end = |now| {
        let checking = answered(AuthorizationStatus::Checking, 599_000);
        after(waiting(Window::Open), [checking, unanswered(None, now)]).0
    };
    assert!(end(719_999).is_under_way());
    assert_eq!(end(720_000), ended(Some(ResultCode::Expired)));
}

#[test]
fn one_that_was_found_is_not_waited_for_without_end() {
    let end = |now| {
        let state = AuthorizationFlow::Idle.step(found(false)).0;
        state.step(answered(AuthorizationStatus::Pending, now)).0
    };
    assert!(end(3_599_999).is_under_way());
    assert_eq!(end(3_600_000), ended(Some(ResultCode::Expired)));
}
