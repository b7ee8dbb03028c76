//! Looking for other connections with the same name.

use std::rc::Rc;

use teamwork_connect_core::wire::Capability;

use crate::panel::state::Panel;

/// Requests the other connections with the name in the panel. This only serves a notice, so a failure is ignored.
pub(in crate::panel) fn look_for_namesakes(panel: &Rc<Panel>) {
    let name = panel.form.with_untracked(|draft| draft.name.trim().to_owned());
    if name.is_empty() || !panel.session.offers(Capability::Connections) {
        return;
    }
    if panel.connection.looked_for.replace(name.clone()) == name {
        return;
    }
    panel.spawn(async move |panel| {
        let found = panel.backend.connections_named(&name).await;
        if let Ok(found) = found
            && *panel.connection.looked_for.borrow() == name
        {
            panel.connection.namesakes.replace(found);
        }
    });
}
