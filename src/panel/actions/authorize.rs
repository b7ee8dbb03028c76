//! Authorizing a connection. What an authorization does to the panel is in `outside`.

use std::rc::Rc;

use teamwork_connect_core::Configuration;
use teamwork_connect_core::authorization_flow::{Event, Window};

use crate::browser::surroundings::is_hidden;
use crate::panel::state::Panel;
use crate::text::Message;

/// Begins to authorize what is valid, after saving what has changed. Call it in a click, before anything is awaited.
pub(in crate::panel) fn begin(panel: &Rc<Panel>, configuration: Configuration) {
    let pending = panel.connection.pending.borrow().is_some();
    let save =
        pending || panel.connection.saved.with_untracked(Option::is_none) || panel.is_dirty();
    let window = open_window(panel);
    panel.authorization.begin(window, save.then_some(configuration));
    // The button that was pressed is gone.
    panel.focus(panel.id("authorization"));
}

/// The user wants another window. The authorization that was waited for is superseded.
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

/// The user wants to sign in in this tab.
pub(in crate::panel) fn go_on_in_this_tab(panel: &Rc<Panel>) {
    panel.authorization.tell(Event::ThisTab);
}

/// The user wants to see the window.
pub(in crate::panel) fn show_window(panel: &Rc<Panel>) {
    panel.authorization.focus_window();
}

/// Takes the code that the user has typed.
pub(in crate::panel) fn confirm(panel: &Rc<Panel>) {
    let code = panel.code.read().trim().to_owned();
    if code.is_empty() {
        panel.focus(panel.id("code"));
    } else {
        panel.authorization.take_verification_code(code);
    }
}

/// Moves the focus to the banner, unless errors beside the fields have it.
pub(in crate::panel) fn focus_banner_without_errors(panel: &Rc<Panel>) {
    if panel.checks.errors.with_untracked(|errors| errors.is_empty()) {
        panel.focus(panel.id("banner"));
    }
}
