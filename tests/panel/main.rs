//! Tests of the panel from a user's point of view: the real element in a real browser, with a fake backend behind
//! `fetch`. There is one module for each subject; `stage` has what they share.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

mod stage;

mod accessibility;
mod address_first;
mod addresses;
mod attributes;
mod authorization_results;
mod authorizations;
mod authorizing;
mod client_dialog;
mod client_secret;
mod clients;
mod closing;
mod coming_back;
mod conditions;
mod confirming;
mod derivation;
mod editing;
mod help;
mod http_settings;
mod input_hints;
mod instances;
mod languages;
mod leaving;
mod life_cycle;
mod limits;
mod messages;
mod messages_only;
mod minimal_backend;
mod mutations;
mod page_session;
mod pending;
mod policy;
mod polling;
mod posting;
mod results;
mod saving;
mod scripting;
mod secret_events;
mod secrets;
mod sign_in_window;
mod skeleton;
mod standing;
mod stopping;
mod submitting;
mod testing;
mod testing_first;
mod this_tab;
mod translators;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
