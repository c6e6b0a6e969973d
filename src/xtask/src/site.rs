//! The folder target/site: what the browser gets, built by cargo-leptos, compressed, and embedded by the server.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context, Result};

use crate::{step::run, workspace};

/// Node compresses, as our debug build of cargo-leptos takes five times as long for it.
const COMPRESS: &str = include_str!("compress.mjs");

pub fn build() -> Result<()> {
    let site = workspace::target().join("site");
    let before = Snapshot::of(&site).context("target/site cannot be read.")?;
    // What a first visit does not need becomes files of its own: `#[lazy]` in `src/ui`.
    let leptos = ["leptos", "build", "--release", "--frontend-only", "--split"];
    run(workspace::command("cargo-leptos")?.args(leptos))?;
    run(workspace::command("node")?.args(["--input-type=module", "-", "target/site"]).stdin(script()?))?;
    before.keep_times(&site).context("The times of the files in target/site cannot be kept.")
}

/// The script, as a file that Node can read from its standard input.
fn script() -> Result<File> {
    let path = workspace::target().join("compress.mjs");
    fs::write(&path, COMPRESS).and_then(|()| File::open(&path)).with_context(|| path.display().to_string())
}

/// What was in the site folder, so that a file which is built again just as it was can keep its time. Cargo goes by
/// times: without this, every build of the page would be followed by a build of the server.
struct Snapshot(BTreeMap<PathBuf, Entry>);

struct Entry {
    time: SystemTime,
    content: Content,
}

#[derive(PartialEq)]
enum Content {
    File(Vec<u8>),
    Folder(Vec<PathBuf>),
}

impl Snapshot {
    fn of(folder: &Path) -> io::Result<Self> {
        let mut entries = BTreeMap::new();
        if folder.exists() {
            read(folder, &mut entries)?;
        }
        Ok(Self(entries))
    }

    fn keep_times(&self, folder: &Path) -> io::Result<()> {
        for (path, now) in Self::of(folder)?.0 {
            match self.0.get(&path) {
                Some(then) if then.content == now.content => File::open(&path)?.set_modified(then.time)?,
                Some(_) | None => {}
            }
        }
        Ok(())
    }
}

fn read(path: &Path, entries: &mut BTreeMap<PathBuf, Entry>) -> io::Result<()> {
    let data = fs::metadata(path)?;
    let content = if data.is_dir() {
        Content::Folder(read_folder(path, entries)?)
    } else {
        Content::File(fs::read(path)?)
    };
    entries.insert(path.to_path_buf(), Entry { time: data.modified()?, content });
    Ok(())
}

fn read_folder(folder: &Path, entries: &mut BTreeMap<PathBuf, Entry>) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in &paths {
        read(path, entries)?;
    }
    Ok(paths)
}
