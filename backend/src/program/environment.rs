//! Reads the configuration from environment variables.

use std::collections::BTreeMap;
use std::net::IpAddr;

use ipnet::IpNet;
use teamwork_connect_backend::{
    Authority, BackendConfig, BearerToken, EncryptionKeys, KeyFile, Origin, QuotasError,
    RateLimitsError, ServeLimits,
};
use url::Url;
use zeroize::Zeroizing;

/// The configuration from the environment.
#[derive(Debug)]
pub(crate) struct Environment {
    pub(crate) config: BackendConfig,
    pub(crate) listen: String,
    /// The separate listen address for operators, if set.
    pub(crate) operations_listen: Option<String>,
    pub(crate) limits: ServeLimits,
    /// Whether the operator has confirmed that every client that reaches the backend may use the
    /// local account.
    pub(crate) everybody_is_local: bool,
}

impl Environment {
    /// Reads the variables.
    ///
    /// # Errors
    /// Returns a sentence for the operator.
    pub(crate) fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let public_url = variable("PUBLIC_URL").ok_or(
            "Set PUBLIC_URL to the URL where browsers reach the backend, such as \
             http://localhost:8080/api.",
        )?;
        let database_url = variable("DATABASE_URL")
            .unwrap_or_else(|| "sqlite:teamwork-connect.sqlite3".to_owned());
        let keys = read_keys(variable("ENCRYPTION_KEYS"), variable("ENCRYPTION_KEY_FILE"))?;
        let mut config =
            BackendConfig::new(read_url("PUBLIC_URL", &public_url)?, database_url, keys);
        if let Some(url) = variable("SANDBOX_URL") {
            config.sandbox_url = Some(read_url("SANDBOX_URL", &url)?);
        }
        if let Some(proxy) = variable("EGRESS_PROXY") {
            // The URL may contain a password, which an error must not show.
            let url = Url::parse(&proxy).map_err(|_| "EGRESS_PROXY isn't a valid URL.")?;
            config.egress =
                config.egress.by_proxy(&url).map_err(|error| format!("EGRESS_PROXY: {error}"))?;
        }
        if let Some(file) = variable("CA_FILE") {
            let pem =
                std::fs::read(&file).map_err(|cause| format!("Can't read CA_FILE: {cause}."))?;
            config.egress =
                config.egress.trusting(&pem).map_err(|error| format!("CA_FILE: {error}"))?;
        }
        if let Some(backends) = variable("ALLOWED_HOSTS") {
            config.allowed_hosts = backends
                .split(',')
                .map(|backend| Authority::parse(backend.trim()))
                .collect::<Result<_, _>>()
                .map_err(|error| format!("ALLOWED_HOSTS: {error}"))?;
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
        if let Some(connections) = variable("DATABASE_CONNECTIONS") {
            config.database_connections = connections
                .parse()
                .ok()
                .filter(|connections| *connections > 0)
                .ok_or("DATABASE_CONNECTIONS must be a number of at least 1.")?;
        }
        if let Some(size) = variable("MAX_DATABASE_MB") {
            let size = size.parse::<u32>().ok().filter(|size| *size > 0);
            let size = size.ok_or("MAX_DATABASE_MB must be a number of megabytes, at least 1.")?;
            config.max_database_size = Some(u64::from(size) * 1_000_000);
        }
        if let Some(limits) = variable("RATE_LIMITS") {
            config.rate_limits =
                limits.parse().map_err(|error: RateLimitsError| format!("RATE_LIMITS: {error}"))?;
        }
        if let Some(proxies) = variable("TRUSTED_PROXIES") {
            config.trusted_proxies = read_networks(&proxies)?;
        }
        if let Some(name) = variable("CLIENT_IP_HEADER") {
            if config.trusted_proxies.is_empty() {
                return Err(
                    "CLIENT_IP_HEADER requires TRUSTED_PROXIES: the networks of the proxies that \
                     set it, such as 127.0.0.1 or 10.0.0.0/8."
                        .to_owned(),
                );
            }
            config.client_ip_header =
                name.parse().map_err(|_| "CLIENT_IP_HEADER isn't a valid header name.")?;
        }
        if let Some(lifetime) = variable("SESSION_LIFETIME") {
            config.session_lifetime = humantime::parse_duration(&lifetime)
                .ok()
                .filter(|lifetime| lifetime.as_secs() > 0)
                .ok_or("SESSION_LIFETIME must be a duration such as 8h or 30d.")?;
        }
        config.pkce = is_on("PKCE", variable("PKCE"))?;
        config.sever_opener = is_on("SEVER_OPENER", variable("SEVER_OPENER"))?;
        let listen = variable("LISTEN").unwrap_or_else(|| "127.0.0.1:8081".to_owned());
        let mut limits = ServeLimits {
            trusted_proxies: config.trusted_proxies.clone(),
            ..ServeLimits::default()
        };
        for (name, limit) in [
            ("MAX_CONNECTIONS", &mut limits.connections),
            ("MAX_CONNECTIONS_PER_ADDRESS", &mut limits.connections_per_address),
        ] {
            if let Some(number) = variable(name) {
                *limit = number
                    .parse()
                    .ok()
                    .filter(|number| (1..=1_000_000).contains(number))
                    .ok_or(format!("{name} must be a number from 1 to 1000000."))?;
            }
        }
        let everybody_is_local = is_on("EVERYBODY_IS_LOCAL", variable("EVERYBODY_IS_LOCAL"))?;
        let operations_listen = variable("OPERATIONS_LISTEN");
        Ok(Self { config, listen, operations_listen, limits, everybody_is_local })
    }
}

