use proptest::prelude::*;

use super::*;

const PACE: u8 = 128;

fn start(id: &str) -> AuthorizationStart {
    AuthorizationStart { id: id.into(), start_url: format!("/start/{id}"), expires_in: 600 }
}

fn record(id: &str, status: AuthorizationStatus, code: Option<ResultCode>) -> Authorization {
    Authorization { id: id.into(), status, code, account: None }
}

fn started(now: u64) -> Event {
    Event::Started { start: start("a"), now, pace: PACE }
}

fn answered(status: AuthorizationStatus, now: u64) -> Event {
    Event::Answered { record: record("a", status, None), now }
}

fn waiting(window: Window) -> Attempt {
    Attempt::Starting(window).step(started(0)).0
}

fn ended(failure: Option<ResultCode>) -> Attempt {
    Attempt::Ended(Ending { failure, account: None })
}

fn ask() -> Vec<Command> {
    vec![Command::Ask("a".into())]
}

const OVER: [Command; 2] = [Command::Close, Command::Finish];

/// One state of each kind, and one event of each kind.
fn states() -> Vec<Attempt> {
    vec![
        Attempt::Idle,
        Attempt::Saving(Window::Open),
        Attempt::Starting(Window::Open),
        waiting(Window::Open),
        ended(None),
    ]
}

fn events() -> Vec<Event> {
    vec![
        Event::Begin { window: Window::Open, save: true },
        Event::Begin { window: Window::Open, save: false },
        Event::OpenAgain(Window::Open),
        Event::Cancel,
        Event::Saved,
        Event::NotSaved,
        started(0),
        Event::NotStarted,
        Event::Found { id: "b".into(), now: 0, pace: PACE },
        Event::WindowLost,
        Event::Tick { now: 2000, left: false },
        Event::Hint { now: 2000 },
        answered(AuthorizationStatus::Succeeded, 2000),
        Event::Unanswered { fatal: Some(ResultCode::NotFound), now: 2000 },
    ]
}

fn kind(state: &Attempt) -> &'static str {
    match state {
        Attempt::Idle => "idle",
        Attempt::Saving(_) => "saving",
        Attempt::Starting(_) => "starting",
        Attempt::Waiting(_) => "waiting",
        Attempt::Ended(_) => "ended",
    }
}

#[test]
fn every_state_knows_what_to_make_of_every_event() {
    // A row an event, in the order above; a column a state: idle, saving, starting, waiting, ended.
    let table = [
        ["saving", "saving", "starting", "waiting", "saving"],
        ["starting", "saving", "starting", "waiting", "starting"],
        ["idle", "saving", "starting", "starting", "ended"],
        ["idle", "ended", "ended", "ended", "ended"],
        ["idle", "starting", "starting", "waiting", "ended"],
        ["idle", "idle", "starting", "waiting", "ended"],
        ["idle", "saving", "waiting", "waiting", "ended"],
        ["idle", "saving", "idle", "waiting", "ended"],
        ["waiting", "saving", "starting", "waiting", "ended"],
        ["idle", "saving", "starting", "waiting", "ended"],
        ["idle", "saving", "starting", "waiting", "ended"],
        ["idle", "saving", "starting", "waiting", "ended"],
        ["idle", "saving", "starting", "ended", "ended"],
        ["idle", "saving", "starting", "ended", "ended"],
    ];
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
    let commands = |state: Attempt, event| state.step(event).1;
    for state in [Attempt::Idle, ended(Some(ResultCode::Denied))] {
        assert_eq!(commands(state.clone(), begin(true)), [Command::Save]);
        assert_eq!(commands(state, begin(false)), [Command::Start]);
    }
    for state in [Attempt::Saving(Window::Open), Attempt::Starting(Window::Open)] {
        assert_eq!(commands(state.clone(), begin(true)), [Command::Focus]);
        assert_eq!(commands(state, Event::Cancel), OVER);
    }
    assert_eq!(commands(waiting(Window::Open), begin(true)), [Command::Focus]);
    assert_eq!(commands(waiting(Window::Open), Event::OpenAgain(Window::Open)), [Command::Start]);
    let withdrawn = [vec![Command::Withdraw("a".into())], OVER.to_vec()].concat();
    assert_eq!(commands(waiting(Window::Open), Event::Cancel), withdrawn);
    assert_eq!(commands(Attempt::Saving(Window::Open), Event::Saved), [Command::Start]);
    assert_eq!(commands(Attempt::Saving(Window::Open), Event::NotSaved), [Command::Close]);
    let starting = Attempt::Starting(Window::Open);
    assert_eq!(commands(starting, Event::NotStarted), [Command::Close]);
    let show = [Command::Show("/start/a".into())];
    assert_eq!(commands(Attempt::Starting(Window::Open), started(0)), show);
    for window in [Window::Blocked, Window::Lost] {
        assert_eq!(commands(Attempt::Starting(window), started(0)), []);
    }
    let late = ended(Some(ResultCode::UserCancelled));
    assert_eq!(commands(late, started(0)), [Command::Withdraw("a".into())]);
    let found = Event::Found { id: "a".into(), now: 0, pace: PACE };
    assert_eq!(commands(Attempt::Idle, found), ask());
}

