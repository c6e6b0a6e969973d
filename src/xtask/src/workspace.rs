//! Where things are, and how programs are started there.

use std::{
    env,
    ffi::OsString,
    net::TcpListener,
    path::{Path, PathBuf, absolute},
    process::Command,
};

use anyhow::{Context, Result};

/// What cargo tells the program that it runs. A nested cargo must not see it: build scripts that watch these
/// variables (ring's does) would run again each time one changes between xtask and a plain `cargo build`.
const OF_CARGO_RUN: [&str; 5] =
    ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_CRATE_NAME", "CARGO_BIN_NAME", "OUT_DIR"];

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.ancestors().nth(2).unwrap_or(xtask).to_path_buf()
}

pub fn target() -> PathBuf {
    root().join("target")
}

/// The release program, everything inside it.
pub fn program() -> PathBuf {
    target().join("release").join("rapport")
}

pub fn end2end() -> PathBuf {
    root().join("end2end")
}

/// The cache of build tools. It lies outside `target`, so that a second clone or a `cargo clean` need not build them
/// again.
pub fn tools() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("RAPPORT_TOOLS") {
        // The programs that are given it run in other folders.
        return absolute(&folder)
            .with_context(|| format!("RAPPORT_TOOLS is no folder: {}", folder.display()));
    }
    let home =
        env::home_dir().context("There is no home folder: set RAPPORT_TOOLS to a folder for build tools.")?;
    Ok(home.join(".cache").join("rapport"))
}

/// A program that is started in the workspace and finds our tools first.
pub fn command(program: &str) -> Result<Command> {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", search_path()?);
    for (name, _) in env::vars_os().filter(|(name, _)| is_of_cargo_run(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    Ok(command)
}

/// `cargo`, as it would behave when called by hand.
pub fn cargo(args: &[&str]) -> Result<Command> {
    let mut cargo = command("cargo")?;
    cargo.args(args);
    Ok(cargo)
}

/// A port that nobody listens on just now.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("There is no free port on 127.0.0.1.")?;
    Ok(listener.local_addr()?.port())
}

fn is_of_cargo_run(name: &str) -> bool {
    name.starts_with("CARGO_PKG_") || OF_CARGO_RUN.contains(&name)
}

fn search_path() -> Result<OsString> {
    let tools = tools()?;
    let ours = [tools.join("bin"), tools.join("node_modules").join(".bin")];
    let theirs = env::var_os("PATH").unwrap_or_default();
    env::join_paths(ours.into_iter().chain(env::split_paths(&theirs)))
        .context("PATH has a folder with a separator in its name.")
}
