//! A company's real pipeline: CRM Sales Opportunities by Maven Analytics, which is not shipped and lies beside the
//! project.

use std::collections::HashSet;
use std::path::PathBuf;

use api::{Backend, Caller, ImportStage, ImportStatus, ListQuery, Mapping};
use engine::ImportFile;
use model::record::Record;
use rust_decimal::Decimal;

use crate::house::{House, everywhere};

/// The folder of the data: in `RAPPORT_DATA`, else beside the project, unless this copy of it lies elsewhere.
pub fn data(folder: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let path = std::env::var_os("RAPPORT_DATA").map_or_else(beside, PathBuf::from).join(folder);
    if !path.is_dir() {
        eprintln!("{} is not there: nothing to test", path.display());
    }
    path.is_dir().then_some(path)
}

/// The project's own file of mappings.
pub fn kept(path: &str) -> Mapping {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("mappings").join(path);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub async fn file(
    house: &House,
    by: &Caller,
    module: &str,
    path: PathBuf,
    mapping: Mapping,
    dry_run: bool,
) -> ImportStatus {
    let file = ImportFile { module, path: &path, mapping: Some(mapping), match_by: Vec::new(), dry_run };
    house.engine.import_file(by, file, |_| ()).await.unwrap().1
}

const FOLDER: &str = "maven-crm-sales-opportunities";

/// All of it, as the command line does it: by the product itself.
async fn import_all(house: &House, folder: PathBuf) {
    let product = house.engine.system_caller();
    for (module, name, mapping, rows, added) in [
        ("roles", "sales_teams.csv", "maven/roles_of_managers.json", 35, 6),
        ("roles", "sales_teams.csv", "maven/roles_of_agents.json", 35, 6),
        ("users", "sales_teams.csv", "maven/managers.json", 35, 6),
        ("users", "sales_teams.csv", "maven/agents.json", 35, 35),
        ("accounts", "accounts.csv", "maven/accounts.json", 85, 85),
        ("products", "products.csv", "maven/products.json", 7, 7),
        ("opportunities", "sales_pipeline.csv", "maven/opportunities.json", 8_800, 8_800),
    ] {
        let status = file(house, &product, module, folder.join(name), kept(mapping), false).await;
        assert_eq!(status.stage, ImportStage::Finished, "{mapping}: {status:?}");
        assert_eq!((status.rows, status.added, status.failed), (rows, added, 0), "{mapping}: {status:?}");
        assert_eq!(status.added + status.updated, rows, "{mapping}");
    }
}

async fn all(house: &House, by: &Caller, filter: &str) -> Vec<Record> {
    let mut query = ListQuery {
        module: "opportunities".into(),
        filter: filter.into(),
        columns: vec!["amount".into(), "owner".into(), "reference".into(), "stage".into()],
        limit: 200,
        ..ListQuery::default()
    };
    let mut records = Vec::new();
    loop {
        let page = house.engine.page(by, query.clone()).await.unwrap();
        records.extend(page.records);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return records,
        }
    }
}

fn sum(records: &[Record]) -> Decimal {
    records.iter().filter_map(|record| record.value("amount").as_decimal()).sum()
}

#[tokio::test]
async fn a_companys_real_pipeline_comes_in_whole() {
    let Some(folder) = data(FOLDER) else { return };
    everywhere(async |house: House| {
        import_all(&house, folder.clone()).await;
        let count = async |filter: &str| {
            house.engine.count(&house.ada, "opportunities".into(), filter.into()).await.unwrap()
        };
        assert_eq!(count("").await, 8_800);
        assert_eq!((count("stage = lost").await, count("stage = engaging").await), (2_473, 1_589));
        assert_eq!((count("account is empty").await, count("product is empty").await), (1_425, 0));
        let won = all(&house, &house.ada, "stage = won").await;
        assert_eq!((won.len(), sum(&won)), (4_238, Decimal::from(10_005_534)));
        let acme = house.list(&house.ada, "accounts", "name = \"Acme Corporation\"").await;
        assert_eq!(house.get("accounts", acme[0].id).await.value("industry").as_text(), Some("technology"));
        let revenue = house.get("accounts", acme[0].id).await.value("annual_revenue").as_decimal();
        assert_eq!(revenue, Some(Decimal::from(1_100_040_000)));
        let below =
            house.engine.count(&house.ada, "accounts".into(), "parent is not empty".into()).await.unwrap();
        assert_eq!(below, 15);
        let first = &house.list(&house.ada, "opportunities", "reference = \"Z063OYW0\"").await[0];
        assert_eq!(first.title, "GTX Pro – Isdom (Z063OYW0)");

        who_sees_what(&house).await;
        nothing_is_added_twice(&house, folder.clone()).await;
    })
    .await;
}

