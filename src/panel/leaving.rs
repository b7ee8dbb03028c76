//! Leaving the panel, or the connection on it.

use super::options::PanelEvent;
use super::state::{Leaving, Panel, Question};

impl Panel {
    /// Turns to the connection that the page names, or to a new one. One that is on the panel already
    /// stays as it is: a page that follows `teamwork-saved` names the very one that was saved here.
    pub(crate) fn turn_to(self, connection_id: Option<String>) {
        let here = self.state().saved.with_untracked(|saved| {
            saved.as_ref().is_some_and(|saved| Some(&saved.connection.id) == connection_id.as_ref())
        });
        if !here {
            self.leave(Leaving::Open(connection_id));
        }
    }

    /// Leaves, after asking if something would be lost.
    pub(crate) fn leave(self, leaving: Leaving) {
        let dirty = match leaving {
            Leaving::Client => self.is_client_typed(),
            _ => self.is_dirty(),
        };
        if dirty {
            self.state().question.set(Some(Question::Discard(leaving)));
        } else {
            self.leave_now(leaving);
        }
    }

    /// Leaves, whatever would be lost. A save under way goes on, and is told of when it is done.
    pub(crate) fn leave_now(self, leaving: Leaving) {
        self.state().question.set(None);
        match leaving {
            Leaving::Client => self.close_client_form(),
            Leaving::Open(connection_id) => self.open(connection_id),
            Leaving::Cancel => {
                self.emit_then(PanelEvent::Cancel, Box::new(move || self.open(None)));
            }
        }
    }
}
