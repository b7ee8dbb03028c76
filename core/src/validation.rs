//! The validation rules: from a draft or a request body to a valid configuration, or to all errors at once.

use crate::account_address::AccountAddress;
use crate::configuration::{
    Api, Configuration, DeskVersion, ProjectsSignIn, ProjectsVersion, SpacesVersion, Target,
};
use crate::setting::Setting;
use crate::wire::ConnectionBody;
use crate::{
    ApiType, ApiVersion, AuthType, ConnectionName, Draft, FieldCode, FieldErrors, Key, NumericId,
    OauthClientId, Secret, SiteUrl,
};

/// Builds a configuration from a draft and the text of the API key field, which is checked but not kept. Ignores
/// settings that do not apply.
///
/// # Errors
///
/// All errors, one per setting.
pub fn validate(draft: &Draft, api_key: &str) -> Result<Configuration, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.take(Key::Name, ConnectionName::parse(&draft.name));
    let target = read_target(draft, api_key, &mut errors);
    match (name, target) {
        (Some(name), Some(target)) if errors.is_empty() => Ok(Configuration { name, target }),
        _ => Err(errors),
    }
}

/// Same as [`validate`], for a connection test, which needs no name.
///
/// # Errors
///
/// All errors except those of the name.
pub fn validate_target(draft: &Draft, api_key: &str) -> Result<Target, FieldErrors> {
    let mut errors = FieldErrors::default();
    match read_target(draft, api_key, &mut errors) {
        Some(target) if errors.is_empty() => Ok(target),
        _ => Err(errors),
    }
}

/// Builds a configuration from a request body, as a backend must: by the rules of [`validate`], and rejecting
/// settings that do not apply. Both URLs are derived again and must match.
///
/// # Errors
///
/// All errors, one per key.
pub fn validate_body(body: &ConnectionBody) -> Result<Configuration, FieldErrors> {
    let (draft, mut errors) = read_body(body);
    let name = errors.take(Key::Name, ConnectionName::parse(&draft.name));
    let target = read_target(&draft, exposed_key(body), &mut errors);
    compare_urls(body, target.as_ref(), &mut errors);
    match (name, target) {
        (Some(name), Some(target)) if errors.is_empty() => Ok(Configuration { name, target }),
        _ => Err(errors),
    }
}

/// Same as [`validate_body`], for a connection test, which ignores the name.
///
/// # Errors
///
/// All errors except those of the name.
pub fn validate_target_body(body: &ConnectionBody) -> Result<Target, FieldErrors> {
    let (draft, mut errors) = read_body(body);
    let target = read_target(&draft, exposed_key(body), &mut errors);
    compare_urls(body, target.as_ref(), &mut errors);
    match target {
        Some(target) if errors.is_empty() => Ok(target),
        _ => Err(errors),
    }
}

fn exposed_key(body: &ConnectionBody) -> &str {
    body.api_key.as_ref().map_or("", Secret::expose)
}

/// Reads every setting that applies. An error in one does not stop the others from being read.
fn read_target(draft: &Draft, api_key: &str, errors: &mut FieldErrors) -> Option<Target> {
    let Some(api_type) = draft.api_type else {
        errors.add(Key::ApiType, FieldCode::Required);
        return None;
    };
    let version = read_version(api_type, draft.api_version, errors);
    let site = read_site(draft, errors);
    let api = match api_type {
        ApiType::Projects => read_projects(draft, version, api_key, errors),
        ApiType::Desk => read_desk(draft, version, errors),
        ApiType::Spaces => read_spaces(draft, version, errors),
    };
    Some(Target { site: site?, api: api? })
}

fn read_version(
    api_type: ApiType,
    chosen: Option<ApiVersion>,
    errors: &mut FieldErrors,
) -> Option<ApiVersion> {
    let result = match chosen {
        Some(version) if api_type.versions().contains(&version) => Ok(version),
        Some(_) => Err(FieldCode::Unknown),
        // The model product does not mark Desk's version as required. A missing one means v2.
        None if api_type == ApiType::Desk => Ok(ApiVersion::V2),
        None => Err(FieldCode::Required),
    };
    errors.take(Key::ApiVersion, result)
}

