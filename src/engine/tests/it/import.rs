//! Files become records: guessed, mapped, checked, written, undone.

mod hostile;
mod linked;
mod maven;
mod northwind;
mod numbers;
mod same;

use std::collections::BTreeMap;
use std::convert::Infallible;

use api::{Backend, Caller, ColumnMapping, Failure, ImportStage, ImportStatus, Mapping, ReadOptions};
use encoding_rs::Encoding;
use futures::{StreamExt, stream};
use model::{Id, Name, Value};

use crate::house::{House, everywhere, failure, text};

const CONTACTS: &str = "First Name,Last Name,E-mail Address,Lead Source,Date of Birth\n\
    Anna,Ackermann,anna@one.example,Trade fair,31.12.1980\n\
    Борис,Ёлкин,boris@two.example,Referral,01.02.1975\n";

pub async fn upload(house: &House, by: &Caller, module: &str, content: &[u8]) -> Result<Id, Failure> {
    let pieces = content.chunks(1_000).map(|piece| Ok::<_, Infallible>(piece.to_vec()));
    house.engine.upload(by, module, "data.csv", stream::iter(pieces)).await
}

/// Waits until the import is no longer at work.
pub async fn end(house: &House, by: &Caller, import: Id) -> ImportStatus {
    loop {
        let status = house.engine.import_status(by, import).await.unwrap();
        if !matches!(status.stage, ImportStage::Checking | ImportStage::Running) {
            return status;
        }
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

/// Uploads and imports; with the guessed mapping where none is given.
pub async fn import(
    house: &House,
    by: &Caller,
    module: &str,
    content: impl AsRef<[u8]>,
    mapping: impl Into<Option<Mapping>>,
    dry_run: bool,
) -> (Id, ImportStatus) {
    let id = upload(house, by, module, content.as_ref()).await.unwrap();
    let mapping = match mapping.into() {
        Some(mapping) => mapping,
        None => house.engine.import_plan(by, id, ReadOptions::default()).await.unwrap().mapping,
    };
    house.engine.import_start(by, id, mapping, dry_run).await.unwrap();
    (id, end(house, by, id).await)
}

/// Columns and their fields.
pub fn mapping(columns: &[(&str, &str)]) -> Mapping {
    let column = |(column, field): &(&str, &str)| ColumnMapping {
        column: (*column).into(),
        field: Name::new(field),
        ..ColumnMapping::default()
    };
    Mapping { columns: columns.iter().map(column).collect(), ..Mapping::default() }
}

pub fn names(pairs: &[(&str, &str)]) -> BTreeMap<Name, String> {
    pairs.iter().map(|(name, text)| (Name::new(name), (*text).to_owned())).collect()
}

/// `row column: code` of each bad cell.
pub fn bad(status: &ImportStatus) -> Vec<String> {
    status.bad.iter().map(|cell| format!("{} {}: {}", cell.row, cell.column, cell.problem.code)).collect()
}

pub async fn failed_rows(house: &House, by: &Caller, import: Id) -> String {
    let pieces: Vec<_> = house.engine.failed_rows(by, import).unwrap().collect().await;
    String::from_utf8(pieces.into_iter().flat_map(Result::unwrap).collect()).unwrap()
}

#[tokio::test]
async fn a_file_is_looked_at_and_its_columns_are_guessed() {
    everywhere(async |house: House| {
        let id = upload(&house, &house.ada, "contacts", CONTACTS.as_bytes()).await.unwrap();
        let plan = house.engine.import_plan(&house.ada, id, ReadOptions::default()).await.unwrap();
        assert_eq!((plan.rows, plan.file_name.as_str(), plan.module.as_str()), (2, "data.csv", "contacts"));
        assert_eq!((plan.read.encoding.as_deref(), plan.read.delimiter), (Some("utf-8"), Some(',')));
        assert_eq!(plan.sample[1][1], "Ёлкин");
        let fields: Vec<&str> = plan.mapping.columns.iter().map(|mapped| mapped.field.as_str()).collect();
        assert_eq!(fields, ["first_name", "last_name", "email", "source", "birthday"]);
        let status = house.engine.import_status(&house.ada, id).await.unwrap();
        assert_eq!(status.stage, ImportStage::Uploaded);
    })
    .await;
}

#[tokio::test]
async fn rows_become_records_of_the_importer() {
    everywhere(async |house: House| {
        let (_, status) = import(&house, &house.max, "contacts", CONTACTS, None, false).await;
        assert_eq!((status.stage, status.rows, status.done), (ImportStage::Finished, 2, 2), "{status:?}");
        assert_eq!((status.added, status.updated, status.failed), (2, 0, 0), "{status:?}");
        let found = house.list(&house.max, "contacts", "last_name = \"Ackermann\"").await;
        let contact = house.get("contacts", found[0].id).await;
        assert_eq!(contact.title, "Anna Ackermann");
        assert_eq!(contact.value("source"), &text("trade_fair"));
        assert_eq!(
            contact.value("birthday"),
            &Value::Date(chrono::NaiveDate::from_ymd_opt(1980, 12, 31).unwrap())
        );
        assert_eq!(contact.value("owner").as_link().unwrap().id, house.max.me.id);
        assert_eq!(contact.value("created_by").as_link().unwrap().id, house.max.me.id);
    })
    .await;
}

#[tokio::test]
async fn every_encoding_is_read() {
    let files = [
        ("utf-8", "Name;City\n北京恒通科技;北京\nООО «Ромашка»;Москва\n"),
        ("gb18030", "Name;City\n北京恒通科技有限公司;北京\n上海明珠贸易公司;上海\n"),
        ("big5", "Name;City\n台灣資訊股份有限公司;台北\n高雄貿易行;高雄\n"),
        ("euc-kr", "Name;City\n한국전자 주식회사;서울\n부산무역;부산\n"),
        ("windows-1251", "Name;City\nООО «Ромашка»;Москва\nЗавод «Восход»;Пермь\n"),
        ("windows-1252", "Name;City\nPâtisserie Québécoise;Montréal\nMüller & Söhne;Köln\n"),
        ("shift_jis", "Name;City\n株式会社さくら商事;東京\nひかり工業;大阪\n"),
    ];
    everywhere(async |house: House| {
        for (label, content) in files {
            let (bytes, _, _) = Encoding::for_label(label.as_bytes()).unwrap().encode(content);
            let mapping = mapping(&[("Name", "name"), ("City", "billing_city")]);
            let (_, status) = import(&house, &house.ada, "accounts", &bytes, mapping, false).await;
            assert_eq!(status.added, 2, "{label}: {status:?}");
            for line in content.lines().skip(1) {
                let (name, city) = line.split_once(';').unwrap();
                let found = house.list(&house.ada, "accounts", &format!("name = \"{name}\"")).await;
                assert!(
                    found.iter().any(|account| account.value("billing_city") == &text(city)),
                    "{label} {name}"
                );
            }
        }
        for mark in [false, true] {
            let content = "Name;City\n대성물산;인천\n";
            let start = mark.then_some('\u{feff}');
            let wide: String = start.into_iter().chain(content.chars()).collect();
            let bytes: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let (_, status) = import(&house, &house.ada, "accounts", &bytes, None, false).await;
            assert_eq!(status.added, 1, "{status:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_names_every_bad_cell_and_writes_nothing() {
    everywhere(async |house: House| {
        let content = "Name,Mail,Revenue,Kind,Founded\n\
            One,one@one.example,1000,Customer,1990\n\
            ,two@two.example,many,Customer,1990\n\
            Three,three,5,Galaxy,90000\n";
        let mapping = mapping(&[
            ("Name", "name"),
            ("Mail", "email"),
            ("Revenue", "annual_revenue"),
            ("Kind", "type"),
            ("Founded", "year_established"),
        ]);
        let (id, status) = import(&house, &house.ada, "accounts", content, mapping.clone(), true).await;
        assert_eq!(status.stage, ImportStage::Checked);
        assert_eq!((status.added, status.failed, status.done, status.batch), (1, 2, 3, None));
        let expected = [
            "3 Revenue: not-a-number",
            "4 Mail: not-an-email",
            "4 Kind: unknown-choice",
            "4 Founded: out-of-bounds",
        ];
        assert_eq!(bad(&status), expected);
        assert_eq!((status.bad[0].value.as_str(), status.bad[2].value.as_str()), ("many", "Galaxy"));
        assert!(house.titles(&house.ada, "accounts").await.is_empty());

        // The same file can be imported then; the row without a name says so once its number is right.
        house.engine.import_start(&house.ada, id, mapping.clone(), false).await.unwrap();
        let status = end(&house, &house.ada, id).await;
        assert_eq!((status.stage, status.added, status.failed), (ImportStage::Finished, 1, 2));
        let again = house.engine.import_start(&house.ada, id, mapping, false).await;
        assert_eq!(failure(again).problems()[0].code, "import-under-way");
    })
    .await;
}

#[tokio::test]
async fn an_import_that_wrote_nothing_can_be_run_again() {
    everywhere(async |house: House| {
        let content = "Name,Revenue\nOne,many\nTwo,more\n";
        let wrong = mapping(&[("Name", "name"), ("Revenue", "annual_revenue")]);
        let (id, status) = import(&house, &house.ada, "accounts", content, wrong, false).await;
        assert_eq!((status.stage, status.failed, status.batch), (ImportStage::Finished, 2, None));
        house.engine.import_start(&house.ada, id, mapping(&[("Name", "name")]), false).await.unwrap();
        let status = end(&house, &house.ada, id).await;
        assert_eq!((status.added, status.failed), (2, 0), "{status:?}");
        house.engine.undo(&house.ada, status.batch.unwrap()).await.unwrap();
        assert!(house.titles(&house.ada, "accounts").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_rows_that_failed_can_be_mended_and_imported() {
    everywhere(async |house: House| {
        let content =
            "Name,Phone,Revenue\n=Sum & Sons,+49 30 123456,100\nTwo,123456,-x\nThree,1,\n,123456,1\n";
        let mapping = mapping(&[("Name", "name"), ("Phone", "phone"), ("Revenue", "annual_revenue")]);
        let (id, status) = import(&house, &house.ada, "accounts", content, mapping.clone(), false).await;
        assert_eq!((status.added, status.failed), (1, 3), "{status:?}");
        let file = failed_rows(&house, &house.ada, id).await;
        let expected = "\u{feff}Name,Phone,Revenue,Problems\r\n\
            Two,123456,'-x,Revenue: This is not a number.\r\n\
            Three,1,,Phone: “1” is not a telephone number.\r\n\
            ,123456,1,Name: This must be filled in.\r\n";
        assert_eq!(file, expected);
        let mended =
            file.replace("'-x", "-5.50").replace(",1,,", ",'+1 555 0100,,").replace("\n,", "\nFour,");
        let (_, status) = import(&house, &house.ada, "accounts", &mended, mapping, false).await;
        assert_eq!((status.added, status.failed), (3, 0), "{status:?}");
        let found = house.list(&house.ada, "accounts", "name = \"Three\"").await;
        assert_eq!(found[0].value("phone"), &text("+1 555 0100"));
        assert_eq!(house.list(&house.ada, "accounts", "name = \"=Sum & Sons\"").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn columns_are_joined_replaced_and_made_of_others() {
    everywhere(async |house: House| {
        let content = "first,last,street,no,sector\nMei-Mei,Johns,Hauptstr.,5,technolgy\n";
        let mut mapping =
            mapping(&[("street", "billing_street"), ("no", "billing_street"), ("SECTOR", "industry")]);
        mapping.columns[2].replace = BTreeMap::from([("Technolgy".into(), "technology".into())]);
        mapping.templates =
            names(&[("name", "{first} {last} ({sector})"), ("email", "{last:slug}@x.example")]);
        mapping.constants = names(&[("type", "Partner"), ("tags", "new, imported")]);
        let (_, status) = import(&house, &house.ada, "accounts", content, mapping, false).await;
        assert_eq!(status.added, 1, "{status:?}");
        let account = &house.list(&house.ada, "accounts", "").await[0];
        let account = house.get("accounts", account.id).await;
        assert_eq!(account.title, "Mei-Mei Johns (technolgy)");
        assert_eq!(account.value("billing_street"), &text("Hauptstr. 5"));
        assert_eq!(account.value("industry"), &text("technology"));
        assert_eq!(account.value("email"), &text("johns@x.example"));
        assert_eq!(account.value("type"), &text("partner"));
        assert_eq!(account.value("tags").as_many(), ["new", "imported"]);
    })
    .await;
}

#[tokio::test]
async fn a_mapping_that_does_not_fit_is_refused_before_it_starts() {
    everywhere(async |house: House| {
        let id = upload(&house, &house.ada, "accounts", b"Name,City\nOne,Bonn\n").await.unwrap();
        let mut wrong = mapping(&[("Nam", "name"), ("City", "town"), ("Name", "number")]);
        wrong.match_by = vec!["founded".into()];
        wrong.templates = names(&[("email", "{Nowhere}@x.example")]);
        wrong.constants = names(&[("created_at", "2020-01-01")]);
        let refused = failure(house.engine.import_start(&house.ada, id, wrong, true).await);
        let told: Vec<String> =
            refused.problems().iter().map(|problem| format!("{} {}", problem.code, problem.detail)).collect();
        let expected = [
            "missing-column Nam",
            "unknown-field town",
            "read-only ",
            "missing-column Nowhere",
            "read-only ",
            "unknown-field founded",
        ];
        assert_eq!(told, expected);
        let only_dates =
            Mapping { match_by: vec!["year_established".into()], ..mapping(&[("Name", "name")]) };
        let refused = failure(house.engine.import_start(&house.ada, id, only_dates, true).await);
        assert_eq!(refused.problems()[0].code, "not-matchable");
        let nothing = failure(house.engine.import_start(&house.ada, id, Mapping::default(), true).await);
        assert_eq!(nothing.problems()[0].code, "required");
    })
    .await;
}

#[tokio::test]
async fn only_who_may_import_imports_and_sees_it() {
    everywhere(async |house: House| {
        assert_eq!(
            failure(upload(&house, &house.rita, "contacts", CONTACTS.as_bytes()).await),
            Failure::NotAllowed
        );
        assert_eq!(failure(upload(&house, &house.max, "users", b"a\n").await), Failure::NotAllowed);
        assert_eq!(failure(upload(&house, &house.ada, "attachments", b"a\n").await), Failure::NotAllowed);
        assert_eq!(failure(upload(&house, &house.ada, "nothing", b"a\n").await), Failure::NotFound);
        let id = upload(&house, &house.max, "contacts", CONTACTS.as_bytes()).await.unwrap();
        for stranger in [&house.ada, &house.rita] {
            let engine = &house.engine;
            assert_eq!(failure(engine.import_status(stranger, id).await), Failure::NotFound);
            assert_eq!(failure(engine.import_stop(stranger, id).await), Failure::NotFound);
            assert_eq!(
                failure(engine.import_plan(stranger, id, ReadOptions::default()).await),
                Failure::NotFound
            );
            let start = engine.import_start(stranger, id, Mapping::default(), false).await;
            assert_eq!(failure(start), Failure::NotFound);
            assert_eq!(engine.failed_rows(stranger, id).err(), Some(Failure::NotFound));
        }
    })
    .await;
}

#[tokio::test]
async fn the_whole_import_is_undone() {
    everywhere(async |house: House| {
        let known =
            house.add(&house.ada, "accounts", &[("name", text("Known")), ("phone", text("111111"))]).await;
        let mut content = "Name,Phone,Team\nKnown,222222,\n".to_owned();
        content.extend((0..2_500).map(|row| format!("New {row},33{row},\n")));
        let mapping =
            Mapping { match_by: vec!["name".into()], ..mapping(&[("Name", "name"), ("Phone", "phone")]) };
        let (_, status) = import(&house, &house.ada, "accounts", &content, mapping, false).await;
        assert_eq!((status.added, status.updated, status.failed), (2_500, 1, 0), "{status:?}");
        assert_eq!(house.get("accounts", known.id).await.value("phone"), &text("222222"));
        let batch = house.engine.store().batch(status.batch.unwrap()).await.unwrap().unwrap();
        assert_eq!((batch.count, batch.kind.as_str()), (2_501, "import"));
        let done = house.engine.undo(&house.ada, status.batch.unwrap()).await.unwrap();
        assert_eq!((done.count, done.skipped), (2_501, 0));
        assert_eq!(house.titles(&house.ada, "accounts").await, ["Known"]);
        assert_eq!(house.get("accounts", known.id).await.value("phone"), &text("111111"));
    })
    .await;
}

#[tokio::test]
async fn an_import_can_be_stopped_and_what_it_did_undone() {
    everywhere(async |house: House| {
        let mut content = "Name\n".to_owned();
        content.extend((0..60_000).map(|row| format!("Account {row}\n")));
        let id = upload(&house, &house.ada, "accounts", content.as_bytes()).await.unwrap();
        house.engine.import_start(&house.ada, id, mapping(&[("Name", "name")]), false).await.unwrap();
        while house.engine.import_status(&house.ada, id).await.unwrap().done == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        // What is kept of it while it runs is all that a server has that starts after this one broke off.
        let kept = loop {
            let kept = house.engine.store().import(id).await.unwrap().unwrap().state;
            if kept["status"]["batch"].is_string() {
                break kept;
            }
        };
        assert_eq!(kept["status"]["stage"], "running");
        assert!(kept["status"]["added"].as_u64().unwrap() > 0, "{kept}");
        house.engine.import_stop(&house.ada, id).await.unwrap();
        let status = end(&house, &house.ada, id).await;
        assert_eq!(status.stage, ImportStage::Stopped);
        assert!(status.added > 0 && status.added < 60_000, "{status:?}");
        let count = house.engine.count(&house.ada, "accounts".into(), String::new()).await.unwrap();
        assert_eq!(count, status.added);
        house.engine.undo(&house.ada, status.batch.unwrap()).await.unwrap();
        assert_eq!(house.engine.count(&house.ada, "accounts".into(), String::new()).await.unwrap(), 0);
    })
    .await;
}
