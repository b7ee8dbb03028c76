//! What a PostgreSQL server does for the backend: TLS, and backups with its own program. `POSTGRES_PROGRAMS` is
//! the folder with its programs, if they are not on the path.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use teamwork_connect_backend::{Backend, StartError};

use crate::common::{TestBackend, while_saving};

/// One of PostgreSQL's programs.
fn program(name: &str) -> Command {
    let folder = std::env::var_os("POSTGRES_PROGRAMS").map(PathBuf::from);
    Command::new(folder.map_or_else(|| OsString::from(name), |folder| folder.join(name).into()))
}

/// The server's own URL, and the name of the backend's schema.
fn parts(backend: &TestBackend) -> (&str, &str) {
    backend.database_url().split_once("?options=-csearch_path%3D").unwrap()
}

#[tokio::test]
async fn pg_dump_during_saves_contains_everything_acknowledged_before_it() {
    let backend = TestBackend::start().await;
    let caller = backend.browser().await.caller();
    let (server, schema) = parts(&backend);
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("dump.sql");
    let before = while_saving(&caller, async || {
        let mut command = program("pg_dump");
        command.args(["--no-owner", "--schema", schema, "--file"]).arg(&file).arg(server);
        let status = tokio::task::spawn_blocking(move || command.status().unwrap()).await.unwrap();
        assert!(status.success());
    });
    let before = before.await;

    // Into a separate database.
    let name = format!("restored_{schema}");
    let mut connection = AnyConnection::connect(server).await.unwrap();
    connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
    let (address, _) = server.rsplit_once('/').unwrap();
    let restored = format!("{address}/{name}");
    let mut command = program("psql");
    command.args(["-q", "-v", "ON_ERROR_STOP=1", "-d", &restored, "-f"]).arg(&file);
    assert!(command.stdout(std::process::Stdio::null()).status().unwrap().success());
    let mut config = backend.config();
    config.database_url = format!("{restored}?options=-csearch_path%3D{schema}");
    let restored = Backend::start(config).await.unwrap();
    for id in &before {
        assert_eq!(*restored.api_key("local", id).await.unwrap().unwrap(), "the-key", "{id}");
    }
    assert_eq!(restored.check_secrets().await.unwrap().unreadable, 0);
    restored.close().await;
}

/// Enables TLS on the server with a certificate for `localhost`, and returns the certificate.
async fn enable_tls(connection: &mut AnyConnection) -> String {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let show = "SELECT setting FROM pg_settings WHERE name = 'data_directory'";
    let folder: String = sqlx::query_scalar(show).fetch_one(&mut *connection).await.unwrap();
    private(Path::new(&folder), "tls.crt", &cert.pem());
    private(Path::new(&folder), "tls.key", &signing_key.serialize_pem());
    for statement in [
        "ALTER SYSTEM SET ssl_cert_file = 'tls.crt'",
        "ALTER SYSTEM SET ssl_key_file = 'tls.key'",
        "ALTER SYSTEM SET ssl = on",
        "SELECT pg_reload_conf()",
    ] {
        connection.execute(statement).await.unwrap();
    }
    cert.pem()
}

/// A file that only the server's user can read.
fn private(folder: &Path, name: &str, text: &str) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    let file = folder.join(name);
    std::fs::write(&file, text).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let owner = std::fs::metadata(folder).unwrap();
    chown(&file, Some(owner.uid()), Some(owner.gid())).unwrap();
}

#[tokio::test]
async fn the_url_requires_tls_and_names_the_trusted_certificate() {
    let backend = TestBackend::start().await;
    let (server, schema) = parts(&backend);
    let mut connection = AnyConnection::connect(server).await.unwrap();
    let trusted = enable_tls(&mut connection).await;
    let other = generate_simple_self_signed(["localhost".to_owned()]).unwrap().cert.pem();
    let directory = tempfile::tempdir().unwrap();
    let url = |mode: &str, authority: &str, pem: &str| {
        let file = directory.path().join(format!("{authority}.pem"));
        std::fs::write(&file, pem).unwrap();
        let server = server.replace("127.0.0.1", "localhost");
        let trust = format!("sslmode={mode}&sslrootcert={}", file.display());
        format!("{server}?options=-csearch_path%3D{schema}&application_name={schema}&{trust}")
    };
    let start = async |url: String| {
        let mut config = backend.config();
        config.database_url = url;
        Backend::start(config).await
    };
    // The server applies its new settings a moment later.
    let encrypted = loop {
        match start(url("verify-full", "trusted", &trusted)).await {
            Ok(backend) => break backend,
            Err(StartError::Database(cause)) => {
                let refused = "server does not support TLS";
                assert!(cause.to_string().contains(refused), "{cause}");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            Err(other) => panic!("{other}"),
        }
    };
    let open = "SELECT count(*) FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)
                WHERE application_name = $1 AND ssl";
    let open: i64 = sqlx::query_scalar(open).bind(schema).fetch_one(&mut connection).await.unwrap();
    assert!(open > 0, "the connections are encrypted");
    assert!(encrypted.is_ready().await);
    encrypted.close().await;
    let refused = start(url("verify-full", "other", &other)).await;
    assert!(matches!(refused, Err(StartError::Database(_))));
}
