//! Bulk data is real data: owned, logged, found, and the same each time.

use std::collections::HashSet;

use api::Backend;
use engine::{Engine, Fill};

use crate::house::{House, empty, everywhere};

const SOME: Fill = Fill { accounts: 40, contacts: 1_200, leads: 30, opportunities: 60 };

async fn count(engine: &Engine, module: &'static str) -> u64 {
    engine.count(&engine.system_caller(), module.into(), String::new()).await.unwrap()
}

#[tokio::test]
async fn bulk_data_is_spread_over_people_who_see_their_own() {
    everywhere(async |house: House| {
        let engine = &house.engine;
        let mut heard = Vec::new();
        engine.fill(SOME, |module, count| heard.push((module.to_owned(), count))).await.unwrap();
        assert!(heard.contains(&("contacts".into(), 1_200)));
        for (module, wanted) in [("accounts", 40), ("contacts", 1_200), ("leads", 30), ("opportunities", 60)]
        {
            assert_eq!(count(engine, module).await, wanted);
        }
        let rep = engine.caller_of("rep1@fill.example").await.unwrap();
        let manager = engine.caller_of("manager1@fill.example").await.unwrap();
        let sees = async |caller| engine.count(caller, "contacts".into(), String::new()).await.unwrap();
        let (own, team) = (sees(&rep).await, sees(&manager).await);
        assert!(own > 20 && own < team && team < 1_200, "{own} {team}");

        let contacts = house.list(&house.ada, "contacts", "account is not empty").await;
        let owners: HashSet<_> =
            contacts.iter().filter_map(|one| one.value("owner").as_link()).map(|owner| owner.id).collect();
        assert!(owners.len() > 10);
        let hits =
            engine.search(&house.ada, "company7.example".into(), Some("accounts".into()), 10).await.unwrap();
        assert_eq!(hits.len(), 1);
        let history = engine.timeline(&house.ada, "contacts".into(), contacts[0].id, None).await.unwrap();
        assert_eq!(history.entries.len(), 1);

        // More can be added later, for the same people.
        engine.fill(Fill { leads: 5, ..Fill::default() }, |_, _| ()).await.unwrap();
        assert_eq!((count(engine, "leads").await, count(engine, "users").await), (35, 5 + 24));
    })
    .await;
}

#[tokio::test]
async fn the_same_data_comes_each_time() {
    let mut seen = Vec::new();
    for _ in 0..2 {
        let (engine, _, _folder) = empty().await;
        engine.fill(SOME, |_, _| ()).await.unwrap();
        let query = api::ListQuery {
            module: "accounts".into(),
            sort: "name".into(),
            limit: 200,
            ..api::ListQuery::default()
        };
        let page = engine.page(&engine.system_caller(), query).await.unwrap();
        let rows: Vec<_> = page
            .records
            .into_iter()
            .map(|record| (record.title.clone(), record.value("annual_revenue").clone()))
            .collect();
        seen.push(rows);
    }
    assert_eq!(seen[0], seen[1]);
    assert!(seen[0].iter().any(|(name, _)| !name.is_ascii()));
}
