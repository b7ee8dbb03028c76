//! The wait for Teamwork: how far it is, and what can be done meanwhile.

use teamwork_connect_core::attempt::{Attempt, Code, Contact, Waiting, Window};
use teamwork_connect_core::wire::AuthorizationStatus;

use super::buttons::button;
use super::help::link;
use super::icons::Icon;
use super::piece::Piece;
use super::slot::memo;
use super::state::Panel;
use super::tag::tag;
use super::window_code::window_code;
use crate::text::{Message, Text};

const STEPS: [Message; 4] =
    [Message::StepSaved, Message::StepWait, Message::StepCheck, Message::StepConnected];

/// The steps while an attempt is under way, in a place that is always there to take the focus.
pub(super) fn authorization(panel: Panel) -> Piece {
    // Screen readers are told where it is, and not the whole list at every step.
    let said = tag("p", "tc-hidden").attr("role", "status").live_text(move || {
        // The beginning of the wait is told together with what to do, once the host has begun.
        let begins =
            panel.state().attempt.with(|attempt| matches!(attempt, Attempt::Starting { .. }));
        let step = step(panel).filter(|_| !begins);
        let Some(step) = step.map(|now| panel.say(words(now, now))) else {
            return Text::default();
        };
        let (advice, silence) = panel.state().attempt.with(|attempt| match attempt {
            Attempt::Waiting(waiting) => (Some(advised(waiting).0), silence(waiting)),
            _ => (None, None),
        });
        let Some(advice) = advice.map(|advice| panel.say(advice)) else { return step };
        let said = panel.fill(Message::WaitSaid, &[("step", &step), ("advice", &advice)]);
        match silence {
            Some(silence) => format!("{said} {}", panel.say(silence)).into(),
            None => said.into(),
        }
    });
    let place = tag("div", "tc-authorization")
        .attrs(&[("id", &panel.id("attempt")), ("tabindex", "-1")])
        .child(said.done());
    let element = place.element().clone();
    let asks_code = memo(move || {
        panel.state().attempt.with(|attempt| match attempt {
            Attempt::Waiting(waiting) => waiting.code != Code::NotNeeded,
            _ => false,
        })
    });
    place
        .live_child(move || {
            let step = step(panel)?;
            // The steps are made anew, and would take the focus with them.
            if element.matches(":has(ol :focus)").unwrap_or_default() {
                panel.focus(panel.id("attempt"));
            }
            Some(steps(panel, step))
        })
        .shown(asks_code, move || window_code(panel))
        .done()
}

/// Which step an attempt that is under way is at.
fn step(panel: Panel) -> Option<usize> {
    panel.state().attempt.with(|attempt| match attempt {
        Attempt::Idle | Attempt::Ended(_) => None,
        Attempt::Saving(_) => Some(0),
        Attempt::Waiting(waiting) if waiting.status != AuthorizationStatus::Pending => Some(2),
        Attempt::Starting { .. } | Attempt::Waiting(_) => Some(1),
    })
}

fn steps(panel: Panel, now: usize) -> Piece {
    let items = (0..STEPS.len()).map(|place| {
        let (state, dot) = match place {
            place if place < now => ("tc-step tc-done", Some(Icon::Tick.piece())),
            place if place == now => ("tc-step tc-now", Some(tag("span", "tc-pulse").done())),
            _ => ("tc-step", None),
        };
        let text = tag("span", "").message(panel, words(place, now));
        let text = if place == now { text.child(advice(panel)) } else { text };
        let item = tag("li", state);
        let item = if place == now { item.attr("aria-current", "step") } else { item };
        item.child(tag("span", "tc-dot").attr("aria-hidden", "true").children(dot).done())
            .child(text.done())
            .done()
    });
    tag("ol", "tc-steps").children(items).done()
}

/// What the user can do now.
fn advice(panel: Panel) -> Piece {
    let small = tag("small", "tc-advice");
    let Attempt::Waiting(waiting) = panel.state().attempt.get_untracked() else {
        return small.done();
    };
    let silence = silence(&waiting)
        .map(|message| tag("span", "tc-unreachable").message(panel, message).text(" ").done());
    let (message, actions) = advised(&waiting);
    let small = small.children(silence).message(panel, message);
    if actions.is_empty() {
        return small.done();
    }
    let actions = actions.iter().fold(tag("span", "tc-actions"), |list, action| {
        list.text(" ").child(match action {
            Action::Show => act(panel, Message::WaitShow, Panel::show_window),
            Action::Again => act(panel, Message::WaitAgain, Panel::open_again),
            Action::ThisTab => act(panel, Message::WaitThisTab, Panel::go_on_in_this_tab),
            Action::Follow => {
                let look = "tc-button tc-primary";
                link(panel, look, Message::WaitContinue, waiting.start_url.clone())
            }
        })
    });
    small.child(actions.done()).done()
}

/// What a step is called.
fn words(step: usize, now: usize) -> Message {
    match step {
        0 if now == 0 => Message::Saving,
        _ => STEPS[step],
    }
}

enum Action {
    Show,
    Follow,
    ThisTab,
    Again,
}

/// Why nothing new is known, if that is so.
fn silence(waiting: &Waiting) -> Option<Message> {
    match waiting.contact() {
        Contact::Good => None,
        Contact::Lost => Some(Message::WaitUnreachable),
        Contact::Offline => Some(Message::WaitOffline),
    }
}

fn advised(waiting: &Waiting) -> (Message, &'static [Action]) {
    match (waiting.status, waiting.window) {
        // The window has done its part.
        (AuthorizationStatus::AwaitingConfirmation, _) if waiting.code != Code::NotNeeded => {
            (Message::WaitCode, &[])
        }
        (AuthorizationStatus::Pending, window) => match window {
            Window::Blocked(None) => (Message::PopupBlocked, &[Action::Follow]),
            Window::Blocked(Some(_)) => (Message::PopupBlocked, &[Action::Follow, Action::ThisTab]),
            Window::Lost => (Message::WindowClosed, &[Action::Follow]),
            Window::Unknown => (Message::WaitFound, &[Action::Again]),
            Window::ThisTab(_) => (Message::WaitLeaving, &[Action::ThisTab]),
            Window::Open if waiting.looks_closed => (Message::WindowClosed, &[Action::Again]),
            Window::Open => (Message::WaitHelp, &[Action::Show]),
        },
        _ => (Message::WaitCheck, &[]),
    }
}

fn act(panel: Panel, message: Message, act: fn(Panel)) -> Piece {
    button("tc-plain").message(panel, message).on("click", move |_| act(panel)).done()
}
