//! The backend as a program.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};

use crate::common::KEYS;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_teamwork-connect-backend"));
    command.env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn serving(directory: &tempfile::TempDir, listen: &str) -> Command {
    let mut command = program();
    command
        .env("PUBLIC_URL", "http://localhost:8080/api")
        .env("ENCRYPTION_KEYS", KEYS)
        .env("DATABASE_URL", format!("sqlite:{}/backend.sqlite3", directory.path().display()))
        .env("LISTEN", listen);
    command
}

fn complaint(command: &mut Command) -> String {
    let Output { status, stderr, .. } = command.output().unwrap();
    assert!(!status.success());
    String::from_utf8(stderr).unwrap()
}

#[test]
fn reports_missing_settings() {
    let directory = tempfile::tempdir().unwrap();
    assert!(complaint(&mut program()).contains("Set PUBLIC_URL"));
    let mut without_key = serving(&directory, "127.0.0.1:0");
    assert!(complaint(without_key.env_remove("ENCRYPTION_KEYS")).contains("generate-key"));
    let mut bad_key = serving(&directory, "127.0.0.1:0");
    let sentence = complaint(bad_key.env("ENCRYPTION_KEYS", "1:c2hvcnQ="));
    assert!(sentence.contains("32 random bytes") && !sentence.contains("c2hvcnQ="), "{sentence}");
    let mut bad_url = serving(&directory, "127.0.0.1:0");
    assert!(
        complaint(bad_url.env("PUBLIC_URL", "nonsense")).contains("PUBLIC_URL isn't a valid URL")
    );
    assert!(complaint(program().arg("serve")).contains("Set PUBLIC_URL"));
}

