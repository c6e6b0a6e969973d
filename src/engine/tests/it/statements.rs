//! How many statements a page costs must not depend on how many records there are.

use api::{Backend, BoardQuery, ListQuery};

use crate::house::{House, everywhere, link, number, text};

/// Statements that `work` runs: the least of three times, as the store may be at work for itself meanwhile.
async fn count<T>(house: &House, mut work: impl AsyncFnMut() -> T) -> u64 {
    let mut least = u64::MAX;
    for _ in 0..3 {
        let before = house.engine.store().statements();
        work().await;
        least = least.min(house.engine.store().statements() - before);
    }
    least
}

async fn pages(house: &House, account: model::Id) -> [u64; 5] {
    let query = || ListQuery { module: "opportunities".into(), limit: 50, ..ListQuery::default() };
    let board = || BoardQuery { module: "opportunities".into(), ..BoardQuery::default() };
    let (engine, max) = (&house.engine, &house.max);
    [
        count(house, async || engine.list(max, query()).await.unwrap()).await,
        count(house, async || engine.page(max, query()).await.unwrap()).await,
        count(house, async || engine.record(max, "accounts".into(), account).await.unwrap()).await,
        count(house, async || engine.board(max, board()).await.unwrap()).await,
        count(house, async || engine.timeline(max, "accounts".into(), account, None).await.unwrap()).await,
    ]
}

async fn fill(house: &House, account: model::Id, count: usize) {
    let stages = ["prospecting", "proposal", "won", "lost"];
    for n in 0..count {
        let deal = [
            ("name", text(&format!("D{n}"))),
            ("account", link("accounts", account)),
            ("amount", number("10")),
            ("stage", text(stages[n % stages.len()])),
        ];
        house.add(&house.rita, "opportunities", &deal).await;
        house
            .add(&house.rita, "comments", &[("body", text("!")), ("about", link("accounts", account))])
            .await;
    }
}

#[tokio::test]
async fn pages_cost_the_same_with_few_and_many_records() {
    everywhere(async |house: House| {
        let account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await.id;
        fill(&house, account, 3).await;
        let few = pages(&house, account).await;
        fill(&house, account, 120).await;
        let many = pages(&house, account).await;
        assert_eq!(few, many);
        let [list, page, record, board, timeline] = many;
        assert!(list <= 2 && page == 1, "{many:?}");
        let links = house.engine.schema().links_to("accounts").count() as u64;
        assert!(record <= 1 + links, "{many:?}");
        assert!(board <= 8, "{many:?}");
        assert!(timeline <= 10, "{many:?}");
    })
    .await;
}

#[tokio::test]
async fn who_is_signed_in_is_known_without_a_statement() {
    everywhere(async |house: House| {
        let token = house.engine.make_token(&house.rita, "Sync".into()).await.unwrap();
        house.engine.by_token(&token).await.unwrap().unwrap();
        let statements = count(&house, async || {
            for _ in 0..100 {
                house.engine.by_token(&token).await.unwrap().unwrap();
            }
        });
        assert_eq!(statements.await, 0);
    })
    .await;
}
