//! Debian's packages, where there are any; elsewhere a sentence that says what to install.

use std::{path::Path, process::Command, sync::Once};

use anyhow::{Result, bail};

use crate::step::{output, run, step, works};

/// Installs packages of Debian (or Ubuntu). `what` names what is missing, for whoever must install it by hand.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!(
            "{what} is missing. Install it with your package manager (Debian calls it {names}), then run this again."
        );
    }
    let Some(root) = becoming_root() else {
        bail!(
            "{what} is missing, and only root can install it. Run `sudo apt-get install {names}`, then this again."
        );
    };
    step(&format!("Installing {names} ({what} is missing)"), || {
        refresh_once(&root);
        let options = ["install", "--yes", "--quiet", "--no-install-recommends"];
        run(apt_get(&root).args(options).args(packages))
    })
}

/// The words before `apt-get` that make it run as root, if there are any.
fn becoming_root() -> Option<Vec<&'static str>> {
    if is_root() {
        return Some(Vec::new());
    }
    works(Command::new("sudo").args(["-n", "true"])).then(|| vec!["sudo", "-n"])
}

pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Fetches the lists of packages, once a run: a fresh machine has none. A failure is not the end, as the lists that
/// are there may do; if they do not, the installation says so.
fn refresh_once(root: &[&str]) {
    static REFRESHED: Once = Once::new();
    REFRESHED.call_once(|| {
        if let Err(error) = run(apt_get(root).args(["update", "--quiet"])) {
            println!("    the lists of packages could not be refreshed: {error}");
        }
    });
}

fn apt_get(root: &[&str]) -> Command {
    let mut words = root.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words);
    command
}