/// A manager sees the deals of his agents, an agent his own.
async fn who_sees_what(house: &House) {
    let dustin = house.engine.caller_of("dustin.brinkmann@maven.example").await.unwrap();
    let anna = house.engine.caller_of("anna.snelling@maven.example").await.unwrap();
    assert_eq!((dustin.me.level.as_str(), anna.me.level.as_str()), ("manager", "representative"));
    let mut agents = HashSet::new();
    for agent in ["Anna Snelling", "Cecily Lampkin", "Versie Hillebrand", "Lajuana Vencill", "Moses Frase"] {
        agents.insert(house.list(&house.ada, "users", &format!("name = \"{agent}\"")).await[0].id);
    }
    let owner = |record: &Record| record.value("owner").as_link().map(|owner| owner.id);
    let everything = all(house, &house.ada, "").await;
    let of_team = everything.iter().filter(|deal| owner(deal).is_some_and(|id| agents.contains(&id))).count();
    let seen = all(house, &dustin, "").await;
    assert_eq!(seen.len(), of_team);
    assert!(seen.iter().all(|deal| owner(deal).is_some_and(|id| agents.contains(&id))));
    let own = all(house, &anna, "").await;
    let of_anna = everything.iter().filter(|deal| owner(deal) == Some(anna.me.id)).count();
    assert_eq!((own.len(), of_anna), (of_anna, 448));
    assert!(own.iter().all(|deal| owner(deal) == Some(anna.me.id)));
    assert!(all(house, &house.rita, "").await.is_empty());
}

async fn nothing_is_added_twice(house: &House, folder: PathBuf) {
    let path = folder.join("sales_pipeline.csv");
    let status =
        file(house, &house.ada, "opportunities", path, kept("maven/opportunities.json"), false).await;
    assert_eq!((status.added, status.updated, status.failed), (0, 8_800, 0), "{status:?}");
}

#[tokio::test]
async fn rows_that_point_nowhere_are_told_by_row_and_column() {
    let Some(folder) = data(FOLDER) else { return };
    everywhere(async |house: House| {
        import_all_but_deals(&house, folder.clone()).await;
        let mut mapping = kept("maven/opportunities.json");
        mapping.columns.iter_mut().for_each(|column| column.replace.clear());
        let path = folder.join("sales_pipeline.csv");
        for dry_run in [true, false] {
            let status =
                file(&house, &house.ada, "opportunities", path.clone(), mapping.clone(), dry_run).await;
            assert_eq!(
                (status.added, status.failed, status.done),
                (7_320, 1_480, 8_800),
                "{:?}",
                status.problem
            );
            let first = &status.bad[0];
            assert_eq!((first.row, first.column.as_str(), first.value.as_str()), (3, "product", "GTXPro"));
            assert_eq!(first.problem.code, "not-found");
        }
        // The rows that failed come in by the right mapping, and then there is one of each.
        let path = folder.join("sales_pipeline.csv");
        let status =
            file(&house, &house.ada, "opportunities", path, kept("maven/opportunities.json"), false).await;
        assert_eq!((status.added, status.updated, status.failed), (1_480, 7_320, 0));
    })
    .await;
}

async fn import_all_but_deals(house: &House, folder: PathBuf) {
    for (module, name, mapping) in [
        ("roles", "sales_teams.csv", "maven/roles_of_agents.json"),
        ("users", "sales_teams.csv", "maven/agents.json"),
        ("accounts", "accounts.csv", "maven/accounts.json"),
        ("products", "products.csv", "maven/products.json"),
    ] {
        let mut mapping = kept(mapping);
        // Without their managers.
        if module == "roles" {
            mapping.templates.remove("parent");
        }
        let status = file(house, &house.ada, module, folder.join(name), mapping, false).await;
        assert_eq!((status.stage, status.failed), (ImportStage::Finished, 0), "{module}: {status:?}");
    }
}
