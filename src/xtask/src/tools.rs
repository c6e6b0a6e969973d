//! What is missing is installed, by package managers only, each time before it is needed.

use std::{env, fs, os::unix::fs::PermissionsExt, path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

use crate::{
    apt,
    step::{output, run, step, works},
    workspace,
};

const WASM: &str = "wasm32-unknown-unknown";
const CARGO_LEPTOS: &str = "0.3.11";
const BINARYEN: &str = "132.0.0";
const NODE: u32 = 20;

/// It runs for each of some hundred small files, and Node would spend two seconds of each on compiling it well.
const WASM_OPT: &str = r#"#!/bin/sh
exec node --liftoff-only "$(dirname "$0")/../node_modules/.bin/wasm-opt" "$@"
"#;

/// Where browsers are found besides `$CHROMIUM`. The first is Debian's for programs, a quarter faster than the whole one.
const CHROMIUM: [&str; 5] = [
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A program on crates.io that we keep in the cache of tools.
struct CargoTool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    /// For `cargo install`, where there is no `cargo binstall`.
    flags: &'a [&'a str],
}

/// What a release build needs.
pub fn for_build() -> Result<()> {
    wasm_target()?;
    node()?;
    cargo_tool(&CargoTool {
        package: "cargo-leptos",
        program: "cargo-leptos",
        version: CARGO_LEPTOS,
        // Without optimisation: it builds in half the time, and it is wasm-opt and rustc that work long, not this.
        flags: &["--locked", "--debug", "--ignore-rust-version", "--features", "no_downloads"],
    })?;
    // Exactly the version of the library, or the two do not understand each other.
    let version = locked_version("wasm-bindgen")?;
    cargo_tool(&CargoTool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &version,
        flags: &[],
    })?;
    wasm_opt()
}

/// What `cargo fmt` and `cargo clippy` need.
pub fn for_lints() -> Result<()> {
    component("rustfmt", "fmt")?;
    component("clippy", "clippy")?;
    wasm_target()
}

/// What the tests in a browser need. Without the fonts, Chinese and Korean are boxes on every screenshot.
pub fn for_end2end() -> Result<()> {
    node()?;
    if chromium().is_none() {
        apt::install(
            "Chromium, for the tests in a browser (or set CHROMIUM to one),",
            &["chromium-headless-shell"],
        )?;
    }
    if !has_cjk_font() {
        // With fontconfig, which Chromium does not bring: without it nobody could tell the next time.
        apt::install("A font with Chinese, Japanese and Korean", &["fontconfig", "fonts-noto-cjk"])?;
    }
    npm_ci()
}

pub fn chromium() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    named.into_iter().chain(CHROMIUM.map(PathBuf::from)).find(|path| path.is_file())
}

fn component(name: &str, subcommand: &str) -> Result<()> {
    if works(&mut workspace::cargo(&[subcommand, "--version"])?) {
        return Ok(());
    }
    step(&format!("Adding {name} to the Rust toolchain"), || {
        run(workspace::command("rustup")?.args(["component", "add", name]))
    })
}

fn wasm_target() -> Result<()> {
    let sysroot = output(workspace::command("rustc")?.args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    step(&format!("Adding the target {WASM} to the Rust toolchain"), || {
        run(workspace::command("rustup")?.args(["target", "add", WASM]))
    })
}

/// Node is not installed here: Debian's own is too old for Playwright, and there are many ways to get a newer one.
fn node() -> Result<()> {
    let version = output(workspace::command("node")?.arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) || !works(workspace::command("npm")?.arg("--version")) {
        bail!(
            "Node {NODE} or newer, with npm, is missing. Install it (https://nodejs.org), then run this again."
        );
    }
    Ok(())
}

fn cargo_tool(tool: &CargoTool) -> Result<()> {
    let CargoTool { package, program, version, flags } = *tool;
    let printed = output(workspace::command(program)?.arg("--version")).unwrap_or_default();
    if printed.split_whitespace().any(|word| word == version) {
        return Ok(());
    }
    step(&format!("Installing {package} {version} (some minutes, once per machine)"), || {
        let tools = workspace::tools()?;
        fs::create_dir_all(&tools).with_context(|| format!("{} cannot be made.", tools.display()))?;
        let install =
            if has_binstall()? { binstall(package, version)? } else { install(package, version, flags)? };
        run({ install }.arg("--root").arg(&tools).current_dir(&tools))
    })
}

fn has_binstall() -> Result<bool> {
    Ok(works(&mut workspace::cargo(&["binstall", "-V"])?))
}

fn binstall(package: &str, version: &str) -> Result<Command> {
    workspace::cargo(&["binstall", "--no-confirm", "--force", &format!("{package}@{version}")])
}

fn install(package: &str, version: &str, flags: &[&str]) -> Result<Command> {
    let mut cargo = workspace::cargo(&["install", package, "--version", version, "--force"])?;
    cargo.args(flags).env("CARGO_PROFILE_DEV_DEBUG", "0");
    Ok(cargo)
}

fn locked_version(package: &str) -> Result<String> {
    let path = workspace::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("{} cannot be read.", path.display()))?;
    match version_in(&lock, package) {
        Some(version) => Ok(version.to_owned()),
        None => bail!("Cargo.lock does not name {package}: run `cargo check` first."),
    }
}

fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, entry) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    entry.split('"').next()
}

/// Always npm's, in one known version: an older one that lies on the PATH (Debian's) breaks the tables of what
/// wasm-bindgen makes, and the page does not start.
fn wasm_opt() -> Result<()> {
    let tools = workspace::tools()?;
    let program = tools.join("node_modules/.bin/wasm-opt");
    if !program.exists()
        || !output(Command::new(program).arg("--version"))?.contains(BINARYEN.trim_end_matches(".0.0"))
    {
        step("Installing wasm-opt (binaryen) with npm", || {
            let package = format!("binaryen@{BINARYEN}");
            let options = ["install", "--no-audit", "--no-fund", "--no-save", "--prefix"];
            run(workspace::command("npm")?.args(options).arg(&tools).arg(package))
        })?;
    }
    let quick = tools.join("bin/wasm-opt");
    fs::write(&quick, WASM_OPT)
        .and_then(|()| fs::set_permissions(&quick, fs::Permissions::from_mode(0o755)))
        .with_context(|| quick.display().to_string())
}

/// Only where there is fontconfig can we know; elsewhere (macOS) the system has such fonts.
fn has_cjk_font() -> bool {
    match output(Command::new("fc-list").arg(":lang=zh-cn")) {
        Ok(fonts) => !fonts.trim().is_empty(),
        Err(_) => cfg!(not(target_os = "linux")),
    }
}

/// Installs the packages of `end2end`, unless those in the lock file are there already. npm leaves a copy of it.
fn npm_ci() -> Result<()> {
    let folder = workspace::end2end();
    let time = |file: &str| fs::metadata(folder.join(file)).and_then(|data| data.modified()).ok();
    if time("node_modules/.package-lock.json")
        .is_some_and(|installed| Some(installed) >= time("package-lock.json"))
    {
        return Ok(());
    }
    step("Installing the packages of end2end with npm", || {
        let mut npm = workspace::command("npm")?;
        npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder);
        run(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
    })
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_version_of_exactly_the_package_is_found() {
        let lock = "name = \"wasm-bindgen-macro\"\nversion = \"1\"\n\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
    }
}