fn read_site(draft: &Draft, errors: &mut FieldErrors) -> Option<SiteUrl> {
    let region = errors.take(Key::Region, draft.region.ok_or(FieldCode::Required));
    let address = errors.take(Key::SiteName, AccountAddress::parse(&draft.site_name))?;
    let region = region?;
    if address.region.is_some_and(|named| named != region) {
        errors.add(Key::SiteName, FieldCode::Mismatch);
        return None;
    }
    Some(SiteUrl { site_name: address.site_name, region })
}

fn read_projects(
    draft: &Draft,
    version: Option<ApiVersion>,
    api_key: &str,
    errors: &mut FieldErrors,
) -> Option<Api> {
    let sign_in = match draft.auth_type {
        None => {
            errors.add(Key::AuthType, FieldCode::Required);
            None
        }
        Some(AuthType::Basic) => {
            errors.take(Key::ApiKey, Secret::check(api_key)).map(|()| ProjectsSignIn::Basic)
        }
        Some(AuthType::Oauth2) => read_client(draft, errors).map(ProjectsSignIn::Oauth2),
    };
    let version = match version? {
        ApiVersion::V1 => ProjectsVersion::V1,
        ApiVersion::V2 => ProjectsVersion::V2,
        ApiVersion::V3 => ProjectsVersion::V3,
        ApiVersion::V0 => return None,
    };
    Some(Api::Projects { version, sign_in: sign_in? })
}

fn read_desk(draft: &Draft, version: Option<ApiVersion>, errors: &mut FieldErrors) -> Option<Api> {
    let client = read_client(draft, errors);
    let version = match version? {
        ApiVersion::V0 => DeskVersion::V0,
        ApiVersion::V2 => DeskVersion::V2,
        ApiVersion::V1 | ApiVersion::V3 => return None,
    };
    Some(Api::Desk { version, client: client? })
}

fn read_spaces(
    draft: &Draft,
    version: Option<ApiVersion>,
    errors: &mut FieldErrors,
) -> Option<Api> {
    let version = match version {
        Some(ApiVersion::V0) => {
            errors.take(Key::UserId, NumericId::parse(&draft.user_id)).map(SpacesVersion::V0)
        }
        Some(ApiVersion::V2) => {
            errors.take(Key::SpaceId, NumericId::parse(&draft.space_id)).map(SpacesVersion::V2)
        }
        _ => None,
    };
    let client = read_client(draft, errors);
    Some(Api::Spaces { version: version?, client: client? })
}

fn read_client(draft: &Draft, errors: &mut FieldErrors) -> Option<OauthClientId> {
    errors.take(Key::OauthClientId, OauthClientId::parse(&draft.oauth_client_id))
}

/// Reads the choices in a body, and reports settings that do not apply.
fn read_body(body: &ConnectionBody) -> (Draft, FieldErrors) {
    let (draft, mut errors) = Draft::read(|key| body.text(key).map(str::to_owned));
    // Without a valid API type, it is unknown which settings apply.
    if draft.api_type.is_some() {
        for key in body.keys() {
            if Setting::of(key).is_some_and(|setting| !setting.applies(&draft)) {
                errors.add(key, FieldCode::Unknown);
            }
        }
    }
    (draft, errors)
}

fn compare_urls(body: &ConnectionBody, target: Option<&Target>, errors: &mut FieldErrors) {
    let Some(target) = target else { return };
    match body.site_url.as_deref() {
        None => errors.add(Key::SiteUrl, FieldCode::Required),
        Some(url) if url != target.site.to_string() => {
            errors.add(Key::SiteUrl, FieldCode::Mismatch);
        }
        Some(_) => {}
    }
    match (&body.api_base_url, target.api_base_url()) {
        (None, Some(_)) => errors.add(Key::ApiBaseUrl, FieldCode::Required),
        (posted, derived) if *posted != derived => {
            errors.add(Key::ApiBaseUrl, FieldCode::Mismatch);
        }
        _ => {}
    }
}
