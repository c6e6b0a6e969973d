//! What is shown goes out as a file that comes in again.

use api::{Caller, Failure, ListQuery};
use engine::Headers;
use futures::StreamExt;
use model::Value;

use crate::house::{House, everywhere, failure, link, number, text, user};
use crate::import::{import, mapping};

async fn exported(house: &House, by: &Caller, query: ListQuery, headers: Headers) -> String {
    let pieces: Vec<_> = house.engine.export(by, query, headers).unwrap().collect().await;
    String::from_utf8(pieces.into_iter().flat_map(Result::unwrap).collect()).unwrap()
}

fn accounts(columns: &[&'static str]) -> ListQuery {
    ListQuery {
        module: "accounts".into(),
        sort: "name".into(),
        columns: columns.iter().map(|name| (*name).into()).collect(),
        ..ListQuery::default()
    }
}

const COLUMNS: &[&str] = &["name", "phone", "type", "annual_revenue", "parent", "owner", "tags"];

async fn fill(house: &House) {
    let values = [
        ("name", text("Müller, \"Söhne\"")),
        ("phone", text("+49 30 1234")),
        ("type", text("customer")),
        ("annual_revenue", number("-1234.5")),
        ("tags", Value::Many(vec!["a".into(), "重点".into()])),
    ];
    let parent = house.add(&house.max, "accounts", &values).await;
    let values = [
        ("name", text("=cmd|'/C calc'!A0")),
        ("parent", link("accounts", parent.id)),
        ("owner", user(&house.rita)),
    ];
    house.add(&house.max, "accounts", &values).await;
}

#[tokio::test]
async fn a_list_is_written_as_people_or_programs_read_it() {
    everywhere(async |house: House| {
        fill(&house).await;
        let file = exported(&house, &house.max, accounts(COLUMNS), Headers::Labels).await;
        let expected = "\u{feff}Name,Phone,Type,Annual revenue,Parent account,Owner,Tags\r\n\
            '=cmd|'/C calc'!A0,,,,\"Müller, \"\"Söhne\"\"\",Rita,\r\n\
            \"Müller, \"\"Söhne\"\"\",'+49 30 1234,Customer,-1234.50,,Max,\"a,重点\"\r\n";
        assert_eq!(file, expected);
        let filtered = ListQuery { filter: "type = customer".into(), ..accounts(&["name", "type"]) };
        let file = exported(&house, &house.max, filtered, Headers::Names).await;
        assert_eq!(file, "\u{feff}name,type\r\n\"Müller, \"\"Söhne\"\"\",customer\r\n");
        let all = exported(&house, &house.ada, accounts(&[]), Headers::Names).await;
        let header = all.lines().next().unwrap();
        assert!(header.contains("billing_city") && header.ends_with("updated_at,updated_by"), "{header}");
    })
    .await;
}

#[tokio::test]
async fn an_export_comes_in_again() {
    everywhere(async |house: House| {
        fill(&house).await;
        for headers in [Headers::Labels, Headers::Names] {
            let file = exported(&house, &house.ada, accounts(COLUMNS), headers).await;
            let mut again = mapping(&[]);
            again.match_by = vec!["name".into()];
            let id = crate::import::upload(&house, &house.ada, "accounts", file.as_bytes()).await.unwrap();
            let plan =
                api::Backend::import_plan(&house.engine, &house.ada, id, Default::default()).await.unwrap();
            again.columns = plan.mapping.columns;
            assert_eq!(again.columns.len(), COLUMNS.len());
            let (_, status) = import(&house, &house.ada, "accounts", &file, again, false).await;
            assert_eq!((status.added, status.updated, status.failed), (0, 2, 0), "{status:?}");
            assert_eq!(exported(&house, &house.ada, accounts(COLUMNS), headers).await, file);
        }
    })
    .await;
}

#[tokio::test]
async fn only_what_one_sees_and_may_take_out_goes_out() {
    everywhere(async |house: House| {
        fill(&house).await;
        house.add(&house.sue, "accounts", &[("name", text("Southern"))]).await;
        let file = exported(&house, &house.max, accounts(&["name"]), Headers::Names).await;
        assert_eq!(file.lines().count(), 3);
        assert!(!file.contains("Southern"));
        let rep = house.engine.export(&house.rita, accounts(&["name"]), Headers::Names);
        assert_eq!(failure(rep.map(drop)), Failure::NotAllowed);
        let unknown = house.engine.export(&house.ada, accounts(&["secret"]), Headers::Names);
        assert_eq!(failure(unknown.map(drop)).problems()[0].code, "unknown-field");
    })
    .await;
}

#[tokio::test]
async fn any_number_of_records_goes_out_once_each() {
    everywhere(async |house: House| {
        let mut content = "Name\n".to_owned();
        content.extend((0..1_234).map(|row| format!("Account {row:04}\n")));
        import(&house, &house.ada, "accounts", &content, mapping(&[("Name", "name")]), false).await;
        let file = exported(&house, &house.ada, accounts(&["name"]), Headers::Names).await;
        let names: Vec<&str> = file.lines().skip(1).collect();
        assert_eq!((names.len(), names[0], names[1_233]), (1_234, "Account 0000", "Account 1233"));
        assert!(names.is_sorted());
    })
    .await;
}
