//! The settings, one file each.

mod address;
mod api_key;
mod api_type;
mod api_version;
mod auth_type;
mod help;
mod http_settings;
mod ids;
mod list;
mod name;
mod oauth_client;
mod region;
mod site_name;
mod site_notices;

pub(super) use api_type::product_name;
pub(super) use help::{PORTAL, product, site_page};
pub(super) use list::Settings;
pub(super) use region::region_name;
