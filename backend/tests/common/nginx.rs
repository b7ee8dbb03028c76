//! nginx in front of backends.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// A running nginx. It is stopped when this value is dropped.
pub(crate) struct Nginx {
    child: Child,
    _directory: TempDir,
}

impl Nginx {
    /// Starts one that listens at this address, and forwards to these backends in turn.
    pub(crate) async fn start(
        program: &Path,
        address: SocketAddr,
        backends: &[SocketAddr],
    ) -> Self {
        let servers: String = backends.iter().map(|backend| format!("server {backend};")).collect();
        let http = format!(
            "large_client_header_buffers 4 64k;
             upstream backends {{ {servers} }}
             server {{
                 listen {address};
                 location / {{
                     proxy_pass http://backends;
                     proxy_http_version 1.1;
                     proxy_set_header Host $http_host;
                     proxy_set_header Connection '';
                 }}
             }}"
        );
        Self::run(program, tempfile::tempdir().unwrap(), &http, address).await
    }

    /// Starts one with this configuration in its `http` block, and waits until it listens.
    pub(crate) async fn run(
        program: &Path,
        directory: TempDir,
        http: &str,
        address: SocketAddr,
    ) -> Self {
        let path = directory.path().display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {path}/{name};"))
            .concat();
        // Run as root, so that its workers can enter the directory.
        let user = if is_root() { "user root;" } else { "" };
        let configuration = format!(
            "{user} daemon off; worker_processes 1; pid {path}/pid; error_log stderr crit;
             events {{ worker_connections 512; }} http {{ access_log off; {temporary} {http} }}"
        );
        let file = directory.path().join("nginx.conf");
        std::fs::write(&file, configuration).unwrap();
        let child = Command::new(program)
            .args(["-p", &path.to_string(), "-e", "stderr", "-c"])
            .arg(&file)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while tokio::net::TcpStream::connect(address).await.is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Self { child, _directory: directory }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its workers stop with it, which they don't if it is killed.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        if !asked.is_ok_and(|asked| asked.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}
