//! Questions before something is lost, or saved against advice.

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use crate::panel::actions::{leave, save};
use crate::panel::model::Question;
use crate::panel::state::{Panel, PanelRef};
use crate::text::Message;
use crate::view::{Erase, Modal, is_closed, modal, part};

/// The dialog. Escape answers no. The browser returns focus to where it was.
#[component]
pub(crate) fn QuestionDialog(panel: PanelRef) -> impl IntoView {
    let is_open = |panel: &Panel| panel.session.question.with(Option::is_some);
    // The dialog's content exists only while it is open.
    let while_open = move |id| panel.live(move |panel| is_open(panel).then(|| panel.id(id)));
    let close = panel.on(|panel, event: Event| {
        if is_closed(&event) {
            leave::stay(panel);
        }
    });
    // A page that closes its own dialog on Escape must not receive this key press.
    let keydown = panel.on(|_, event: KeyboardEvent| event.stop_propagation());
    let content = Modal::new(panel.live(is_open), move || view! { <Content panel /> });
    view! {
        <dialog
            class=part("dialog")
            aria-labelledby=while_open("question-title")
            aria-describedby=while_open("question-text")
            on:close=close
            on:keydown=keydown
            use:modal=content
        ></dialog>
    }
    .erase()
}

#[component]
fn Content(panel: PanelRef) -> impl IntoView {
    let say = move |discard, failed, not_tested| {
        panel.say_live(move |panel| {
            Some(panel.session.question.with(|question| match question {
                Some(Question::SaveAnyway { tested: true, .. }) => failed,
                Some(Question::SaveAnyway { .. }) => not_tested,
                _ => discard,
            }))
        })
    };
    let loses = panel.live(move |panel| {
        panel
            .session
            .question
            .with(|question| !matches!(question, Some(Question::SaveAnyway { .. })))
    });
    let no = panel.on(|panel, _: MouseEvent| leave::stay(panel));
    let yes = panel.on(|panel, _: MouseEvent| match panel.session.question.get_untracked() {
        Some(Question::SaveAnyway { authorize, .. }) => save::save_anyway(panel, authorize),
        Some(Question::Discard(leaving)) => leave::leave_now(panel, leaving),
        None => {}
    });
    view! {
        <div class=part("title") id=panel.id("question-title")>
            {say(Message::DiscardTitle, Message::AnywayTitle, Message::UntestedTitle)}
        </div>
        <p class=part("question") id=panel.id("question-text")>
            {say(Message::DiscardText, Message::AnywayText, Message::UntestedText)}
        </p>
        <div class=part("footer")>
            <button class=part("button plain no") type="button" on:click=no>
                {say(Message::DiscardNo, Message::AnywayNo, Message::AnywayNo)}
            </button>
            <button
                class=part("button primary yes").when("danger", loses)
                type="button"
                on:click=yes
            >
                {say(Message::DiscardYes, Message::AnywayYes, Message::AnywayYes)}
            </button>
        </div>
    }
    .erase()
}
