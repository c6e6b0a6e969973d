//! Putting into the pool what is due, by itself: one of all servers looks once an hour. Two who look at the same time
//! do no harm: the version that each has seen decides who writes.

use api::Caller;
use model::{Filter, Name, Record};
use store::Batch;

use super::due::Ripening;
use super::rule::Rule;
use crate::Engine;
use crate::bulk::is_of_one_record;
use crate::error::Result;
use crate::{bin, privacy, write};

/// How often it is asked whether it is this server's turn.
const TURN: std::time::Duration = std::time::Duration::from_secs(60);
/// How often it is somebody's.
const EVERY: std::time::Duration = std::time::Duration::from_secs(60 * 60);

impl Engine {
    /// Puts into the pool what is due, forgets persons as rules of retention say, and removes from the recycle bin what
    /// has lain there for long, as long as the server runs.
    pub async fn keep_customers(self) {
        loop {
            tokio::time::sleep(TURN).await;
            match self.store().take_turn("customers", self.now(), EVERY).await {
                Ok(false) => {}
                Ok(true) => {
                    if let Err(error) = self.keep_customers_once().await {
                        tracing::warn!(%error, "the pool and the recycle bin could not be kept");
                    }
                }
                Err(error) => tracing::warn!(%error, "whose turn it is could not be asked"),
            }
        }
    }

    /// Does what is due now.
    pub async fn keep_customers_once(&self) -> Result<()> {
        let world = self.world();
        for rule in world.organisation.decided.reclaim.iter().filter(|rule| rule.active) {
            let count = reclaim(self, rule).await?;
            if count > 0 {
                tracing::info!(rule = rule.name, count, "records went to the pool");
            }
        }
        privacy::retain(self).await?;
        bin::sweep(self).await
    }
}

/// Puts into the pool what meets the rule; how many that were.
async fn reclaim(engine: &Engine, rule: &Rule) -> Result<u64> {
    let now = engine.now();
    let system = engine.system_caller();
    let mut action = write::batch(engine, &system, "pool", &rule.module, 0);
    let mut ripening = Ripening::new(engine, rule, now, Filter::Always);
    while let Some(page) = ripening.next().await? {
        let due: Vec<Record> =
            page.into_iter().filter(|ripe| rule.due(ripe.since) <= now).map(|ripe| ripe.record).collect();
        if !due.is_empty() {
            action.count += put_all(engine, &system, &rule.module, due, &rule.name, &action).await?;
        }
    }
    Ok(action.count)
}

/// Puts a piece into the pool; how many of it nobody changed meanwhile.
async fn put_all(
    engine: &Engine,
    system: &std::sync::Arc<Caller>,
    module: &Name,
    records: Vec<Record>,
    rule: &str,
    action: &Batch,
) -> Result<u64> {
    let so_far = Batch { count: action.count + records.len() as u64, ..action.clone() };
    let (module, rule) = (module.clone(), rule.to_owned());
    write::commit(engine, system.clone(), so_far, move |tx, _, writing| {
        Box::pin(async move {
            let mut done = 0;
            for record in &records {
                match super::put(tx, &module, record, &rule, &writing).await {
                    Ok(()) => done += 1,
                    Err(error) if is_of_one_record(&error) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(done)
        })
    })
    .await
}
