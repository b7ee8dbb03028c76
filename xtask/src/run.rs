//! Runs a single program to completion.

use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, ensure};

/// Runs the command and shows its output.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("failed to run `{}`", line(command)))?;
    succeeded(command, status)
}

/// Runs the command without showing its output, and returns what it wrote to stdout. On failure, the error
/// includes its output.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .output()
        .with_context(|| format!("failed to run `{}`", line(command)))?;
    let said = String::from_utf8_lossy(&output.stderr);
    succeeded(command, output.status)
        .map_err(|error| error.context(format!("output:\n{}\n", said.trim_end())))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Turns an unsuccessful exit status into an error.
pub(crate) fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    ensure!(status.success(), "`{}` ended with {status}", line(command));
    Ok(())
}

/// The command line as a user would type it.
pub(crate) fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
