//! Texts that are passed to the panel.

use std::sync::Arc;

/// Returns the text of a message by its key, or `None` to fall back: a catalogue may be older or newer than the
/// panel.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Arc;
///
/// use leptos::prelude::*;
/// use teamwork_connect::{Catalogue, ConnectionPanel};
///
/// let texts = HashMap::from([("title.create", "Connect Acme to Teamwork")]);
/// let own: Catalogue = Arc::new(move |key| texts.get(key).map(|text| (*text).to_owned()));
/// let app = move || view! { <ConnectionPanel backend="/api" messages=Some(own) /> };
/// ```
pub type Catalogue = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;