#[test]
fn a_taken_port_is_reported_and_the_database_is_untouched() {
    let directory = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let sentence = complaint(&mut serving(&directory, &address));
    assert!(sentence.contains(&address) && sentence.contains("LISTEN"), "{sentence}");
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
fn generates_keys_that_it_accepts() {
    let key = |id: &str| {
        let output = program().args(["generate-key", id]).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let (one, two) = (key("one"), key("two"));
    assert_ne!(one.split_once(':').unwrap().1, two.split_once(':').unwrap().1);
    let both = format!("{},{}", one.trim(), two.trim());
    assert!(teamwork_connect_backend::EncryptionKeys::parse(&both).is_ok());
}

#[test]
fn a_bearer_token_is_required_and_not_shown() {
    let directory = tempfile::tempdir().unwrap();
    let mut short = serving(&directory, "127.0.0.1:0");
    let sentence = complaint(short.env("BEARER_TOKEN", "short-canary"));
    assert!(sentence.contains("BEARER_TOKEN") && !sentence.contains("canary"), "{sentence}");
}

#[cfg(unix)]
#[test]
fn stops_on_request() {
    let directory = tempfile::tempdir().unwrap();
    let mut child: Child = serving(&directory, "127.0.0.1:0").spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut lines = lines.map(Result::unwrap);
    assert!(lines.any(|line| line.contains("The backend is listening on")), "the backend starts");
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert!(lines.any(|line| line.contains("The backend stopped")), "the log reports it");
    assert!(child.wait().unwrap().success());
    let left: Vec<_> = std::fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["backend.sqlite3"], "the database is closed, with no other files");
}

/// A running program, and its log.
#[cfg(unix)]
struct Serving {
    child: Child,
    lines: Box<dyn Iterator<Item = String>>,
    address: String,
    directory: tempfile::TempDir,
}

#[cfg(unix)]
impl Serving {
    /// Starts it, optionally through a shell command whose last argument is the program.
    fn start(change: impl FnOnce(&mut Command), shell: Option<&str>) -> Self {
        let directory = tempfile::tempdir().unwrap();
        // A port that was free a moment ago.
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let mut command = serving(&directory, &free);
        if let Some(shell) = shell {
            let mut inner = Command::new("/bin/sh");
            inner.args(["-c", &format!("{shell}; exec \"$0\"")]).arg(command.get_program());
            let variables = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
            inner.env_clear().envs(variables).stdout(Stdio::piped()).stderr(Stdio::piped());
            command = inner;
        }
        change(&mut command);
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        let mut lines: Box<dyn Iterator<Item = String>> = Box::new(lines);
        assert!(
            lines.any(|line| line.contains("The backend is listening on")),
            "the backend starts"
        );
        Self { child, lines, address: free, directory }
    }

    fn ask_to_stop(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits until it exits, after which there are no files next to the database.
    fn has_closed_the_database(mut self) -> bool {
        assert!(self.child.wait().unwrap().success());
        let files = std::fs::read_dir(self.directory.path()).unwrap();
        let files: Vec<_> = files.map(|entry| entry.unwrap().file_name()).collect();
        files == ["backend.sqlite3"]
    }

    fn sent(&self, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        stream
    }

    fn status_of(&self, backend: &str, path: &str) -> String {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {backend}\r\nConnection: close\r\n\r\n");
        let mut answer = String::new();
        self.sent(&request).read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    }
}

#[cfg(unix)]
#[test]
fn h1_is_reachable_by_its_public_url_and_from_this_machine() {
    let backend = Serving::start(
        |command| {
            command.env("ALLOWED_HOSTS", "backend:8081, probe.internal");
        },
        None,
    );
    let port = backend.address.rsplit(':').next().unwrap();
    for (name, status) in [
        ("localhost:8080", "200"),
        (backend.address.as_str(), "200"),
        (&format!("localhost:{port}"), "200"),
        (&format!("[::1]:{port}"), "200"),
        ("backend:8081", "200"),
        ("probe.internal", "200"),
        ("backend", "421"),
        // As called by trunk, which omits the backend's port.
        ("127.0.0.1", "200"),
        ("localhost", "200"),
        ("127.0.0.1:8080", "421"),
        ("localhost:80", "200"),
        ("evil.example", "421"),
        (&format!("evil.example:{port}"), "421"),
    ] {
        assert_eq!(backend.status_of(name, "/api/health"), status, "{name}");
    }
    assert_eq!(backend.status_of("evil.example", "/"), "421");
    assert_eq!(backend.status_of("localhost:8080", "/"), "404");
    backend.ask_to_stop();
    assert!(backend.has_closed_the_database());
}

/// Only on Linux do all addresses in 127.0.0.0/8 belong to this machine.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn h3_incomplete_requests_leave_room_and_file_descriptors_for_others() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let mut backend = Serving::start(|_| {}, Some("ulimit -n 256"));
    // More than the number of files it may open.
    let half: Vec<_> = (0..300).map(|_| backend.sent("GET /api/health HTTP/1.1\r\nHo")).collect();
    for _ in 0..10 {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind(([127, 0, 0, 2], 0).into()).unwrap();
        let mut other = socket.connect(backend.address.parse().unwrap()).await.unwrap();
        let request =
            "GET /api/health HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n";
        other.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        other.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    drop(half);
    backend.child.kill().unwrap();
    backend.child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn h4_a_second_signal_stops_it_at_once_and_closes_the_database() {
    let mut backend = Serving::start(|_| {}, None);
    let half = backend.sent("GET /api/health HTTP/1.1\r\nHo");
    // Connections are accepted in order: once this one is answered, the incomplete request is in progress.
    assert_eq!(backend.status_of("localhost:8080", "/api/health"), "200");
    backend.ask_to_stop();
    // It stops listening once it has noticed the first one.
    while TcpStream::connect(&backend.address).is_ok() {
        std::thread::yield_now();
    }
    assert!(backend.child.try_wait().unwrap().is_none(), "it waits for requests in progress");
    backend.ask_to_stop();
    assert!(backend.lines.any(|line| line.contains("stopping now")), "the log reports it");
    assert!(backend.has_closed_the_database());
    drop(half);
}

#[cfg(unix)]
#[test]
fn h4_a_request_that_never_ends_does_not_prevent_stopping() {
    let mut backend = Serving::start(|_| {}, None);
    let half = backend.sent("GET /api/health HTTP/1.1\r\nHo");
    assert_eq!(backend.status_of("localhost:8080", "/api/health"), "200");
    backend.ask_to_stop();
    assert!(backend.lines.any(|line| line.contains("The backend stopped")), "the log reports it");
    assert!(backend.has_closed_the_database());
    drop(half);
}

#[test]
fn m2_refuses_to_sign_in_everyone_on_a_public_address() {
    let directory = tempfile::tempdir().unwrap();
    for listen in ["0.0.0.0:0", "[::]:0"] {
        // A machine may not have IPv6 at all.
        if TcpListener::bind(listen).is_err() {
            continue;
        }
        let sentence = complaint(&mut serving(&directory, listen));
        assert!(sentence.contains("EVERYBODY_IS_LOCAL") && sentence.contains(listen), "{sentence}");
        assert_eq!(
            std::fs::read_dir(directory.path()).unwrap().count(),
            0,
            "no database is created"
        );
    }
}

#[cfg(unix)]
#[test]
fn m2_starts_on_a_public_address_if_stated_or_with_a_token() {
    for (name, value) in [("EVERYBODY_IS_LOCAL", "on"), ("BEARER_TOKEN", "a-token-to-try-out")] {
        let backend = Serving::start(
            |command| {
                command.env(name, value).env("LISTEN", "0.0.0.0:0");
            },
            None,
        );
        backend.ask_to_stop();
        assert!(backend.has_closed_the_database());
    }
}

#[cfg(unix)]
#[test]
fn m2_warns_of_a_public_url_without_tls() {
    for (url, warned) in
        [("http://intranet.example/api", true), ("http://localhost:8080/api", false)]
    {
        let directory = tempfile::tempdir().unwrap();
        let mut command = serving(&directory, "127.0.0.1:0");
        let mut child = command.env("PUBLIC_URL", url).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
        let before: Vec<_> =
            lines.take_while(|line| !line.contains("The backend is listening")).collect();
        let found = before.iter().any(|line| line.contains("WARN") && line.contains("http://"));
        assert_eq!(found, warned, "{before:?}");
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn l5_sandbox_credentials_are_not_logged() {
    let directory = tempfile::tempdir().unwrap();
    let mut command = serving(&directory, "127.0.0.1:0");
    let url = "http://canary-name:canary-word@127.0.0.1:8082";
    let mut child = command.env("SANDBOX_URL", url).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let line = lines.find(|line| line.contains("The backend is listening on")).unwrap();
    assert!(line.contains("http://127.0.0.1:8082") && !line.contains("canary"), "{line}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn help_lists_every_command_and_every_documented_setting() {
    let output = program().arg("--help").output().unwrap();
    assert!(output.status.success());
    let help = String::from_utf8(output.stdout).unwrap();
    let document = include_str!("../../docs/backend-configuration.md");
    let (table, commands) = document.split_once("| Command |").unwrap();
    let names: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| line.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
        .collect();
    assert!(names.len() > 20, "{names:?}");
    for name in &names {
        assert!(help.contains(&format!("\n  {name}\n")), "{name} is not in the help");
    }
    let told = help.lines().filter(|line| {
        line.strip_prefix("  ").is_some_and(|line| line.starts_with(char::is_uppercase))
    });
    assert_eq!(told.count(), names.len(), "the document doesn't have all of them:\n{help}");
    for command in
        ["serve", "migrate", "migrate-database", "check", "backup", "rotate", "generate-key"]
    {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
        assert!(commands.contains(&format!("`{command}")), "{command} is not in the document");
    }
    // Both contain what the program reads.
    for source in [include_str!("../src/program/environment.rs"), include_str!("../src/main.rs")] {
        for (_, rest) in source
            .match_indices("variable(\"")
            .chain(source.match_indices("::var(\""))
            .map(|(at, found)| (at, &source[at + found.len()..]))
        {
            let name = rest.split('"').next().unwrap();
            assert!(names.contains(&name), "{name}");
        }
    }
}

#[test]
fn an_unknown_command_is_an_error_with_help() {
    let sentence = complaint(program().arg("sever"));
    assert!(sentence.contains("serve"), "{sentence}");
}

#[test]
fn logs_can_be_json() {
    let directory = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let log = complaint(serving(&directory, &address).env("LOG_FORMAT", "json"));
    let line: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!(line["level"], "ERROR");
    assert!(line["message"].as_str().unwrap().contains(&address), "{line}");
    let sentence = complaint(serving(&directory, &address).env("LOG_FORMAT", "xml"));
    assert_eq!(sentence.trim(), "LOG_FORMAT must be text or json.");
}
