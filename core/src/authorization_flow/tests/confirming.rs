//! Authorizations that need confirmation from the browser that began them.

use super::*;
use AuthorizationStatus::{AwaitingConfirmation, Pending, Succeeded};

fn verification_code(verification_code: VerificationCode, now: u64) -> Event {
    Event::VerificationCode(verification_code, look(now))
}

/// The backend said at 1100 that it awaits confirmation.
fn unconfirmed() -> AuthorizationFlow {
    after(waiting(Window::Open), [tick(1000), answered(AwaitingConfirmation, 1100)]).0
}

#[test]
fn a_verification_code_that_came_before_is_used_as_soon_as_it_is_wanted() {
    let heard = verification_code(VerificationCode::Heard, 100);
    let (state, commands) = after(waiting(Window::Open), [heard, tick(500)]);
    assert_eq!(commands, [Command::Ask], "it is a hint too");
    let (state, commands) = after(state, [answered(AwaitingConfirmation, 600), tick(1000)]);
    assert_eq!(commands, [Command::Confirm]);
    assert_eq!(inside(&state).code, Code::NotNeeded);
    let (state, commands) = after(state, [Event::Confirmed { now: 1100 }, tick(1500)]);
    assert_eq!(commands, [Command::Ask]);
    assert_eq!(state.step(answered(Succeeded, 1600)).0, ended(None));
}

#[test]
fn a_verification_code_that_comes_later_is_used_then() {
    assert_eq!(
        after(unconfirmed(), [verification_code(VerificationCode::Heard, 1200), tick(1500)]).1,
        [Command::Confirm]
    );
}

#[test]
fn a_verification_code_is_of_no_use_before_the_backend_wants_it() {
    let (state, _) =
        after(waiting(Window::Open), [verification_code(VerificationCode::Heard, 100), tick(500)]);
    assert_eq!(after(state, [answered(Pending, 600), tick(1500)]).1, [Command::Ask]);
}

#[test]
fn without_one_the_user_is_asked_for_it_after_a_while() {
    let code = |now| inside(&unconfirmed().step(tick(now)).0).code;
    assert_eq!(code(2599), Code::NotNeeded);
    assert_eq!(code(2600), Code::Needed);
    let (state, commands) = after(
        unconfirmed(),
        [tick(2600), verification_code(VerificationCode::Typed, 2700), answered(Pending, 2800)],
    );
    assert_eq!((inside(&state).code, commands), (Code::Needed, &[][..]));
}

#[test]
fn a_wrong_one_is_told_of_if_it_was_typed_and_another_can_be() {
    for (by, code) in
        [(VerificationCode::Typed, Code::Wrong), (VerificationCode::Heard, Code::Needed)]
    {
        let (state, commands) = after(unconfirmed(), [verification_code(by, 1200), tick(1500)]);
        assert_eq!(commands, [Command::Confirm]);
        let (state, _) = state.step(Event::Refused { now: 1600 });
        assert_eq!(inside(&state).code, code);
        let (state, commands) = after(state, [tick(2000)]);
        assert_eq!(commands, [Command::Ask], "it may be over by that");
        let right = [
            answered(AwaitingConfirmation, 2100),
            verification_code(VerificationCode::Typed, 2200),
            tick(2500),
        ];
        let (state, commands) = after(state, right);
        assert_eq!((inside(&state).code, commands), (Code::Needed, &[Command::Confirm][..]));
    }
}

#[test]
fn a_forged_one_does_not_stand_in_the_way_of_the_right_one() {
    let both = [
        verification_code(VerificationCode::Heard, 1200),
        tick(1500),
        verification_code(VerificationCode::Heard, 1550),
        Event::Refused { now: 1600 },
        tick(2000),
    ];
    let (state, commands) = after(unconfirmed(), both);
    assert_eq!((inside(&state).code, commands), (Code::NotNeeded, &[Command::Confirm][..]));
}

#[test]
fn a_confirmation_without_an_answer_is_sent_again() {
    let (state, _) =
        after(unconfirmed(), [verification_code(VerificationCode::Typed, 1200), tick(1500)]);
    let (state, commands) = after(state, [unanswered(None, 1600), tick(2700)]);
    assert_eq!((inside(&state).contact(), commands), (Contact::Lost, &[Command::Confirm][..]));
    let (state, _) = state.step(unanswered(Some(ResultCode::SessionExpired), 2800));
    assert_eq!(state, ended(Some(ResultCode::SessionExpired)));
}

#[test]
fn a_flood_of_verification_codes_is_no_more_than_two_requests_a_second() {
    let (mut state, mut sent) = (unconfirmed(), 0);
    for now in 1100..6100 {
        let (next, commands) = state.step(verification_code(VerificationCode::Heard, now));
        state = next;
        for command in commands {
            sent += 1;
            let answer = match command {
                Command::Confirm => Event::Refused { now },
                _ => answered(AwaitingConfirmation, now),
            };
            state = state.step(answer).0;
        }
    }
    assert_eq!(sent, 10);
}
