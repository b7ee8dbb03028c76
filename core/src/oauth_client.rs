//! The settings of an OAuth 2.0 client, and their validation.

use crate::wire::OauthClientBody;
use crate::{ConnectionName, FieldCode, FieldErrors, Key, Secret, trim_outer_space};

/// The valid settings of a client, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OauthClientSettings {
    /// The user's name for the client, under the rules for a connection's name.
    pub name: ConnectionName,
    /// The client ID from Teamwork.
    pub client_id: ClientId,
}

/// The client ID of an app, as Teamwork's developer portal shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientId(String);

impl ClientId {
    /// The maximum length, in bytes. Teamwork documents no limit; client IDs today are shorter than 100.
    pub const MAX_LENGTH: usize = 255;

    /// Parses a client ID. White space around it is ignored.
    ///
    /// # Errors
    ///
    /// [`FieldCode::Required`], [`FieldCode::TooLong`], or [`FieldCode::Format`] if it contains white space or
    /// anything other than printable ASCII.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let text = trim_outer_space(text);
        if text.is_empty() {
            return Err(FieldCode::Required);
        }
        if text.len() > Self::MAX_LENGTH {
            return Err(FieldCode::TooLong);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(FieldCode::Format);
        }
        Ok(Self(text.to_owned()))
    }

    /// The client ID.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Builds the settings of a client from its form. The secret is checked but not kept.
///
/// # Errors
///
/// All errors, one per field.
pub fn validate_oauth_client(
    name: &str,
    client_id: &str,
    client_secret: &str,
) -> Result<OauthClientSettings, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take(Key::Name, ConnectionName::parse(name));
    let client_id = errors.take(Key::ClientId, ClientId::parse(client_id));
    errors.take(Key::ClientSecret, Secret::check(client_secret));
    match (name, client_id) {
        (Some(name), Some(client_id)) if errors.is_empty() => {
            Ok(OauthClientSettings { name, client_id })
        }
        _ => Err(errors),
    }
}

/// Same as [`validate_oauth_client`], for a request body.
///
/// # Errors
///
/// All errors, one per key.
pub fn validate_oauth_client_body(
    body: &OauthClientBody,
) -> Result<OauthClientSettings, FieldErrors> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let secret = body.client_secret.as_ref().map_or("", Secret::expose);
    validate_oauth_client(&text(&body.name), &text(&body.client_id), secret)
}

#[cfg(test)]
mod tests {
    use super::{ClientId, validate_oauth_client, validate_oauth_client_body};
    use crate::FieldCode::{Format, Required, TooLong};
    use crate::wire::OauthClientBody;
    use crate::{FieldErrors, Key};

    #[test]
    fn a_client_id_is_printable_ascii() {
        assert_eq!(ClientId::parse("\u{200b} abc-1.2 \n").unwrap().as_str(), "abc-1.2");
        assert_eq!(ClientId::parse(" "), Err(Required));
        assert_eq!(ClientId::parse("a b"), Err(Format));
        assert_eq!(ClientId::parse("é"), Err(Format));
        assert!(ClientId::parse(&"a".repeat(255)).is_ok());
        assert_eq!(ClientId::parse(&"a".repeat(256)), Err(TooLong));
    }

    #[test]
    fn all_errors_come_at_once() {
        let errors = validate_oauth_client("", "a b", "").unwrap_err();
        let mut expected = FieldErrors::default();
        expected.add(Key::Name, Required);
        expected.add(Key::ClientId, Format);
        expected.add(Key::ClientSecret, Required);
        assert_eq!(errors, expected);
        assert_eq!(validate_oauth_client_body(&OauthClientBody::default()).unwrap_err().len(), 3);
    }

    #[test]
    fn a_body_is_judged_as_the_form_is() {
        let body = r#"{"name":" Our app ","clientId":"id","clientSecret":" canary "}"#;
        let body: OauthClientBody = serde_json::from_str(body).unwrap();
        let settings = validate_oauth_client_body(&body).unwrap();
        assert_eq!((settings.name.as_str(), settings.client_id.as_str()), ("Our app", "id"));
        assert!(!format!("{body:?}").contains("canary"));
        assert!(!serde_json::to_string(&body).unwrap().contains("canary"));
        assert!(serde_json::from_str::<OauthClientBody>(r#"{"id":"1"}"#).is_err());
    }
}
