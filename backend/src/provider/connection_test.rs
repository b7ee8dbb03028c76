//! The connection test: what a response from Teamwork means for its three checks.
//!
//! | Teamwork | `site` | `sign_in` | `product` |
//! |---|---|---|---|
//! | 2xx with a JSON object | passed | passed | passed |
//! | 2xx with anything else; another 4xx | passed | passed | failed, `bad_response` |
//! | 401 | passed | failed, `denied` | skipped |
//! | 403 | passed | passed | failed, `product_unavailable` |
//! | 404 of a product's path | the result of `/me.json`; if that exists, `product` failed with `product_unavailable` |||
//! | 404 of `/me.json`, 3xx, unknown hostname | failed, `not_found` | skipped | skipped |
//! | 429 | passed | failed, `rate_limited` | skipped |
//! | 5xx, no connection, timeout | failed, `provider_unavailable` | skipped | skipped |
//!
//! Without a credential, that is, with OAuth 2.0 before the authorization, only the site is checked
//! by requesting `/me.json`. Any response except a 404, a redirect or a 5xx means that the site
//! exists. For a product without a documented path, `/me.json` is requested with the credential: a
//! 401 or a 429 fails `sign_in`, and every other response passes it.

use reqwest::StatusCode;
use teamwork_connect_core::wire::{Check, CheckName, CheckStatus, TestReport};
use teamwork_connect_core::{ResultCode, SiteUrl, Target};

use super::client::{Answer, Credential, Provider, Unreachable};

/// A path of Projects v1 that every site has.
const ANY_SITE: &str = "/me.json";

/// Tests unsaved settings. Nothing is stored.
pub(crate) async fn test(
    provider: &Provider,
    target: &Target,
    credential: Option<Credential<'_>>,
) -> TestReport {
    let outcome = async {
        match (target.test_path(), credential) {
            (Some(path), Some(credential)) => {
                test_product(provider, &target.site, &path, credential).await
            }
            (None, Some(credential)) => test_sign_in(provider, &target.site, credential).await,
            (_, None) => test_site(provider, &target.site).await,
        }
    };
    let outcome = tokio::time::timeout(provider.timeout(), outcome).await;
    outcome.unwrap_or(Outcome::SITE_SILENT).into_report()
}

/// The outcome of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    /// The site exists. The other checks were skipped.
    SitePassed,
    /// The credential is valid. The product could not be checked.
    SignInPassed,
    /// This check failed, and those before it passed.
    Failed(CheckName, ResultCode),
}

impl Outcome {
    const SITE_MISSING: Self = Self::Failed(CheckName::Site, ResultCode::NotFound);
    const SITE_SILENT: Self = Self::Failed(CheckName::Site, ResultCode::ProviderUnavailable);
    const PRODUCT_MISSING: Self = Self::Failed(CheckName::Product, ResultCode::ProductUnavailable);

    fn of(answer: Result<Answer, Unreachable>) -> Self {
        let answer = match answer {
            Ok(answer) => answer,
            Err(Unreachable::NoSuchHost) => return Self::SITE_MISSING,
            Err(Unreachable::Unavailable) => return Self::SITE_SILENT,
        };
        match answer.status.as_u16() {
            200..=299 if answer.json => Self::Passed,
            300..=399 | 404 => Self::SITE_MISSING,
            401 => Self::Failed(CheckName::SignIn, ResultCode::Denied),
            403 => Self::PRODUCT_MISSING,
            429 => Self::Failed(CheckName::SignIn, ResultCode::RateLimited),
            500.. => Self::SITE_SILENT,
            _ => Self::Failed(CheckName::Product, ResultCode::BadResponse),
        }
    }

    fn into_report(self) -> TestReport {
        let checks = CheckName::ALL.iter().map(|name| self.check(*name)).collect();
        TestReport { ok: !matches!(self, Self::Failed(..)), checks }
    }

    fn check(self, name: CheckName) -> Check {
        let (status, code) = match self {
            Self::Passed => (CheckStatus::Passed, None),
            Self::SitePassed if name == CheckName::Site => (CheckStatus::Passed, None),
            Self::SignInPassed if name <= CheckName::SignIn => (CheckStatus::Passed, None),
            Self::SitePassed | Self::SignInPassed => (CheckStatus::Skipped, None),
            Self::Failed(failed, code) if name == failed => (CheckStatus::Failed, Some(code)),
            // The checks are declared in the order in which they run.
            Self::Failed(failed, _) if name < failed => (CheckStatus::Passed, None),
            Self::Failed(..) => (CheckStatus::Skipped, None),
        };
        Check { name, status, code }
    }
}

async fn test_product(
    provider: &Provider,
    site: &SiteUrl,
    path: &str,
    credential: Credential<'_>,
) -> Outcome {
    let answer = provider.get(site, &for_one_item(path), Some(credential)).await;
    let missing = answer.is_ok_and(|answer| answer.status == StatusCode::NOT_FOUND);
    if !missing || path == ANY_SITE {
        return Outcome::of(answer);
    }
    // Either the site or the product doesn't exist. A path that every site has shows which.
    match Outcome::of(provider.get(site, ANY_SITE, Some(credential)).await) {
        Outcome::Passed | Outcome::Failed(CheckName::Product, _) => Outcome::PRODUCT_MISSING,
        other => other,
    }
}

/// Limits a list to one item. Spaces has only lists, and one page of a space suffices.
fn for_one_item(path: &str) -> String {
    if path.ends_with("/pages.json") { format!("{path}?pageSize=1") } else { path.to_owned() }
}

async fn test_sign_in(provider: &Provider, site: &SiteUrl, credential: Credential<'_>) -> Outcome {
    match Outcome::of(provider.get(site, ANY_SITE, Some(credential)).await) {
        Outcome::Passed | Outcome::Failed(CheckName::Product, _) => Outcome::SignInPassed,
        other => other,
    }
}

async fn test_site(provider: &Provider, site: &SiteUrl) -> Outcome {
    match Outcome::of(provider.get(site, ANY_SITE, None).await) {
        Outcome::Failed(CheckName::Site, code) => Outcome::Failed(CheckName::Site, code),
        _ => Outcome::SitePassed,
    }
}
