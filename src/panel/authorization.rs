//! The wait for Teamwork: how far it is, and what can be done meanwhile.

use teamwork_connect_core::attempt::{Attempt, Waiting, Window};

use super::help::link;
use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::text::{Message, Text};

const STEPS: [Message; 4] =
    [Message::StepSaved, Message::StepWait, Message::StepCheck, Message::StepConnected];

/// The steps while an attempt is under way, in a place that is always there to take the focus.
pub(super) fn authorization(panel: Panel) -> Piece {
    // Screen readers are told where it is, and not the whole list at every step.
    let said = tag("p", "tc-hidden").attr("role", "status").live_text(move || {
        let Some(step) = step(panel).map(|now| panel.say(words(now, now))) else {
            return Text::default();
        };
        let advice = panel.state().attempt.with(|attempt| match attempt {
            Attempt::Waiting(waiting) => Some(panel.say(advised(waiting).0)),
            _ => None,
        });
        match advice {
            Some(advice) => {
                panel.fill(Message::WaitSaid, &[("step", &step), ("advice", &advice)]).into()
            }
            None => step,
        }
    });
    let place = tag("div", "tc-authorization")
        .attrs(&[("id", &panel.id("attempt")), ("tabindex", "-1")])
        .child(said.done());
    let element = place.element().clone();
    place
        .live_child(move || {
            let step = step(panel)?;
            // The steps are made anew, and would take the focus with them.
            if element.matches(":focus-within").unwrap_or_default() {
                panel.focus(panel.id("attempt"));
            }
            Some(steps(panel, step))
        })
        .done()
}

/// Which step an attempt that is under way is at.
fn step(panel: Panel) -> Option<usize> {
    panel.state().attempt.with(|attempt| match attempt {
        Attempt::Idle | Attempt::Ended(_) => None,
        Attempt::Saving(_) => Some(0),
        Attempt::Waiting(waiting) if waiting.checking => Some(2),
        Attempt::Starting(_) | Attempt::Waiting(_) => Some(1),
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
    let Attempt::Waiting(waiting) = panel.state().attempt.get_untracked() else {
        return tag("small", "tc-advice").done();
    };
    let (message, action) = advised(&waiting);
    let action = match (action, waiting.start_url) {
        (Action::Follow, Some(url)) => link(panel, Message::WaitContinue, Some(url)),
        (Action::Show, _) => act(panel, Message::WaitShow, Panel::show_window),
        _ => act(panel, Message::WaitAgain, Panel::open_again),
    };
    let silent = waiting.unreachable.then(|| {
        let text = tag("span", "tc-unreachable").message(panel, Message::WaitUnreachable);
        text.text(" ").done()
    });
    tag("small", "tc-advice")
        .children(silent)
        .message(panel, message)
        .text(" ")
        .child(action)
        .done()
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
    Again,
}

fn advised(waiting: &Waiting) -> (Message, Action) {
    match waiting.window {
        Window::Blocked => (Message::PopupBlocked, Action::Follow),
        Window::Lost => (Message::WindowClosed, Action::Follow),
        Window::Unknown => (Message::WaitFound, Action::Again),
        Window::Open if waiting.looks_closed => (Message::WindowClosed, Action::Again),
        Window::Open => (Message::WaitHelp, Action::Show),
    }
}

fn act(panel: Panel, message: Message, act: fn(Panel)) -> Piece {
    tag("button", "tc-link")
        .attr("type", "button")
        .message(panel, message)
        .on("click", move |_| act(panel))
        .done()
}
