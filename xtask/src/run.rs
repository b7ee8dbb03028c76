//! Running one program to its end.

use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, ensure};

/// Runs it, everything it says shown as it comes.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("failed to run `{}`", line(command)))?;
    succeeded(command, status)
}

/// Runs it without showing anything, and gives what it printed. When it fails, what it said
/// becomes part of the error.
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

/// The error of a program that ended badly.
pub(crate) fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    ensure!(status.success(), "`{}` ended with {status}", line(command));
    Ok(())
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
