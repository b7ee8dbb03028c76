//! Whether the panel is accessible, in every state of the gallery and on the page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

mod announcements;
mod axe;
mod every_state;
mod focus_order;
mod golden;
mod hostile_page;
mod keyboard;
mod looks;
mod motion;
mod reflow;
mod script;
mod tree;
mod user_colors;
