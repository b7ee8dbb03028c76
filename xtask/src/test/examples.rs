//! Tests the examples, each served as by `cargo xtask serve --example` while a browser visits it.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use anyhow::{Context, Result};

use super::cargo::E2E_PACKAGE;
use crate::examples::Example;
use crate::serve::{self, Options, Page};
use crate::workspace::Workspace;

/// The folder for an example's data. It is emptied before each example.
const DATA: &str = "target/examples";

/// Builds an example with the existing package, and runs the test with its name.
pub(super) fn test(
    workspace: &Workspace,
    example: Example,
    mut tests: Command,
    count: &mut impl FnMut(Command) -> Result<()>,
) -> Result<()> {
    let name = example.name();
    println!("The example {name}:");
    workspace.remove_folder(DATA)?;
    example.install(workspace)?;
    example.build(workspace)?;

    let [page_port, backend_port, sandbox_port] = free_ports()?;
    let options = Options {
        page_port,
        backend_port,
        sandbox_port,
        page: Page::Example(example),
        data: DATA,
        built_beside: Some(E2E_PACKAGE),
        ..Options::default()
    };
    tests.args(["--", "--exact", &name.replace('-', "_")]);
    tests
        .env("EXAMPLE_URL", format!("http://localhost:{page_port}"))
        .env("EXAMPLE_DATA", workspace.path(DATA));
    serve::serve_during(workspace, &options, || count(tests))
        .with_context(|| format!("the example {name}"))
}

/// Ports that are free at the moment.
fn free_ports() -> Result<[u16; 3]> {
    let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let listeners = [listen()?, listen()?, listen()?];
    let [first, second, third] = listeners.map(|listener| listener.local_addr());
    Ok([first?.port(), second?.port(), third?.port()])
}

#[cfg(test)]
mod tests {
    use super::Example;

    #[test]
    fn every_example_has_a_test_with_its_name() {
        let tests = include_str!("../../../tests/e2e/tests/examples/main.rs");
        for name in Example::ALL.map(Example::name) {
            let test = format!("#[test]\nfn {}() {{", name.replace('-', "_"));
            assert!(tests.contains(&test), "{name}");
        }
    }
}
