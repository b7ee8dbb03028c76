//! Leaving the panel, or the connection on it.

use super::options::PanelEvent;
use super::state::{Busy, Leaving, Panel, Question};

impl Panel {
    /// Leaves, after asking if something would be lost.
    pub(crate) fn leave(self, leaving: Leaving) {
        let saving = self.busy.get_untracked() == Some(Busy::Saving);
        if self.is_dirty() && !saving {
            self.question.set(Some(Question::Discard(leaving)));
        } else {
            self.leave_now(leaving);
        }
    }

    /// Leaves, whatever would be lost. A request under way is not waited for.
    pub(crate) fn leave_now(self, leaving: Leaving) {
        self.question.set(None);
        match leaving {
            Leaving::Open(connection_id) => self.open(connection_id),
            Leaving::Cancel => self.emit(PanelEvent::Cancel, move || self.open(None)),
        }
    }
}
