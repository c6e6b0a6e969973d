//! Steps say what they do and how long it took; programs that fail say which one and how.

use std::{
    io::ErrorKind,
    process::{Command, Output},
    time::Instant,
};

use anyhow::{Context, Error, Result, bail};

/// Prints what is done now, does it, prints how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {what}");
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    match &result {
        Ok(_) => println!("    done in {seconds:.1} s"),
        Err(_) => println!("    FAILED after {seconds:.1} s"),
    }
    result
}

/// Runs a program whose output the reader sees.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if !status.success() {
        bail!("`{}` failed ({status}).", line(command));
    }
    Ok(())
}

/// Runs a program for what it prints; when it fails, its own words are the error.
pub fn output(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } = command.output().map_err(|error| not_started(command, &error))?;
    if !status.success() {
        bail!("`{}` failed ({status}): {}", line(command), String::from_utf8_lossy(&stderr).trim());
    }
    String::from_utf8(stdout)
        .with_context(|| format!("`{}` printed something that is not text.", line(command)))
}

/// Whether a program is there and ends well; what it prints is nobody's business.
pub fn works(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

pub fn not_started(command: &Command, error: &std::io::Error) -> Error {
    let program = command.get_program().to_string_lossy();
    match error.kind() {
        ErrorKind::NotFound => anyhow::anyhow!("`{program}` is not installed, or not on the PATH."),
        _ => anyhow::anyhow!("`{program}` could not be started: {error}."),
    }
}

pub fn line(command: &Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    command.get_args().fold(program, |line, arg| line + " " + &arg.to_string_lossy())
}
