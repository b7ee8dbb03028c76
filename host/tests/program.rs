//! The host as a program.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Output, Stdio};

use crate::common::KEYS;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_teamwork-connect-host"));
    command.env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn serving(directory: &tempfile::TempDir, listen: &str) -> Command {
    let mut command = program();
    command
        .env("PUBLIC_URL", "http://localhost:8080/api")
        .env("ENCRYPTION_KEYS", KEYS)
        .env("DATABASE_URL", format!("sqlite:{}/host.sqlite3", directory.path().display()))
        .env("LISTEN", listen);
    command
}

fn complaint(command: &mut Command) -> String {
    let Output { status, stderr, .. } = command.output().unwrap();
    assert!(!status.success());
    String::from_utf8(stderr).unwrap()
}

#[test]
fn says_what_it_needs() {
    let directory = tempfile::tempdir().unwrap();
    assert!(complaint(&mut program()).contains("Set PUBLIC_URL"));
    let mut without_key = serving(&directory, "127.0.0.1:0");
    assert!(complaint(without_key.env_remove("ENCRYPTION_KEYS")).contains("generate-key"));
    let mut bad_key = serving(&directory, "127.0.0.1:0");
    let sentence = complaint(bad_key.env("ENCRYPTION_KEYS", "1:c2hvcnQ="));
    assert!(sentence.contains("32 random bytes") && !sentence.contains("c2hvcnQ="), "{sentence}");
    let mut bad_url = serving(&directory, "127.0.0.1:0");
    assert!(complaint(bad_url.env("PUBLIC_URL", "nonsense")).contains("PUBLIC_URL is not a URL"));
    assert!(complaint(program().arg("serve")).contains("generate-key"));
}

#[test]
fn a_taken_port_is_told_and_the_database_not_touched() {
    let directory = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let sentence = complaint(&mut serving(&directory, &address));
    assert!(sentence.contains(&address) && sentence.contains("LISTEN"), "{sentence}");
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
fn makes_keys_that_it_takes() {
    let key = |id: &str| {
        let output = program().args(["generate-key", id]).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let (one, two) = (key("one"), key("two"));
    assert_ne!(one.split_once(':').unwrap().1, two.split_once(':').unwrap().1);
    let both = format!("{},{}", one.trim(), two.trim());
    assert!(teamwork_connect_host::EncryptionKeys::parse(&both).is_ok());
}

#[test]
fn a_bearer_token_is_demanded_and_not_shown() {
    let directory = tempfile::tempdir().unwrap();
    let mut short = serving(&directory, "127.0.0.1:0");
    let sentence = complaint(short.env("BEARER_TOKEN", "short-canary"));
    assert!(sentence.contains("BEARER_TOKEN") && !sentence.contains("canary"), "{sentence}");
}

#[cfg(unix)]
#[test]
fn stops_when_it_is_asked_to() {
    let directory = tempfile::tempdir().unwrap();
    let mut child: Child = serving(&directory, "127.0.0.1:0").spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut lines = lines.map(Result::unwrap);
    assert!(lines.any(|line| line.contains("The host listens on")), "it starts");
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert!(lines.any(|line| line.contains("The host stopped")), "it says so");
    assert!(child.wait().unwrap().success());
    let left: Vec<_> = std::fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["host.sqlite3"], "the database is closed, with nothing beside it");
}
