//! `rapport backup`, `restore` and `check`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::serve::open;

pub async fn backup(database: &str, file: &Path) -> Result<()> {
    ensure!(!file.exists(), "{} is there already; name a new file", file.display());
    let engine = open(database).await?;
    engine.store().backup(file).await.with_context(|| format!("{} was not written", file.display()))?;
    println!("{database} was copied to {}.", file.display());
    Ok(())
}

/// Looks at the copy first, then puts it in place; the present database is renamed, not deleted.
pub async fn restore(database: &str, file: &Path) -> Result<()> {
    let Some(target) = database.strip_prefix("sqlite:") else {
        bail!("Only a SQLite database can be restored; use pg_restore for PostgreSQL")
    };
    let target = Path::new(target.trim_start_matches("//"));
    ensure!(file.exists(), "{} is not there", file.display());
    ensure!(!in_use(target), "{database} is in use; stop the server first");
    let staged = beside(target, "restoring");
    std::fs::copy(file, &staged).with_context(|| format!("{} could not be copied", file.display()))?;
    let problems = problems(&format!("sqlite:{}", staged.display())).await;
    remove_with_log(&staged, false);
    match problems {
        Ok(problems) if problems.is_empty() => {}
        Ok(problems) => {
            remove_with_log(&staged, true);
            bail!("{} is damaged ({}); nothing was changed", file.display(), problems.join("; "))
        }
        Err(error) => {
            remove_with_log(&staged, true);
            return Err(error
                .context(format!("{} is no copy of Rapport's data; nothing was changed", file.display())));
        }
    }
    let kept = keep_present(target)?;
    std::fs::rename(&staged, target)
        .with_context(|| format!("{} could not be put in place", target.display()))?;
    match kept {
        Some(kept) => println!("{database} was restored; what was there before is {}.", kept.display()),
        None => println!("{database} was restored."),
    }
    Ok(())
}

/// A server holds a lock on the file that it serves.
fn in_use(target: &Path) -> bool {
    std::fs::File::open(target).is_ok_and(|file| file.try_lock().is_err())
}

fn beside(target: &Path, word: &str) -> PathBuf {
    beside_name(target, &format!(".{word}"))
}

fn beside_name(target: &Path, ending: &str) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn remove_with_log(file: &Path, itself: bool) {
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(beside_name(file, ending));
    }
    if itself {
        let _ = std::fs::remove_file(file);
    }
}

fn keep_present(target: &Path) -> Result<Option<PathBuf>> {
    if !target.exists() {
        return Ok(None);
    }
    let kept = beside(target, &format!("before-{}", chrono::Utc::now().format("%Y%m%d-%H%M%S")));
    std::fs::rename(target, &kept).with_context(|| format!("{} could not be renamed", target.display()))?;
    remove_with_log(target, false);
    Ok(Some(kept))
}

async fn problems(database: &str) -> Result<Vec<String>> {
    let engine = open(database).await?;
    let problems = engine.store().check().await.context("The check could not be done")?;
    engine.store().close().await;
    Ok(problems)
}

pub async fn check(database: &str) -> Result<()> {
    let problems = problems(database).await?;
    if problems.is_empty() {
        println!("{database} is whole.");
        return Ok(());
    }
    for problem in &problems {
        println!("{problem}");
    }
    bail!("{database} has {} problems; restore a backup", problems.len())
}
