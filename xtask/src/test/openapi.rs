//! Tests the backend against its OpenAPI document: with a generated client, and with generated requests.

mod client;

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result};

use crate::http;
use crate::run::run;
use crate::serve::{self, Options, Page};
use crate::tools::SCHEMATHESIS;
use crate::workspace::Workspace;

/// The folder for the database. Each run begins with an empty one.
const DATA: &str = "target/openapi";

/// Exceptions where a schema cannot express everything.
const SETTINGS: &str = "backend/schemathesis.toml";

/// Starts the backend and the sandbox, and sends both valid and invalid requests generated from the document.
pub(super) fn test(workspace: &Workspace) -> Result<()> {
    workspace.remove_folder(DATA)?;
    let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let [page_port, backend_port, sandbox_port] = {
        let listeners = [listen()?, listen()?, listen()?];
        let [first, second, third] = listeners.map(|listener| listener.local_addr());
        [first?.port(), second?.port(), third?.port()]
    };
    let options = Options {
        page_port,
        backend_port,
        sandbox_port,
        page: Page::Own,
        data: DATA,
        limited: false,
        ..Options::default()
    };
    serve::serve_during(workspace, &options, || {
        let cookie = http::session(backend_port).context("the backend created no session")?;
        // Schemathesis can then request what the client saved.
        let client = client::test(workspace, backend_port, &cookie);
        client.and(question(workspace, backend_port, &cookie))
    })
}

fn question(workspace: &Workspace, port: u16, cookie: &str) -> Result<()> {
    let api = format!("http://127.0.0.1:{port}/api");
    let mut command = workspace.command(SCHEMATHESIS.path(workspace));
    command
        .args(["--config-file", SETTINGS, "--no-color", "run"])
        .arg(format!("{api}/openapi.json"))
        // The address of this run's backend, in place of the one in the document.
        .args(["--url", &api])
        .args(["--header", "X-Requested-With: teamwork-connect"])
        .args(["--header", &format!("Cookie: {cookie}")])
        // Fixed, so that a failure can be reproduced.
        .args(["--seed", "1", "--max-examples", "25", "--workers", "2"]);
    run(&mut command)
}
