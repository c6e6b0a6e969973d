//! Before an older database is opened: a backup of it as it is, because its tables are about to be changed.

use std::sync::Arc;

use api::BackupKind;
use model::{Instant, Schema, Shape};
use store::Age;

use super::Folder;
use crate::company::Company;
use crate::engine::merge;
use crate::error::Result;

/// What this program itself declares, without what a company adds.
pub fn declared() -> Arc<Schema> {
    merge(&Company::default(), Shape::default())
}

/// Refuses a database of a newer program, and backs up one of an older.
pub(crate) async fn before_opening(url: &str, now: Instant) -> Result<()> {
    if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        return Ok(());
    }
    match store::age(url, &declared()).await? {
        Age::Empty | Age::Present => Ok(()),
        Age::Older => back_up(url, now).await,
    }
}

async fn back_up(url: &str, now: Instant) -> Result<()> {
    let file = Folder::of(&store::path(url)).free_name(now, BackupKind::Upgrade)?;
    store::copy_present(url, &file).await?;
    tracing::warn!(backup = %file.display(), "an older Rapport wrote the database; it was backed up before its tables are changed");
    Ok(())
}
