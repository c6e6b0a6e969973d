//! How the database grows: one small figure a day.

use api::Growth;
use model::Name;

use crate::Engine;
use crate::error::Result;

const KEY: &str = "growth";
/// Somewhat more than a year.
const DAYS: usize = 400;

/// Notes today's figure, if it is not there yet.
pub(super) async fn note(engine: &Engine) -> Result<()> {
    let mut noted = noted(engine).await?;
    let today = engine.now().date_naive();
    if noted.last().is_some_and(|last| last.day >= today) {
        return Ok(());
    }
    let (bytes, records) = (engine.store().bytes().await?, engine.store().records().await?);
    noted.push(Growth { day: today, bytes, records: sum(&records) });
    noted.drain(..noted.len().saturating_sub(DAYS));
    Ok(engine.store().put_setting(KEY, &serde_json::to_value(noted)?).await?)
}

/// The days before today as they were noted, and today as it is.
pub(super) async fn read(engine: &Engine, bytes: u64, records: &[(Name, u64)]) -> Result<Vec<Growth>> {
    let today = engine.now().date_naive();
    let mut growth = noted(engine).await?;
    growth.retain(|noted| noted.day < today);
    growth.push(Growth { day: today, bytes, records: sum(records) });
    Ok(growth)
}

async fn noted(engine: &Engine) -> Result<Vec<Growth>> {
    let stored = engine.store().setting(KEY).await?;
    Ok(stored.and_then(|json| serde_json::from_value(json).ok()).unwrap_or_default())
}

fn sum(records: &[(Name, u64)]) -> u64 {
    records.iter().map(|(_, count)| count).sum()
}
