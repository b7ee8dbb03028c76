//! The backend, held against its own description: by a client made of it, and by questions made of it.

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

/// What it may answer where a schema cannot say all.
const SETTINGS: &str = "backend/schemathesis.toml";

/// Starts backend and sandbox, and asks whatever the description allows, and what it does not.
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
        let cookie = http::session(backend_port).context("the backend returned no session")?;
        // What the client saves is there to be asked for.
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
        // Where this run's backend is, not where the description says that it is.
        .args(["--url", &api])
        .args(["--header", "X-Requested-With: teamwork-connect"])
        .args(["--header", &format!("Cookie: {cookie}")])
        // The same questions every time: what is found once is found again.
        .args(["--seed", "1", "--max-examples", "25", "--workers", "2"]);
    run(&mut command)
}
