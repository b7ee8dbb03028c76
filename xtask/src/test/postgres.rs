//! Runs the backend's tests on PostgreSQL, and against two backends behind nginx.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use nix::unistd::{Uid, User};

use crate::run::{self, run};
use crate::tools;
use crate::workspace::Workspace;

/// How long it may take to start listening.
const PATIENCE: Duration = Duration::from_secs(60);

/// The user to run the server as when everything else runs as root, which PostgreSQL refuses.
const USER: &str = "postgres";

/// A running server with an empty database. Both are removed when this value is dropped.
#[derive(Debug)]
pub(super) struct Postgres {
    server: Child,
    port: u16,
    // Removed after the server has stopped.
    folder: PathBuf,
}

impl Postgres {
    /// Starts a server on its own port and in its own folder.
    pub(super) fn start(workspace: &Workspace) -> Result<Self> {
        let programs = tools::postgres(workspace)?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        // Neither in the workspace nor in TMPDIR: another user must be able to enter it.
        let folder = Path::new("/tmp").join(format!("teamwork-connect-postgres-{port}"));
        fs::create_dir(&folder)?;
        let command = |program: &str| -> Result<Command> {
            let mut command = workspace.command(programs.join(program));
            command.current_dir(&folder).stdout(Stdio::null());
            as_somebody(&mut command, &folder)?;
            Ok(command)
        };
        run(command("initdb")?
            .args(["--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync"])
            .args(["--no-locale", "--pgdata"])
            .arg(folder.join("data")))?;
        let mut server = command("postgres")?;
        server
            .args(["-D"])
            .arg(folder.join("data"))
            .args(["-p", &port.to_string(), "-k"])
            .arg(&folder);
        // The data doesn't have to survive a crash.
        for setting in [
            "listen_addresses=127.0.0.1",
            "fsync=off",
            "synchronous_commit=off",
            "max_connections=400",
        ] {
            server.args(["-c", setting]);
        }
        let log = File::create(folder.join("log"))?;
        let server = server.stderr(log).spawn();
        let server = server.context("postgres failed to start")?;
        let mut running = Self { server, port, folder };
        running.wait(workspace, &programs)?;
        Ok(running)
    }

    /// The URL to connect to.
    pub(super) fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self, workspace: &Workspace, programs: &Path) -> Result<()> {
        let begun = Instant::now();
        loop {
            let mut asking = workspace.command(programs.join("pg_isready"));
            asking.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
            if asking.status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            ensure!(self.server.try_wait()?.is_none(), "PostgreSQL ended: {}", log());
            ensure!(begun.elapsed() < PATIENCE, "PostgreSQL is not listening: {}", log());
            sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Shut down immediately: the data is no longer needed. The server may have exited already.
        let mut asking = Command::new("kill");
        asking.args(["-QUIT", &self.server.id().to_string()]);
        if run::capture(&mut asking).is_err() {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Runs a command as another user if this process runs as root, and gives that user the folder.
fn as_somebody(command: &mut Command, folder: &Path) -> Result<()> {
    if !Uid::effective().is_root() {
        return Ok(());
    }
    let user = User::from_name(USER)?.with_context(|| format!("no user {USER}"))?;
    let (uid, gid) = (user.uid.as_raw(), user.gid.as_raw());
    chown(folder, Some(uid), Some(gid))?;
    command.uid(uid).gid(gid);
    Ok(())
}
