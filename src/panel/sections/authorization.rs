//! The progress of an authorization, and the actions available meanwhile.

use std::rc::Rc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use teamwork_connect_core::authorization_flow::{
    AuthorizationFlow, Code, Contact, Waiting, Window,
};
use teamwork_connect_core::wire::AuthorizationStatus;

use super::verification_code::VerificationCode;
use crate::panel::actions::authorize;
use crate::panel::controls::{Icon, IconKind, Link};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Built, Erase, Item, Watch, When, part};

const STEPS: [Message; 4] =
    [Message::StepSaved, Message::StepWait, Message::StepCheck, Message::StepConnected];

/// The steps of an authorization in progress. Their container is always present so that it can take focus.
#[component]
pub(crate) fn AuthorizationSteps(panel: PanelRef) -> impl IntoView {
    let under_way = panel.live(|panel| step(panel).is_some());
    hand_on_focus(panel);
    let asks_code = panel.live(|panel| waits(panel, |waiting| waiting.code != Code::NotNeeded));
    // Screen readers announce the current step, not the whole list at every step.
    view! {
        <div class=part("authorization") id=panel.id("authorization") tabindex="-1">
            <p class=part("hidden") role="status">
                {panel.live(announcement)}
            </p>
            <When is=under_way>
                <Steps panel />
            </When>
            <When is=asks_code>
                <VerificationCode panel />
            </When>
        </div>
    }
    .erase()
}

/// When a step ends, its buttons disappear. Moves focus on if it was on one of them.
fn hand_on_focus(panel: PanelRef) {
    let watch = Watch::new(Box::new(move || {
        if let Some(panel) = panel.get() {
            panel.authorization.with(|_| ());
            untrack(|| panel.keep_focus("authorization"));
        }
    }));
    on_cleanup(move || drop(watch));
}

#[component]
fn Steps(panel: PanelRef) -> impl IntoView {
    let steps: Vec<Built> =
        (0..STEPS.len()).map(|place| view! { <Step panel place /> }.erase()).collect();
    view! { <ol class=part("steps")>{steps}</ol> }.erase()
}

#[component]
fn Step(
    panel: PanelRef,
    /// Its position in the list.
    place: usize,
) -> impl IntoView {
    let is_done = || panel.live(move |panel| step(panel).is_some_and(|now| place < now));
    let is_now = || panel.live(move |panel| step(panel) == Some(place));
    let current = panel.live(move |panel| (step(panel) == Some(place)).then_some("step"));
    let text = panel.say_live(move |panel| Some(words(place, step(panel)?)));
    view! {
        <li
            class=part("step").when("done", is_done()).when("now", is_now())
            aria-current=current
        >
            <span class=part("dot") aria-hidden="true">
                <When is=is_done()>
                    <Icon kind=IconKind::Tick />
                </When>
                <When is=is_now()>
                    <span class=part("pulse")></span>
                </When>
            </span>
            <span>
                {text}
                <When is=is_now()>
                    <Advice panel />
                </When>
            </span>
        </li>
    }
    .erase()
}

/// The actions available now.
#[component]
fn Advice(panel: PanelRef) -> impl IntoView {
    let silent = panel.live(|panel| silence_now(panel).is_some());
    let advice = panel.say_live(|panel| waiting(panel, |waiting| advised(waiting).0));
    let can_act = panel.live(|panel| waits(panel, |waiting| !advised(waiting).1.is_empty()));
    view! {
        <small class=part("advice")>
            <When is=silent>
                <span class=part("unreachable")>{panel.say_live(silence_now)} " "</span>
            </When>
            {advice}
            <When is=can_act>
                <span class=part("actions")>{panel.each(move |now| actions(panel, now))}</span>
            </When>
        </small>
    }
    .erase()
}

fn actions(panel: PanelRef, now: &Panel) -> Vec<Item> {
    let actions = waiting(now, |waiting| advised(waiting).1).unwrap_or_default();
    actions.iter().map(|action| Item::new(action.key(), move || action.view(panel))).collect()
}

/// The current step of an authorization in progress.
fn step(panel: &Panel) -> Option<usize> {
    panel.authorization.with(|flow| match flow {
        AuthorizationFlow::Idle | AuthorizationFlow::Ended(_) => None,
        AuthorizationFlow::Saving(_) => Some(0),
        AuthorizationFlow::Waiting(waiting) if waiting.status != AuthorizationStatus::Pending => {
            Some(2)
        }
        AuthorizationFlow::Starting { .. } | AuthorizationFlow::Waiting(_) => Some(1),
    })
}

