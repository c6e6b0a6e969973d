//! Who reaches what, told twice: by a model that looks at each person, rule and record by hand (`oracle`), and by the
//! product through every door. Companies, rules and records are drawn at random; they must agree on all of them.

mod company;
mod doors;
mod oracle;

use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::house::{House, everywhere};
use company::Company;

/// Each has up to eleven people, four profiles, five departments, eight sharing rules, and 56 records.
const COMPANIES: u64 = 8;
/// A case is one person, one record and one door.
const LEAST_CASES: usize = 10_000;

#[tokio::test]
async fn no_door_shows_more_or_less_than_the_rules_say() {
    let mut cases = 0;
    for seed in 0..COMPANIES {
        let (engine, _, folder) = crate::house::empty().await;
        let mut dice = StdRng::seed_from_u64(seed);
        let company = Company::draw(&engine, &mut dice).await;
        cases += doors::walk_all(&engine, &company, &mut dice, seed).await;
        engine.store().close().await;
        drop(folder);
    }
    assert!(cases >= LEAST_CASES, "only {cases} cases were tried");
}

#[tokio::test]
async fn no_door_differs_between_the_databases() {
    everywhere(async |house: House| {
        let mut dice = StdRng::seed_from_u64(4_711);
        let company = Company::draw(&house.engine, &mut dice).await;
        doors::walk_all(&house.engine, &company, &mut dice, 4_711).await;
    })
    .await;
}
