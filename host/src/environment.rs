//! The configuration that the environment gives.

use std::collections::BTreeMap;

use teamwork_connect_host::{
    BearerToken, EncryptionKeys, HostConfig, Origin, QuotasError, RateLimitsError,
};
use url::Url;
use zeroize::Zeroizing;

/// Everything that the environment says.
#[derive(Debug)]
pub(crate) struct Environment {
    pub(crate) config: HostConfig,
    pub(crate) listen: String,
}

impl Environment {
    /// Reads the variables. An error is a sentence for the operator.
    pub(crate) fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let public_url = variable("PUBLIC_URL").ok_or(
            "Set PUBLIC_URL to where browsers reach the host, such as http://localhost:8080/api.",
        )?;
        let database_url = variable("DATABASE_URL")
            .unwrap_or_else(|| "sqlite:teamwork-connect.sqlite3".to_owned());
        let keys = read_keys(variable("ENCRYPTION_KEYS"), variable("ENCRYPTION_KEY_FILE"))?;
        let mut config = HostConfig::new(read_url("PUBLIC_URL", &public_url)?, database_url, keys);
        if let Some(url) = variable("SANDBOX_URL") {
            config.sandbox_url = Some(read_url("SANDBOX_URL", &url)?);
        }
        if let Some(origins) = variable("ALLOWED_ORIGINS") {
            config.allowed_origins = origins
                .split(',')
                .map(|origin| Origin::parse(origin.trim()))
                .collect::<Result<_, _>>()
                .map_err(|error| format!("ALLOWED_ORIGINS: {error}"))?;
        }
        if let Some(urls) = variable("RETURN_URLS") {
            config.return_urls = read_return_urls(&urls)?;
        }
        if let Some(token) = variable("BEARER_TOKEN").map(Zeroizing::new) {
            let token =
                BearerToken::new(&token).map_err(|error| format!("BEARER_TOKEN: {error}"))?;
            config.bearer_token = Some(token);
        }
        if let Some(quotas) = variable("QUOTAS") {
            config.quotas =
                quotas.parse().map_err(|error: QuotasError| format!("QUOTAS: {error}"))?;
        }
        if let Some(size) = variable("MAX_DATABASE_MB") {
            let size = size.parse::<u32>().ok().filter(|size| *size > 0);
            let size = size.ok_or("MAX_DATABASE_MB must be a number of megabytes, from 1.")?;
            config.max_database_size = Some(u64::from(size) * 1_000_000);
        }
        if let Some(limits) = variable("RATE_LIMITS") {
            config.rate_limits =
                limits.parse().map_err(|error: RateLimitsError| format!("RATE_LIMITS: {error}"))?;
        }
        if let Some(name) = variable("CLIENT_IP_HEADER") {
            let name = name.parse().map_err(|_| "CLIENT_IP_HEADER is not the name of a header.")?;
            config.client_ip_header = Some(name);
        }
        config.pkce = is_on("PKCE", variable("PKCE"))?;
        config.sever_opener = is_on("SEVER_OPENER", variable("SEVER_OPENER"))?;
        let listen = variable("LISTEN").unwrap_or_else(|| "127.0.0.1:8081".to_owned());
        Ok(Self { config, listen })
    }
}

fn is_on(name: &str, value: Option<String>) -> Result<bool, String> {
    match value.as_deref() {
        None | Some("off") => Ok(false),
        Some("on") => Ok(true),
        Some(_) => Err(format!("{name} is either on or off.")),
    }
}

fn read_url(name: &str, text: &str) -> Result<Url, String> {
    Url::parse(text).map_err(|cause| format!("{name} is not a URL: {cause}."))
}

fn read_return_urls(text: &str) -> Result<BTreeMap<String, Url>, String> {
    let mut urls = BTreeMap::new();
    for entry in text.split(',') {
        let (key, url) = entry.trim().split_once('=').ok_or(
            "RETURN_URLS must have the form key=https://app.example/page, with commas between.",
        )?;
        let url = read_url("RETURN_URLS", url)?;
        if urls.insert(key.to_owned(), url).is_some() {
            return Err(format!("RETURN_URLS has the key {key} twice."));
        }
    }
    Ok(urls)
}

