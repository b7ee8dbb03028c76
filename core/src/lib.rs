//! The rules of a Teamwork.com connection, without a browser or I/O.
//!
//! The panel in the browser and the backend share this code: which settings exist ([`setting`]), what an address
//! means ([`account_address`]), what is derived ([`site_url`]), what is valid ([`validation`]), and the wire types
//! ([`wire`]). Types that hold only valid values ([`SiteName`], [`NumericId`], [`Configuration`]) are created by
//! parsing, so nothing is checked twice.
//!
//! This crate defines codes ([`code`]), not sentences. Those are in the panel's message catalogue.

mod string_enum;

pub mod account_address;
pub mod api;
pub mod authorization_flow;
pub mod code;
pub mod configuration;
pub mod connection_name;
pub mod draft;
pub mod field_errors;
pub mod http_settings;
#[cfg(feature = "json")]
pub mod json;
pub mod kept_authorization;
pub mod key;
pub mod limits;
pub mod numeric_id;
pub mod oauth_client;
pub mod oauth_client_id;
pub mod region;
pub mod return_address;
pub mod secret;
pub mod setting;
pub mod site_name;
pub mod site_url;
pub mod surroundings;
pub mod validation;
pub mod web_address;
pub mod wire;

mod outer_space;
mod wrapped_address;

pub use account_address::AccountAddress;
pub use api::{ApiType, ApiVersion, AuthType};
pub use authorization_flow::AuthorizationFlow;
pub use code::{FieldCode, ResultCode};
pub use configuration::{Configuration, Target};
pub use connection_name::ConnectionName;
pub use draft::Draft;
pub use field_errors::{FieldError, FieldErrors};
pub use kept_authorization::KeptAuthorization;
pub use key::Key;
pub use limits::{Choices, Keys, Limits};
pub use numeric_id::NumericId;
pub use oauth_client::{OauthClientSettings, validate_oauth_client};
pub use oauth_client_id::OauthClientId;
pub use outer_space::trim_outer_space;
pub use region::Region;
pub use secret::Secret;
pub use site_name::SiteName;
pub use site_url::SiteUrl;
pub use surroundings::Surroundings;
pub use validation::{validate, validate_target};
pub use web_address::WebAddress;
