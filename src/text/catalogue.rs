//! Looking up messages.

use teamwork_connect_core::setting::Setting;
use teamwork_connect_core::wire::CheckName;
use teamwork_connect_core::{FieldCode, Key, ResultCode};

use super::english::Message;

/// The messages of one panel.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Texts;

impl Texts {
    /// A message.
    pub(crate) fn get(self, message: Message) -> &'static str {
        message.english()
    }

    /// A message with its placeholders filled: `{name}` becomes the value beside `name`.
    pub(crate) fn fill(self, message: Message, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.get(message).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }

    /// The label of a setting.
    pub(crate) fn label(self, key: Key) -> &'static str {
        Setting::of(key).map_or("", |setting| setting.label)
    }

    /// What is wrong with a setting, and how to mend it.
    pub(crate) fn field_error(self, key: Key, code: FieldCode) -> &'static str {
        self.find(&format!("error.{key}.{code}"), &format!("error.{code}"))
    }

    /// The label of a field of the dialog for a client.
    pub(crate) fn client_label(self, key: Key) -> &'static str {
        self.get(match key {
            Key::Name => Message::ClientName,
            Key::ClientId => Message::ClientId,
            _ => Message::ClientSecret,
        })
    }

    /// What is wrong with a field of the dialog for a client.
    pub(crate) fn client_error(self, key: Key, code: FieldCode) -> &'static str {
        self.find(&format!("error.client.{key}.{code}"), &format!("error.{code}"))
    }

    /// How something ended.
    pub(crate) fn result(self, code: ResultCode) -> &'static str {
        self.find(&format!("result.{code}"), "result.internal")
    }

    /// Why a check of a test failed, and what to do.
    pub(crate) fn check(self, name: CheckName, code: ResultCode) -> &'static str {
        self.find(&format!("check.{name}.{code}"), &format!("result.{code}"))
    }

    fn find(self, key: &str, otherwise: &str) -> &'static str {
        Message::of(key).or_else(|| Message::of(otherwise)).map_or("", |message| self.get(message))
    }
}

#[cfg(test)]
mod tests {
    use teamwork_connect_core::{FieldCode, Key, ResultCode};

    use super::Texts;
    use crate::text::Message;

    #[test]
    fn every_code_has_a_sentence() {
        for code in ResultCode::ALL {
            assert!(Message::of(&format!("result.{code}")).is_some(), "{code}");
        }
        for key in Key::ALL {
            for code in FieldCode::ALL {
                assert!(!Texts.field_error(*key, *code).is_empty(), "{key} {code}");
            }
        }
    }

    #[test]
    fn every_field_of_a_client_says_by_itself_that_it_is_required() {
        for key in [Key::Name, Key::ClientId, Key::ClientSecret] {
            assert!(Message::of(&format!("error.client.{key}.required")).is_some(), "{key}");
        }
    }

    #[test]
    fn every_setting_says_by_itself_that_it_is_required() {
        for key in Key::ALL.iter().filter(|key| !Texts.label(**key).is_empty()) {
            assert!(Message::of(&format!("error.{key}.required")).is_some(), "{key}");
        }
    }

    #[test]
    fn keys_are_unique_and_placeholders_are_filled() {
        for (place, message) in Message::ALL.iter().enumerate() {
            assert_eq!(Message::ALL.iter().position(|m| m.key() == message.key()), Some(place));
        }
        assert_eq!(
            Texts.fill(Message::RegionSet, &[("region", "EU")]),
            "Region set to EU from the address."
        );
    }
}
