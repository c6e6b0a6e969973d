//! A company in a file, made by whichever test comes first: each test is a process of its own, and gets a copy.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::house::furnish;

/// Which tests these are: those of another build make their own.
pub fn build() -> u128 {
    let program = std::env::current_exe().unwrap().metadata().unwrap();
    program.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis()
}

/// Copies the company to `file`.
pub async fn copy(file: &Path) {
    let made = made().await;
    // What is written lies in the second until somebody moves it into the first.
    for ending in ["-wal", ""] {
        let from = with(&made, ending);
        if from.exists() {
            std::fs::copy(from, with(file, ending)).unwrap();
        }
    }
}

fn with(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

async fn made() -> PathBuf {
    let path = std::env::temp_dir().join(format!("rapport_template_{}.db", build()));
    let lock = File::create(path.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    if !path.exists() {
        // It has its name once it is whole.
        let half = path.with_extension("half");
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(with(&half, ending));
        }
        furnish(&format!("sqlite:{}", half.display())).await;
        if with(&half, "-wal").exists() {
            std::fs::rename(with(&half, "-wal"), with(&path, "-wal")).unwrap();
        }
        std::fs::rename(half, &path).unwrap();
    }
    path
}