#[test]
fn cancelling_is_no_failure_of_the_save() {
    for state in [Attempt::Saving(Window::Open), Attempt::Starting(Window::Blocked)] {
        assert_eq!(state.step(Event::Cancel).0, ended(Some(ResultCode::UserCancelled)));
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
        assert_eq!((state, &commands[..]), (ended(failure), &OVER[..]));
    }
    let account = AuthorizedAccount { site_url: "https://b.teamwork.com".into(), ..account() };
    let record = Authorization {
        account: Some(account.clone()),
        ..record("a", S::Failed, Some(ResultCode::SiteMismatch))
    };
    let (state, _) = waiting(Window::Open).step(Event::Answered { record, now: 10 });
    let expected = Ending { failure: Some(ResultCode::SiteMismatch), account: Some(account) };
    assert_eq!(state, Attempt::Ended(expected));
}

fn account() -> AuthorizedAccount {
    AuthorizedAccount { site_url: String::new(), user_name: "Ada".into() }
}

#[test]
fn the_answer_about_another_attempt_means_nothing() {
    let event =
        Event::Answered { record: record("b", AuthorizationStatus::Succeeded, None), now: 10 };
    let before = waiting(Window::Open);
    assert_eq!(before.clone().step(event), (before, vec![]));
}

#[test]
fn open_states_go_on_and_say_when_teamwork_has_answered() {
    use AuthorizationStatus::{AwaitingConfirmation, Checking, Pending};
    for (status, checking) in [(Pending, false), (Checking, true), (AwaitingConfirmation, true)] {
        let (state, commands) = waiting(Window::Open).step(answered(status, 10));
        let Attempt::Waiting(waiting) = state else { panic!("{status} ended it") };
        assert_eq!((waiting.checking, &commands[..]), (checking, &[][..]));
    }
}

#[test]
fn a_window_that_looks_closed_ends_nothing_and_is_told_of_after_a_while() {
    let mut state = waiting(Window::Open);
    let mut look = |now, left| {
        state = state.clone().step(Event::Tick { now, left }).0;
        let Attempt::Waiting(waiting) = &state else { panic!("it ended") };
        waiting.looks_closed
    };
    assert!(!look(100, true) && !look(1599, true));
    assert!(look(1600, true));
    // The user has gone back to the window, which only seemed closed.
    assert!(!look(1700, false) && !look(1800, true) && !look(3299, true));
    assert!(look(3300, true));
}

#[test]
fn one_question_at_a_time_by_the_schedule() {
    let tick = |now| Event::Tick { now, left: false };
    let (state, commands) = waiting(Window::Open).step(tick(900));
    assert_eq!(commands, []);
    let (state, commands) = state.step(tick(1000));
    assert_eq!(commands, ask());
    let (state, commands) = state.step(tick(9000));
    assert_eq!(commands, [], "the first question has no answer yet");
    let (state, _) = state.step(answered(AuthorizationStatus::Pending, 9000));
    let (state, commands) = state.step(tick(9001));
    assert_eq!(commands, ask(), "a second has long passed since the last question");
    let (state, _) = state.step(Event::Unanswered { fatal: None, now: 20_000 });
    let Attempt::Waiting(waiting) = &state else { panic!("it ended") };
    assert!(waiting.unreachable);
    assert_eq!(state.step(tick(20_000)).1, ask());
}