fn read_keys(keys: Option<String>, file: Option<String>) -> Result<EncryptionKeys, String> {
    let text = match (keys, file) {
        (Some(keys), None) => Zeroizing::new(keys),
        (None, Some(file)) => std::fs::read_to_string(&file)
            .map(Zeroizing::new)
            .map_err(|cause| format!("ENCRYPTION_KEY_FILE cannot be read: {cause}."))?,
        (Some(_), Some(_)) => {
            return Err("Set either ENCRYPTION_KEYS or ENCRYPTION_KEY_FILE.".to_owned());
        }
        (None, None) => {
            return Err("Set ENCRYPTION_KEYS or ENCRYPTION_KEY_FILE. \
                        `teamwork-connect-host generate-key` makes a key."
                .to_owned());
        }
    };
    EncryptionKeys::parse(&text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::Environment;

    const KEY: &str = "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    const URL: &str = "http://localhost:8080/api";

    fn read(variables: &[(&str, &str)]) -> Result<Environment, String> {
        Environment::read(|name| {
            let found = variables.iter().find(|(own, _)| *own == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn needs_a_url_and_a_key_only() {
        let environment = read(&[("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY)]).unwrap();
        assert_eq!(environment.listen, "127.0.0.1:8081");
        assert_eq!(environment.config.public_url.as_str(), URL);
        assert_eq!(environment.config.database_url, "sqlite:teamwork-connect.sqlite3");
        assert!(environment.config.sandbox_url.is_none());
    }

    #[test]
    fn return_urls_have_names() {
        let variables = [
            ("PUBLIC_URL", URL),
            ("ENCRYPTION_KEYS", KEY),
            ("RETURN_URLS", "app=https://app.example/connections?a=b, other=http://localhost/"),
        ];
        let urls = read(&variables).unwrap().config.return_urls;
        assert_eq!(urls["app"].as_str(), "https://app.example/connections?a=b");
        assert_eq!(urls["other"].as_str(), "http://localhost/");
    }

    #[test]
    fn says_what_is_wrong() {
        for (variables, word) in [
            (vec![("ENCRYPTION_KEYS", KEY)], "PUBLIC_URL"),
            (vec![("PUBLIC_URL", ""), ("ENCRYPTION_KEYS", KEY)], "PUBLIC_URL"),
            (vec![("PUBLIC_URL", "localhost"), ("ENCRYPTION_KEYS", KEY)], "PUBLIC_URL"),
            (vec![("PUBLIC_URL", URL)], "generate-key"),
            (vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", "1:AAAA")], "32 random bytes"),
            (vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEY_FILE", "/no/such/file")], "cannot be read"),
            (
                vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("ENCRYPTION_KEY_FILE", "x")],
                "either",
            ),
            (
                vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("SANDBOX_URL", "8082")],
                "SANDBOX_URL",
            ),
            (
                vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("ALLOWED_ORIGINS", "*")],
                "ALLOWED_ORIGINS",
            ),
            (vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("RETURN_URLS", "x")], "key="),
            (
                vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("BEARER_TOKEN", "AAAA")],
                "BEARER_TOKEN",
            ),
            (vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("PKCE", "yes")], "PKCE"),
            (vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("QUOTAS", "x=1")], "QUOTAS"),
            (
                vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("MAX_DATABASE_MB", "0")],
                "MAX_DATABASE_MB",
            ),
            (
                vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("RATE_LIMITS", "save")],
                "RATE_LIMITS",
            ),
            (
                vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("CLIENT_IP_HEADER", "a b")],
                "CLIENT_IP_HEADER",
            ),
            (
                vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), ("RETURN_URLS", "a=/x")],
                "RETURN_URLS",
            ),
            (
                vec![
                    ("PUBLIC_URL", URL),
                    ("ENCRYPTION_KEYS", KEY),
                    ("RETURN_URLS", "a=http://a/,a=http://b/"),
                ],
                "twice",
            ),
        ] {
            let sentence = read(&variables).unwrap_err();
            assert!(sentence.contains(word), "{sentence}");
            assert!(!sentence.contains("AAAA"), "a key must not be shown");
        }
    }
}
