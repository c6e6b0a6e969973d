//! The page, its styles and its program lie in the server's binary: rebuild it when they change.

use std::path::Path;

const SITE: &str = "../../target/site";

fn main() {
    // A fresh clone has no site yet; the macro that embeds it needs the folder.
    if let Err(error) = std::fs::create_dir_all(Path::new(SITE).join("pkg")) {
        println!("cargo::warning=cannot make {SITE}: {error}");
    }
    println!("cargo::rerun-if-changed={SITE}");
}
