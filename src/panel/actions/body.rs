//! The settings as a request body.

use teamwork_connect_core::wire::splice_secret;
use teamwork_connect_core::{AuthType, Key, trim_outer_space};
use wasm_bindgen::JsValue;

use crate::backend_api::SaveBody;
use crate::browser::json;
use crate::panel::state::Panel;

/// Builds the JSON to send. The secret goes from its input into this one buffer.
pub(super) fn body(panel: &Panel, settings: &JsValue, auth: AuthType) -> SaveBody {
    let object = json::stringify(settings);
    match auth {
        AuthType::Basic => {
            let key = panel.api_key.read();
            splice_secret(&object, Key::ApiKey, trim_outer_space(&key))
        }
        AuthType::Oauth2 => SaveBody::new(object.into_bytes()),
    }
}
