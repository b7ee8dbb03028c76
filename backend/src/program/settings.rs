//! The settings of the program, with a short help text each. `docs/backend-configuration.md`
//! explains them in detail.

/// Every environment variable that the program reads, with its help text and its default in
/// brackets.
pub(crate) const SETTINGS: [(&str, &str); 27] = [
    (
        "PUBLIC_URL",
        "The URL where browsers reach the backend, such as http://localhost:8080/api. Required.",
    ),
    (
        "ENCRYPTION_KEYS",
        "The keys that encrypt credentials, as id:key separated by commas, the current one first. Required unless ENCRYPTION_KEY_FILE is set.",
    ),
    ("ENCRYPTION_KEY_FILE", "A file that contains the keys instead."),
    (
        "DATABASE_URL",
        "sqlite: with a file, or postgres://user:password@server/database [sqlite:teamwork-connect.sqlite3].",
    ),
    ("DATABASE_CONNECTIONS", "The maximum number of connections to PostgreSQL [10]."),
    ("LISTEN", "The address to listen on [127.0.0.1:8081]."),
    ("OPERATIONS_LISTEN", "A separate address for /metrics and /health/…, such as 127.0.0.1:9100."),
    (
        "EVERYBODY_IS_LOCAL",
        "on: anyone who can reach the backend is signed in to the one local account [off].",
    ),
    (
        "ALLOWED_HOSTS",
        "Hostnames other than the one in PUBLIC_URL that requests may use, separated by commas.",
    ),
    ("SANDBOX_URL", "The URL to call instead of Teamwork."),
    ("ALLOWED_ORIGINS", "Other origins whose pages may call the backend, separated by commas."),
    (
        "RETURN_URLS",
        "Where a sign-in without its own window returns to, as key=URL separated by commas.",
    ),
    (
        "BEARER_TOKEN",
        "A token for trying out a page on another site. Requests with it are signed in to the local account.",
    ),
    ("SESSION_LIFETIME", "How long a session lasts [30d]."),
    ("QUOTAS", "The limits for one account, such as connections=1000,clients=100,sessions=1000."),
    ("MAX_DATABASE_MB", "The maximum size of SQLite's file, in megabytes."),
    ("RATE_LIMITS", "The limits on requests per minute: off, or a list such as save=60,start=30."),
    (
        "TRUSTED_PROXIES",
        "The addresses or networks of the proxies in front of the backend, separated by commas.",
    ),
    (
        "CLIENT_IP_HEADER",
        "The header in which these proxies send the client's address [X-Forwarded-For].",
    ),
    ("MAX_CONNECTIONS", "The maximum number of open connections [1024]."),
    (
        "MAX_CONNECTIONS_PER_ADDRESS",
        "The maximum number of open connections from one address [128].",
    ),
    ("EGRESS_PROXY", "An HTTP proxy for calls to Teamwork."),
    ("CA_FILE", "A PEM file of additional certificates to trust for calls to Teamwork."),
    ("PKCE", "on: the sign-in uses PKCE [off]."),
    ("SEVER_OPENER", "on: the sign-in window can't reach the page that opened it [off]."),
    ("RUST_LOG", "What to log [info]."),
    ("LOG_FORMAT", "text, or json: one object per line, for log collectors [text]."),
];
