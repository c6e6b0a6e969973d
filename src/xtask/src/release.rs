//! The release: one program file with page, styles and WebAssembly inside it.

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
    step("Building the page (WebAssembly, styles) into target/site", site::build)?;
    step("Building the program target/release/rapport", || {
        let package = ["--package=server", "--bin=rapport", "--no-default-features", "--release"];
        run(workspace::cargo(&["build"])?.args(package))
    })
}
