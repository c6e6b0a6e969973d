//! `rapport backup`, `restore`, `check` and `tidy`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use api::BackupKind;
use engine::Folder;

use crate::serve::open;

pub async fn backup(database: &str, file: &Path) -> Result<()> {
    ensure!(!file.exists(), "{} is there already; name a new file", file.display());
    let engine = open(database).await?;
    engine.store().backup(file).await.with_context(|| format!("{} was not written", file.display()))?;
    println!("{database} was copied to {}.", file.display());
    Ok(())
}

/// Looks at the copy first, then puts it in place as it is; the next start brings it up to date. The present database
/// is backed up before, or kept under another name where it cannot be read any more.
pub async fn restore(database: &str, file: &Path) -> Result<()> {
    let Some(target) = database.strip_prefix("sqlite:") else {
        bail!("Only a SQLite database can be restored; use pg_restore for PostgreSQL")
    };
    let target = Path::new(target.trim_start_matches("//"));
    ensure!(file.exists(), "{} is not there", file.display());
    ensure!(!in_use(target), "{database} is in use; stop the server first");
    let staged = beside(target, "restoring");
    remove(&staged);
    let copied = stage(file, &staged).await;
    let kept = match copied {
        Ok(()) => keep_present(database, target).await,
        Err(error) => Err(error),
    };
    let kept = match kept {
        Ok(kept) => match erase_again(&staged, kept.as_ref()).await {
            Ok(()) => Ok(kept.map(Kept::into_path)),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    let kept = match kept {
        Ok(kept) => kept,
        Err(error) => {
            remove(&staged);
            return Err(error.context(format!("{} was not restored; nothing was changed", file.display())));
        }
    };
    std::fs::rename(&staged, target)
        .with_context(|| format!("{} could not be put in place", target.display()))?;
    match kept {
        Some(kept) => println!("{database} was restored; what was there before is {}.", kept.display()),
        None => println!("{database} was restored."),
    }
    Ok(())
}

/// A whole copy of `file`, if it is a database of ours and not of a newer program.
async fn stage(file: &Path, staged: &Path) -> Result<()> {
    store::look(file, &engine::declared()).await?;
    store::copy(file, staged).await?;
    let faults = store::check(staged).await?;
    ensure!(faults.is_empty(), "it is damaged ({})", faults.join("; "));
    Ok(())
}

/// Where what was there before is.
enum Kept {
    Whole(PathBuf),
    Damaged(PathBuf),
}

impl Kept {
    fn into_path(self) -> PathBuf {
        match self {
            Kept::Whole(path) | Kept::Damaged(path) => path,
        }
    }
}

/// Who was erased since the copy was made is not brought back. Of what is damaged that is not known.
async fn erase_again(staged: &Path, kept: Option<&Kept>) -> Result<()> {
    let Some(Kept::Whole(kept)) = kept else { return Ok(()) };
    let erasures = store::erasures_of(kept).await?;
    if !erasures.is_empty() {
        engine::erase_in(staged, erasures).await.context("Who was erased since could not be erased again")?;
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

fn remove(file: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(beside_name(file, ending));
    }
}

/// Where the present database can be found again. After this its file alone is all of it, so that another one can take
/// its place by its name: whenever the computer stops, the one or the other is there.
async fn keep_present(database: &str, target: &Path) -> Result<Option<Kept>> {
    if !target.exists() {
        return Ok(None);
    }
    let now = chrono::Utc::now();
    let kept = Folder::of(target).free_name(now, BackupKind::Restore)?;
    match store::copy_present(database, &kept).await {
        Ok(()) => {
            store::settle(target).await?;
            Ok(Some(Kept::Whole(kept)))
        }
        Err(store::Error::Corrupt(_)) => {
            let kept = beside(target, &format!("damaged-{}", now.format("%Y%m%d-%H%M%S")));
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::rename(beside_name(target, ending), beside_name(&kept, ending));
            }
            Ok(Some(Kept::Damaged(kept)))
        }
        Err(error) => Err(error).context("The present database could not be backed up"),
    }
}

/// Writes the database anew. A server would keep those who save waiting too long for its patience; it does this itself.
pub async fn tidy(database: &str) -> Result<()> {
    let target = database.strip_prefix("sqlite:").map(|path| Path::new(path.trim_start_matches("//")));
    if let Some(target) = target {
        ensure!(!in_use(target), "{database} is in use; stop the server, or tidy up on its page Database");
    }
    let engine = open(database).await?;
    let tidied =
        engine.tidy().await.context("The database could not be written anew; nothing was changed")?;
    engine.store().close().await;
    println!("{database} took {} bytes and takes {} now.", tidied.before, tidied.after);
    Ok(())
}

async fn problems(database: &str) -> Result<Vec<String>> {
    let engine = open(database).await?;
    let problems = engine.check().await.context("The check could not be done")?;
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
    bail!("{database} has {} problems", problems.len())
}
