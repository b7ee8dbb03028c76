//! Authorizing a connection. `outside` applies the effects of an authorization to the panel.

use std::rc::Rc;

use teamwork_connect_core::Configuration;
use teamwork_connect_core::authorization_flow::{Event, Window};

use crate::browser::surroundings::is_hidden;
use crate::panel::state::Panel;
use crate::text::Message;

/// Authorizes a valid configuration, after saving any changes. Call it in a click handler, before the first
/// `await`.
pub(in crate::panel) fn begin(panel: &Rc<Panel>, configuration: Configuration) {
    let pending = panel.connection.pending.borrow().is_some();
    let save =
        pending || panel.connection.saved.with_untracked(Option::is_none) || panel.is_dirty();
    let window = open_window(panel);
    panel.authorization.begin(window, save.then_some(configuration));
    // The button that was pressed is gone.
    panel.focus(panel.id("authorization"));
}

/// Opens another window. The previous authorization is superseded.
pub(in crate::panel) fn open_again(panel: &Rc<Panel>) {
    if is_hidden() {
        return;
    }
    let window = open_window(panel);
    panel.authorization.tell(Event::OpenAgain(window));
    panel.focus(panel.id("authorization"));
}

fn open_window(panel: &Panel) -> Window {
    panel.authorization.open_window(panel.ways(), &panel.say_now(Message::WindowOpening))
}

/// Continues the sign-in in this tab.
pub(in crate::panel) fn go_on_in_this_tab(panel: &Rc<Panel>) {
    panel.authorization.tell(Event::ThisTab);
}

/// Brings the sign-in window to the front.
pub(in crate::panel) fn show_window(panel: &Rc<Panel>) {
    panel.authorization.focus_window();
}

/// Submits the verification code that the user typed.
pub(in crate::panel) fn confirm(panel: &Rc<Panel>) {
    let code = panel.code.read().trim().to_owned();
    if code.is_empty() {
        panel.focus(panel.id("code"));
    } else {
        panel.authorization.take_verification_code(code);
    }
}

/// Moves focus to the banner, unless a field error has it.
pub(in crate::panel) fn focus_banner_without_errors(panel: &Rc<Panel>) {
    if panel.checks.errors.with_untracked(|errors| errors.is_empty()) {
        panel.focus(panel.id("banner"));
    }
}