#[test]
fn a_hint_while_the_host_takes_its_time_makes_nobody_look_more_often() {
    let (state, commands) = waiting(Window::Open).step(Event::Tick { now: 2000, left: false });
    assert_eq!(commands, ask());
    let (state, _) = state.step(Event::Hint { now: 3000 });
    let Attempt::Waiting(waiting) = state else { panic!("it ended") };
    assert_eq!(waiting.pause(4000), 500);
}

#[test]
fn hints_ask_sooner_but_no_more_than_twice_a_second() {
    let (state, commands) = waiting(Window::Open).step(Event::Hint { now: 100 });
    assert_eq!(commands, [], "it has just begun");
    let (state, commands) = state.step(Event::Tick { now: 500, left: false });
    assert_eq!(commands, ask());
    // While the host is being asked, a hint is remembered.
    let (state, commands) = state.step(Event::Hint { now: 600 });
    assert_eq!(commands, []);
    let (state, commands) = state.step(answered(AuthorizationStatus::Pending, 700));
    assert_eq!(commands, []);
    assert_eq!(state.clone().step(Event::Tick { now: 999, left: false }).1, []);
    assert_eq!(state.step(Event::Tick { now: 1000, left: false }).1, ask());
}

#[test]
fn it_expires_by_the_clock_that_only_goes_forward() {
    let end = |now| waiting(Window::Open).step(answered(AuthorizationStatus::Pending, now)).0;
    assert_eq!(kind(&end(599_999)), "waiting");
    assert_eq!(end(600_000), ended(Some(ResultCode::Expired)));
    let event = Event::Unanswered { fatal: None, now: 600_000 };
    assert_eq!(waiting(Window::Open).step(event).0, ended(Some(ResultCode::Expired)));
    // What succeeded in the last moment has succeeded.
    let last = answered(AuthorizationStatus::Succeeded, 600_001);
    assert_eq!(waiting(Window::Open).step(last).0, ended(None));
}

#[test]
fn a_window_that_is_gone_leaves_the_link() {
    let (state, commands) = waiting(Window::Open).step(Event::WindowLost);
    let Attempt::Waiting(waiting) = state else { panic!("it ended") };
    assert_eq!((waiting.window, commands), (Window::Lost, vec![]));
    assert_eq!(waiting.start_url.as_deref(), Some("/start/a"));
}

#[test]
fn time_that_passes_is_not_seen() {
    let before = waiting(Window::Open);
    let asked = before.clone().step(Event::Tick { now: 1000, left: false }).0;
    assert!(before != asked && before.looks_like(&asked));
    for event in [
        Event::WindowLost,
        answered(AuthorizationStatus::Checking, 1),
        Event::Unanswered { fatal: None, now: 1 },
        Event::Cancel,
    ] {
        assert!(!before.looks_like(&before.clone().step(event).0));
    }
    let other = Event::Started { start: start("b"), now: 0, pace: PACE };
    assert!(!before.looks_like(&Attempt::Starting(Window::Open).step(other).0));
}

proptest! {
    /// Whatever happens in whatever order: at most two questions a second, and one at a time.
    #[test]
    fn never_more_than_two_questions_a_second(
        steps in proptest::collection::vec((0u8..4, 0u64..400), 1..400),
    ) {
        let (mut state, mut now, mut asked) = (waiting(Window::Open), 0, Vec::new());
        let mut open = false;
        for (what, pause) in steps {
            now += pause;
            let event = match what {
                0 => Event::Tick { now, left: false },
                1 | 2 => Event::Hint { now },
                _ if !open => continue,
                _ => { open = false; answered(AuthorizationStatus::Pending, now) }
            };
            let (next, commands) = state.step(event);
            state = next;
            for command in commands {
                prop_assert_eq!(command, Command::Ask("a".into()));
                prop_assert!(!open);
                open = true;
                asked.push(now);
            }
            if let Attempt::Waiting(waiting) = &state {
                prop_assert!((1..=500).contains(&waiting.pause(now)));
            }
        }
        prop_assert!(asked.windows(2).all(|pair| pair[1] - pair[0] >= 500));
    }
}
