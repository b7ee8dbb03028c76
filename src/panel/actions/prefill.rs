//! Prefilling the form with a draft from the page.

use std::rc::Rc;

use teamwork_connect_core::Draft;
use teamwork_connect_core::draft::AddressEntered;

use super::check::check_again;
use super::edit::forget_report;
use crate::panel::model::{Author, Busy};
use crate::panel::state::Panel;

/// Replaces the draft in the form. While a connection is loading, this waits for it.
pub(in crate::panel) fn prefill(panel: &Rc<Panel>, mut draft: Draft, author: Author) {
    if panel.session.busy.get_untracked() == Some(Busy::Loading) {
        panel.prefill.replace(Some((draft, author)));
        return;
    }
    let by_page = author == Author::Page;
    if by_page {
        panel.prefilled.replace(Some(draft.clone()));
    }
    let typed = draft.site_name.clone();
    let entered = draft.enter_site_name(&typed);
    panel.form.address.set(entered.filter(AddressEntered::says_something));
    let changed = panel.form.replace(draft.clone());
    if by_page && panel.connection.saved.with_untracked(Option::is_none) {
        // The page filled this in, so it is not an unsaved change.
        panel.form.set_baseline(draft);
    }
    forget_report(panel);
    panel.authorization.forget_success();
    for key in changed {
        check_again(panel, key);
    }
}

/// Applies a draft that waited for a connection to load.
pub(in crate::panel) fn prefill_late(panel: &Rc<Panel>) {
    if let Some((draft, author)) = panel.prefill.take() {
        prefill(panel, draft, author);
    }
}