/// The name of a step.
fn words(step: usize, now: usize) -> Message {
    match step {
        0 if now == 0 => Message::Saving,
        _ => STEPS[step],
    }
}

/// The announcement for screen readers.
fn announcement(panel: &Panel) -> Text {
    // The start of the wait is announced together with what to do, once the backend has begun.
    let begins =
        panel.authorization.with(|flow| matches!(flow, AuthorizationFlow::Starting { .. }));
    let Some(now) = step(panel).filter(|_| !begins) else { return Text::default() };
    let step = panel.say(words(now, now));
    let Some(advice) = waiting(panel, |waiting| advised(waiting).0) else { return step };
    let values = [("step", &*step), ("advice", &*panel.say(advice))];
    let said = panel.fill(Message::WaitSaid, &values);
    match silence_now(panel) {
        Some(silence) => format!("{said} {}", panel.say(silence)).into(),
        None => said.into(),
    }
}

fn waiting<T>(panel: &Panel, read: impl FnOnce(&Waiting) -> T) -> Option<T> {
    panel.authorization.with(|flow| match flow {
        AuthorizationFlow::Waiting(waiting) => Some(read(waiting)),
        _ => None,
    })
}

fn waits(panel: &Panel, is: impl FnOnce(&Waiting) -> bool) -> bool {
    waiting(panel, is).unwrap_or_default()
}

/// Why there is no news, if the backend can't be reached.
fn silence_now(panel: &Panel) -> Option<Message> {
    waiting(panel, |waiting| match waiting.contact() {
        Contact::Good => None,
        Contact::Lost => Some(Message::WaitUnreachable),
        Contact::Offline => Some(Message::WaitOffline),
    })?
}

#[derive(Clone, Copy)]
enum Action {
    Show,
    Follow,
    ThisTab,
    Again,
}

fn advised(waiting: &Waiting) -> (Message, &'static [Action]) {
    match (waiting.status, waiting.window) {
        // The window is no longer needed.
        (AuthorizationStatus::AwaitingConfirmation, _) if waiting.code != Code::NotNeeded => {
            (Message::WaitCode, &[])
        }
        (AuthorizationStatus::Pending, window) => match window {
            Window::Blocked(None) => (Message::PopupBlocked, &[Action::Follow]),
            Window::Blocked(Some(_)) => (Message::PopupBlocked, &[Action::Follow, Action::ThisTab]),
            Window::Lost => (Message::WindowClosed, &[Action::Follow]),
            Window::Unknown => (Message::WaitFound, &[Action::Again]),
            Window::ThisTab(_) => (Message::WaitLeaving, &[Action::ThisTab]),
            Window::Open if waiting.is_astray => {
                (Message::WindowAstray, &[Action::Show, Action::Again])
            }
            Window::Open if waiting.looks_closed => (Message::WindowClosed, &[Action::Again]),
            Window::Open => (Message::WaitHelp, &[Action::Show]),
        },
        _ => (Message::WaitCheck, &[]),
    }
}

impl Action {
    fn key(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Follow => "follow",
            Self::ThisTab => "this tab",
            Self::Again => "again",
        }
    }

    fn view(self, panel: PanelRef) -> Built {
        let (label, act): (_, fn(&Rc<Panel>)) = match self {
            Self::Show => (Message::WaitShow, authorize::show_window),
            Self::Again => (Message::WaitAgain, authorize::open_again),
            Self::ThisTab => (Message::WaitThisTab, authorize::go_on_in_this_tab),
            Self::Follow => {
                let url =
                    |panel: &Panel| waiting(panel, |waiting| waiting.start_url.clone()).flatten();
                let look = part("button primary");
                let link = view! {
                    " "
                    <Link panel look text=Message::WaitContinue url=Box::new(url) />
                };
                return link.erase();
            }
        };
        let click = panel.on(move |panel, _: MouseEvent| act(panel));
        view! {
            " "
            <button class=part("button plain") type="button" on:click=click>
                {panel.say(label)}
            </button>
        }
        .erase()
    }
}
