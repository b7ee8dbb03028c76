//! The backend as a program.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::saves::Client;

pub(crate) const KEY: &str = "load:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// A program that runs until it is killed.
pub(crate) struct Program {
    child: Child,
    address: SocketAddr,
}

impl Program {
    /// Starts it with the database in a directory, and these settings.
    pub(crate) async fn start(directory: &Path, settings: &[(&str, &str)]) -> Result<Self> {
        std::fs::create_dir_all(directory)?;
        // A port that was free a moment ago.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        // Cargo puts examples into a folder next to the programs.
        let own = std::env::current_exe()?;
        let folder = own.parent().and_then(Path::parent).context("this program has no folder")?;
        let program = folder.join("teamwork-connect-backend");
        ensure!(program.exists(), "please run `cargo build -p teamwork-connect-backend` first");
        let mut child = Command::new(program)
            .env_clear()
            .env("PUBLIC_URL", format!("http://{address}"))
            .env("LISTEN", address.to_string())
            .env("DATABASE_URL", format!("sqlite:{}/backend.sqlite3", directory.display()))
            .env("ENCRYPTION_KEYS", KEY)
            .env("RATE_LIMITS", "off")
            .env("QUOTAS", "connections=1000000")
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let stderr = child.stderr.take().context("the backend printed nothing")?;
        let mut lines = BufReader::new(stderr).lines().map_while(Result::ok);
        ensure!(
            lines.any(|line| line.contains("The backend is listening on")),
            "the backend does not start"
        );
        // Drain the rest of the output, because the program would block otherwise.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, address })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its memory in MB, where the system reports it.
    pub(crate) fn resident_mb(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kb = line.and_then(|line| line.split_whitespace().next()).context("no VmRSS")?;
        Ok(kb.parse::<u64>()? / 1024)
    }

    /// Signs in to the local account.
    pub(crate) async fn sign_in(&self) -> Result<Client> {
        Client::signed_in(self.address).await
    }

    /// Kills it like a crash, without warning.
    pub(crate) fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Program {
    /// Don't leave it running after an error.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
