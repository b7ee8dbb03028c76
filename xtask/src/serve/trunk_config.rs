//! trunk's configuration for a backend on another port.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::USUAL_BACKEND_PORT;
use crate::workspace::Workspace;

/// The configuration file passed to trunk.
///
/// A proxy on trunk's command line is added to those in `Trunk.toml`, and trunk cannot serve two proxies for one
/// path. So for another port there is a modified copy. It is next to the original because all paths in it are
/// relative to that, and is removed at the end.
#[derive(Debug)]
pub(super) struct TrunkConfig {
    path: PathBuf,
    is_copy: bool,
}

impl TrunkConfig {
    /// `Trunk.toml`, or a copy that forwards to this port.
    pub(super) fn for_backend_port(workspace: &Workspace, port: u16) -> Result<Self> {
        let original = workspace.path("Trunk.toml");
        if port == USUAL_BACKEND_PORT {
            return Ok(Self { path: original, is_copy: false });
        }
        let text = std::fs::read_to_string(&original)
            .with_context(|| format!("failed to read {}", original.display()))?;
        let path = workspace.path(format!(".Trunk.{port}.toml"));
        std::fs::write(&path, forwarding_to(port, &text)?)
            .with_context(|| format!("failed to write {}", path.display()))?;
        Ok(Self { path, is_copy: true })
    }

    /// Its path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TrunkConfig {
    fn drop(&mut self) {
        if self.is_copy {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn forwarding_to(port: u16, config: &str) -> Result<String> {
    let usual = format!("127.0.0.1:{USUAL_BACKEND_PORT}");
    ensure!(config.contains(&usual), "Trunk.toml doesn't forward to {usual}");
    Ok(config.replace(&usual, &format!("127.0.0.1:{port}")))
}

#[cfg(test)]
mod tests {
    use super::forwarding_to;

    #[test]
    fn only_the_port_of_the_backend_changes() {
        let config = "[serve]\nport = 8080\n[[proxy]]\nbackend = \"http://127.0.0.1:8081/api\"\n";
        let expected = "[serve]\nport = 8080\n[[proxy]]\nbackend = \"http://127.0.0.1:9081/api\"\n";
        assert_eq!(forwarding_to(9081, config).unwrap(), expected);
        assert!(forwarding_to(9081, "[serve]\nport = 8080\n").is_err());
    }
}
