//! Builds again when a file is added to `locales/`; changes of the files themselves are seen without it.

fn main() {
    println!("cargo:rerun-if-changed=../../locales");
}
