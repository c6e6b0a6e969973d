//! The demo company, served.

use std::{fs, os::unix::process::CommandExt, process::Command};

use anyhow::{Context, Result};

use crate::{release, step, workspace};

const DATABASE: &str = "sqlite:target/demo/rapport.db";

/// Builds a release and becomes it, so that Ctrl C and the exit code are the program's own.
pub fn serve(args: &[String]) -> Result<()> {
    release::build()?;
    let folder = workspace::target().join("demo");
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made.", folder.display()))?;
    println!("==> Serving the demo company");
    let mut program = Command::new(workspace::program());
    program.args(["serve", "--demo"]).args(args).current_dir(workspace::root());
    if !args.iter().any(|arg| arg.starts_with("--database")) {
        program.args(["--database", DATABASE]);
    }
    let error = program.exec();
    Err(step::not_started(&program, &error))
}
