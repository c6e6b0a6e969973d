//! The release: one program file with page, styles and WebAssembly inside it.

use std::process::{Command, Stdio};

use anyhow::Result;

use crate::{
    site,
    step::{run, step},
    tools, workspace,
};

/// Builds the site, then the program that embeds it. The order matters, so it is two steps here rather than one
/// `cargo leptos build`, which would also build the server anew each time, as it writes all files of the site anew.
/// The flags of the server are those of cargo-leptos: whichever is used, nothing is built twice.
pub fn build() -> Result<()> {
    tools::for_build()?;
    // Much of the page's build keeps one core busy; another builds meanwhile what the program is made of. Whether that
    // went well is seen when the program itself is built.
    let ahead = program()?.arg("--quiet").stderr(Stdio::null()).spawn();
    let built = step("Building the page (WebAssembly, styles) into target/site", site::build);
    if let Ok(mut ahead) = ahead {
        if built.is_err() {
            let _ = ahead.kill();
        }
        let _ = ahead.wait();
    }
    built?;
    step("Building the program target/release/rapport", || run(&mut program()?))
}

fn program() -> Result<Command> {
    let package = ["build", "--package=server", "--bin=rapport", "--features=pdf", "--release"];
    workspace::cargo(&package)
}
