//! The verification code that the sign-in window shows when it can't deliver it to the panel.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use teamwork_connect_core::authorization_flow::{AuthorizationFlow, Code};

use crate::browser::secret_events::SECRET;
use crate::panel::actions::authorize::confirm;
use crate::panel::controls::{CODE, Icon, IconKind, SecretKind, attach_secret, is_enter};
use crate::panel::state::{Panel, PanelRef};
use crate::text::Message;
use crate::view::{Erase, When, attributes, part};

/// The code is a secret while it is valid. It is in capital letters.
const HINTS: [(&str, &str); 2] = [(SECRET, ""), ("autocapitalize", "characters")];

/// The field for the code, which is read when the button is pressed. Nothing else tracks what is typed.
#[component]
pub(super) fn VerificationCode(panel: PanelRef) -> impl IntoView {
    let (id, error_id) = (panel.id("code"), panel.id("code-error"));
    let keydown = panel.on(|panel, event: KeyboardEvent| {
        // Enter confirms. It must not reach the panel, which would save.
        if is_enter(&event) {
            event.stop_propagation();
            confirm(panel);
        }
    });
    let press = panel.on(|panel, _: MouseEvent| confirm(panel));
    let described_by = panel.live(|panel| is_wrong(panel).then(|| panel.id("code-error")));
    // The live region exists before its text, so that screen readers announce it.
    view! {
        <div class=part("field").when("wrong", panel.live(is_wrong))>
            <label class=part("label") for=id.clone()>
                {panel.say(Message::Code)}
            </label>
            <div class=part("row")>
                <div class=part("input grow")>
                    <input
                        class=part("control")
                        id=id
                        type="text"
                        dir="ltr"
                        {..attributes(&CODE)}
                        {..attributes(&HINTS)}
                        aria-invalid=panel.live(|panel| is_wrong(panel).then_some("true"))
                        aria-describedby=described_by
                        on:keydown=keydown
                        use:attach_secret=(panel, SecretKind::Code)
                    />
                </div>
                <button class=part("button primary confirm") type="button" on:click=press>
                    {panel.say(Message::CodeConfirm)}
                </button>
            </div>
            <div role="alert">
                <When is=panel.live(is_wrong)>
                    <p class=part("error") id=error_id.clone()>
                        <Icon kind=IconKind::Bang />
                        <span>{panel.say(Message::CodeWrong)}</span>
                    </p>
                </When>
            </div>
        </div>
    }
    .erase()
}

fn is_wrong(panel: &Panel) -> bool {
    panel.authorization.with(|flow| match flow {
        AuthorizationFlow::Waiting(waiting) => waiting.code == Code::Wrong,
        _ => false,
    })
}
