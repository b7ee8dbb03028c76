//! The settings of the program, in a sentence each. `docs/backend-configuration.md` says more.

/// Every environment variable that the program reads, and what it means, with its preset in brackets.
pub(crate) const SETTINGS: [(&str, &str); 27] = [
    (
        "PUBLIC_URL",
        "Where browsers reach the backend, such as http://localhost:8080/api. Required.",
    ),
    (
        "ENCRYPTION_KEYS",
        "The keys that credentials are encrypted with, as id:key with commas between, the current one first. This or the next is required.",
    ),
    ("ENCRYPTION_KEY_FILE", "A file that holds the same."),
    (
        "DATABASE_URL",
        "sqlite: with a file, or postgres://user:password@server/database [sqlite:teamwork-connect.sqlite3].",
    ),
    ("DATABASE_CONNECTIONS", "How many connections to PostgreSQL the process opens at most [10]."),
    ("LISTEN", "The address to listen on [127.0.0.1:8081]."),
    (
        "OPERATIONS_LISTEN",
        "An address of its own for /metrics and /health/…, such as 127.0.0.1:9100.",
    ),
    (
        "EVERYBODY_IS_LOCAL",
        "on: anyone who can reach the backend is signed in to the one local account [off].",
    ),
    (
        "ALLOWED_HOSTS",
        "Names besides that of PUBLIC_URL under which requests may reach the backend, with commas between.",
    ),
    ("SANDBOX_URL", "Where to send what is for Teamwork."),
    ("ALLOWED_ORIGINS", "Origins of pages that may call from another origin, with commas between."),
    (
        "RETURN_URLS",
        "Where the sign-in goes back to where it uses no window of its own, as key=URL with commas between.",
    ),
    (
        "BEARER_TOKEN",
        "A token for trying out a page on another site. Requests that carry it are signed in to the local account.",
    ),
    ("SESSION_LIFETIME", "How long a session lasts [30d]."),
    (
        "QUOTAS",
        "How much one account may have, such as connections=1000,clients=100,sessions=1000.",
    ),
    ("MAX_DATABASE_MB", "How many megabytes SQLite's file may have."),
    (
        "RATE_LIMITS",
        "How often things may be asked for in a minute: off, or a list such as save=60,start=30.",
    ),
    (
        "TRUSTED_PROXIES",
        "The addresses or networks of the proxies before the backend, with commas between.",
    ),
    ("CLIENT_IP_HEADER", "The header in which these proxies say who asks [X-Forwarded-For]."),
    ("MAX_CONNECTIONS", "How many connections are open at a time [1024]."),
    ("MAX_CONNECTIONS_PER_ADDRESS", "How many of them come from one address [128]."),
    ("EGRESS_PROXY", "An HTTP proxy for the calls to Teamwork."),
    (
        "CA_FILE",
        "A file of certificates in PEM that are trusted for the calls to Teamwork as well.",
    ),
    ("PKCE", "on: the sign-in uses PKCE [off]."),
    (
        "SEVER_OPENER",
        "on: the window of the sign-in is cut off from the page that opened it [off].",
    ),
    ("RUST_LOG", "What is logged [info]."),
    ("LOG_FORMAT", "text, or json: an object a line, for programs that collect logs [text]."),
];
