//! The panel's actions, one file each. Each function takes the panel and changes its model; none builds a view.

pub(super) mod authorize;
mod body;
pub(super) mod check;
pub(super) mod clients;
pub(super) mod edit;
pub(super) mod leave;
pub(super) mod load;
pub(super) mod namesakes;
pub(super) mod outside;
pub(super) mod prefill;
pub(super) mod reply;
pub(super) mod report;
pub(super) mod save;
pub(super) mod script;
pub(super) mod tab;
pub(super) mod test;