fn is_on(name: &str, value: Option<String>) -> Result<bool, String> {
    match value.as_deref() {
        None | Some("off") => Ok(false),
        Some("on") => Ok(true),
        Some(_) => Err(format!("{name} must be on or off.")),
    }
}

fn read_url(name: &str, text: &str) -> Result<Url, String> {
    Url::parse(text).map_err(|cause| format!("{name} isn't a valid URL: {cause}."))
}

/// Parses networks separated by commas. A single address is a network of one.
fn read_networks(text: &str) -> Result<Vec<IpNet>, String> {
    let networks = text.split(',').map(str::trim);
    let networks = networks.map(|network| {
        let address = || network.parse::<IpAddr>().map(IpNet::from);
        network.parse::<IpNet>().or_else(|_| address())
    });
    networks.collect::<Result<_, _>>().map_err(|_| {
        "TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, separated by commas."
            .to_owned()
    })
}

fn read_return_urls(text: &str) -> Result<BTreeMap<String, Url>, String> {
    let mut urls = BTreeMap::new();
    for entry in text.split(',') {
        let (key, url) = entry.trim().split_once('=').ok_or(
            "RETURN_URLS must be entries such as key=https://app.example/page, separated by \
             commas.",
        )?;
        let url = read_url("RETURN_URLS", url)?;
        if urls.insert(key.to_owned(), url).is_some() {
            return Err(format!("RETURN_URLS contains the key {key} twice."));
        }
    }
    Ok(urls)
}

fn read_keys(keys: Option<String>, file: Option<String>) -> Result<EncryptionKeys, String> {
    let text = match (keys, file) {
        (Some(keys), None) => Zeroizing::new(keys),
        (None, Some(file)) => KeyFile(file.into())
            .read()
            .map_err(|cause| format!("Can't read ENCRYPTION_KEY_FILE: {cause}."))?,
        (Some(_), Some(_)) => {
            return Err("Set either ENCRYPTION_KEYS or ENCRYPTION_KEY_FILE, not both.".to_owned());
        }
        (None, None) => {
            return Err("Set ENCRYPTION_KEYS or ENCRYPTION_KEY_FILE. To create a key, run \
                        `teamwork-connect-backend generate-key`."
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
    fn requires_only_a_url_and_a_key() {
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
    fn explains_missing_and_invalid_settings() {
        for (variables, word) in [
            (vec![("ENCRYPTION_KEYS", KEY)], "PUBLIC_URL"),
            (vec![("PUBLIC_URL", ""), ("ENCRYPTION_KEYS", KEY)], "PUBLIC_URL"),
            (vec![("PUBLIC_URL", "localhost"), ("ENCRYPTION_KEYS", KEY)], "PUBLIC_URL"),
            (vec![("PUBLIC_URL", URL)], "generate-key"),
            (vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", "1:AAAA")], "32 random bytes"),
            (vec![("PUBLIC_URL", URL), ("ENCRYPTION_KEY_FILE", "/no/such/file")], "Can't read"),
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

    fn complaint(name: &str, value: &str) -> String {
        read(&[("PUBLIC_URL", URL), ("ENCRYPTION_KEYS", KEY), (name, value)]).unwrap_err()
    }

    #[test]
    fn explains_invalid_optional_settings() {
        for (name, value) in [
            ("ALLOWED_HOSTS", "http://app.example"),
            ("ALLOWED_HOSTS", "*"),
            ("TRUSTED_PROXIES", "localhost"),
            ("TRUSTED_PROXIES", "10.0.0.0/8,"),
            ("SESSION_LIFETIME", "30"),
            ("SESSION_LIFETIME", "0s"),
            ("MAX_CONNECTIONS", "0"),
            ("MAX_CONNECTIONS_PER_ADDRESS", "many"),
            ("EVERYBODY_IS_LOCAL", "yes"),
            ("CA_FILE", "/no/such/file"),
            ("EGRESS_PROXY", "socks5://localhost"),
        ] {
            let sentence = complaint(name, value);
            assert!(sentence.contains(name), "{sentence}");
        }
        assert!(!complaint("EGRESS_PROXY", "http://user:canary@:x").contains("canary"));
    }

    #[test]
    fn m8_an_address_header_requires_trusted_proxies() {
        assert!(complaint("CLIENT_IP_HEADER", "x-forwarded-for").contains("TRUSTED_PROXIES"));
        let settings = |header| {
            [
                ("PUBLIC_URL", URL),
                ("ENCRYPTION_KEYS", KEY),
                ("TRUSTED_PROXIES", "127.0.0.1, ::1,10.0.0.0/8"),
                ("CLIENT_IP_HEADER", header),
            ]
        };
        let environment = read(&settings("Forwarded")).unwrap();
        assert_eq!(environment.config.trusted_proxies.len(), 3);
        assert_eq!(environment.limits.trusted_proxies, environment.config.trusted_proxies);
        assert_eq!(environment.config.client_ip_header, "forwarded");
        assert!(read(&settings("a b")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn l5_rejects_a_world_readable_key_file() {
        use std::os::unix::fs::PermissionsExt;

        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("keys");
        std::fs::write(&file, KEY).unwrap();
        for (mode, good) in [(0o600, true), (0o440, true), (0o644, false), (0o606, false)] {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
            let file = file.to_str().unwrap();
            let result = read(&[("PUBLIC_URL", URL), ("ENCRYPTION_KEY_FILE", file)]);
            assert_eq!(result.is_ok(), good, "{mode:o}");
        }
    }
}
