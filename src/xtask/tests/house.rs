//! The house's own rules: who may know whom, that the map names what is there, and that two files say the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rooms, and whom each may know.
const MAY_KNOW: [(&str, &[&str]); 10] = [
    ("model", &[]),
    ("modules", &["model"]),
    ("store", &["model"]),
    ("api", &["model"]),
    ("engine", &["model", "modules", "store", "api"]),
    ("ui", &["model", "api"]),
    ("client", &["ui"]),
    ("typeset", &[]),
    ("server", &["api", "ui", "engine", "store", "typeset"]),
    ("xtask", &[]),
];

#[test]
fn rooms_know_only_whom_they_may() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert_eq!(packages.len(), MAY_KNOW.len());
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let (_, allowed) =
            MAY_KNOW.iter().find(|(room, _)| *room == name).unwrap_or_else(|| panic!("{name} is no room"));
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        let known: BTreeSet<&str> = package["dependencies"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|dependency| !dependency["path"].is_null() && dependency["kind"].is_null())
            .map(|dependency| dependency["name"].as_str().unwrap())
            .collect();
        assert!(known.is_subset(&allowed), "{name} knows {known:?} and may know {allowed:?}");
    }
}

/// The paths that `text` names in backquotes, with a slash in them.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).filter(|word| {
        word.contains('/') && !word.starts_with(['/', '~']) && !word.contains([' ', '{', '<', ':', '…', '*'])
    })
}

#[test]
fn the_map_names_what_is_there() {
    for map in ["ARCHITECTURE.md", "README.md"] {
        let text = read(map);
        assert!(paths(&text).count() > 0, "{map} names no paths");
        for path in paths(&text).filter(|path| !path.starts_with("target/")) {
            assert!(root().join(path).exists(), "{map} names {path}");
        }
    }
}

/// `key = value` lines of the table for Leptos in `text`.
fn leptos_keys(text: &str) -> Vec<(&str, &str)> {
    let table = text.split("[[workspace.metadata.leptos]]").nth(1).unwrap_or_default();
    let lines = table.lines().take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| line.split_once('=')).map(|(key, value)| (key.trim(), value.trim())).collect()
}

#[test]
fn build_and_run_time_options_agree() {
    let (build, run) = (read("Cargo.toml"), read("Leptos.toml"));
    let build = leptos_keys(&build);
    let run = leptos_keys(&run);
    assert!(!run.is_empty());
    for (key, value) in run {
        assert!(build.contains(&(key, value)), "Leptos.toml says {key} = {value}, Cargo.toml does not");
    }
}
