//! Boards.

use api::{Backend, BoardQuery, ListQuery};
use model::Value;

use crate::house::{House, everywhere, failure, number, problems, text};

async fn deal(house: &House, name: &str, amount: &str, more: &[(&'static str, Value)]) {
    let mut values = vec![("name", text(name)), ("amount", number(amount))];
    values.extend(more.iter().cloned());
    house.add(&house.rita, "opportunities", &values).await;
}

#[tokio::test]
async fn columns_are_counted_and_added_up_exactly() {
    everywhere(async |house: House| {
        for n in 0..3 {
            deal(&house, &format!("P{n}"), "0.10", &[("stage", text("proposal"))]).await;
        }
        deal(&house, "Dollar", "1000000.01", &[("stage", text("proposal")), ("currency", text("USD"))]).await;
        deal(&house, "Won", "5", &[("stage", text("won"))]).await;
        deal(&house, "Project", "7", &[("pipeline", text("projects"))]).await;
        let query = BoardQuery { module: "opportunities".into(), ..BoardQuery::default() };
        let board = house.engine.board(&house.rita, query.clone()).await.unwrap();
        assert_eq!(board.pipeline, "sales");
        let stages: Vec<&str> = board.columns.iter().map(|column| column.stage.as_str()).collect();
        let expected = ["prospecting", "qualification", "engaging", "proposal", "negotiation", "won", "lost"];
        assert_eq!(stages, expected);
        let proposal = &board.columns[3];
        assert_eq!((proposal.count, proposal.records.len()), (4, 4));
        let mut sums: Vec<(&str, &str, &str)> = proposal
            .sums
            .iter()
            .map(|sum| (sum.currency.as_str(), sum.amount.as_str(), sum.weighted.as_str()))
            .collect();
        sums.sort();
        assert_eq!(sums, [("EUR", "0.30", "0.18"), ("USD", "1000000.01", "600000.01")]);
        assert_eq!(board.columns[5].sums[0].weighted, "5.00");
        assert_eq!(board.columns[6].count, 0);

        let projects = BoardQuery { pipeline: "projects".into(), ..query.clone() };
        let board = house.engine.board(&house.rita, projects).await.unwrap();
        assert_eq!((board.columns[0].stage.as_str(), board.columns[0].count), ("inquiry", 1));
        let unknown = BoardQuery { pipeline: "x".into(), ..query.clone() };
        assert_eq!(problems(house.engine.board(&house.rita, unknown).await), ["pipeline: unknown-choice"]);
        let filtered = BoardQuery { filter: "amount > 1".into(), ..query };
        let board = house.engine.board(&house.rita, filtered).await.unwrap();
        assert_eq!(board.columns[3].count, 1);
        let none = BoardQuery { module: "accounts".into(), ..BoardQuery::default() };
        assert_eq!(failure(house.engine.board(&house.rita, none).await).status(), 404);
    })
    .await;
}

#[tokio::test]
async fn a_column_is_read_on() {
    everywhere(async |house: House| {
        for n in 0..9 {
            deal(&house, &format!("D{n}"), "1", &[]).await;
        }
        let query = BoardQuery { module: "opportunities".into(), limit: 4, ..BoardQuery::default() };
        let board = house.engine.board(&house.rita, query.clone()).await.unwrap();
        let column = &board.columns[0];
        let mut titles: Vec<String> = column.records.iter().map(|record| record.title.clone()).collect();
        let mut next = column.next.clone();
        while let Some(after) = next {
            let stage = column.stage.clone();
            let page = house.engine.board_column(&house.rita, query.clone(), stage, after).await.unwrap();
            titles.extend(page.records.into_iter().map(|record| record.title));
            next = page.next;
        }
        titles.sort();
        assert_eq!(titles, (0..9).map(|n| format!("D{n}")).collect::<Vec<_>>());
        let wrong = house.engine.board_column(&house.rita, query, "inquiry".into(), String::new()).await;
        assert_eq!(failure(wrong).status(), 404);
    })
    .await;
}

#[tokio::test]
async fn every_module_with_stages_has_a_board() {
    everywhere(async |house: House| {
        house.add(&house.rita, "tasks", &[("name", text("Call"))]).await;
        for module in house.engine.schema().modules.iter().filter(|module| module.stages.is_some()) {
            let query = BoardQuery { module: module.name.clone(), ..BoardQuery::default() };
            let board = house.engine.board(&house.rita, query).await.unwrap();
            assert!(board.columns.len() > 1, "{}", module.name);
            let list = ListQuery { module: module.name.clone(), ..ListQuery::default() };
            let listed = house.engine.list(&house.rita, list).await.unwrap().records.len() as u64;
            assert_eq!(board.columns.iter().map(|column| column.count).sum::<u64>(), listed);
        }
    })
    .await;
}
