//! Personal data: consents and what counts of them, erasing without a trace, taking along, retention, who saw it.

use std::io::Read;

use api::{Backend, Caller, Conversion, Failure, ListQuery, Merge, Watching};
use chrono::Duration;
use futures::TryStreamExt;
use model::record::Values;
use model::{Id, Record, Value};
use sqlx::{AssertSqlSafe, Connection, Row};

use crate::house::{House, everywhere, failure, link, problems, text, values};

/// What is known of a person, none of it to be found by chance.
struct Person {
    first: String,
    last: String,
    email: String,
    phone: String,
    street: String,
}

impl Person {
    fn new(number: u32) -> Person {
        let chance = |letters: usize| -> String {
            (0..letters).map(|_| char::from(b'a' + rand::random::<u8>() % 26)).collect()
        };
        let digits = 100_000 + rand::random::<u32>() % 900_000;
        Person {
            first: format!("Xo{}", chance(9)),
            last: format!("Żą{}", chance(9)),
            email: format!("{}@{}.example", chance(10), chance(8)),
            phone: format!("+49 30 {number}{digits}"),
            street: format!("{} 7", chance(12)),
        }
    }

    fn values(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("first_name", text(&self.first)),
            ("last_name", text(&self.last)),
            ("email", text(&self.email)),
            ("phone", text(&self.phone)),
            ("street", text(&self.street)),
            ("description", text(&format!("{} likes tea", self.first))),
        ]
    }

    fn traces(&self) -> [&str; 5] {
        [&self.first, &self.last, &self.email, &self.phone, &self.street]
    }
}

/// Every cell of every table as text, each with its table and column.
async fn cells(house: &House) -> Vec<(String, String)> {
    match house.engine.store().path() {
        Some(path) => sqlite_cells(&path).await,
        None => postgres_cells(house).await,
    }
}

async fn sqlite_cells(path: &std::path::Path) -> Vec<(String, String)> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true);
    let options = options.collation("RAPPORT", |one, other| one.cmp(other));
    let mut conn = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let sql = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c \
               WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'";
    let columns: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&mut conn).await.unwrap();
    let mut found = Vec::new();
    for (table, column) in columns {
        let sql =
            format!("SELECT CAST(\"{column}\" AS BLOB) FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut conn).await.unwrap() {
            let bytes: Vec<u8> = row.get(0);
            found.push((format!("{table}.{column}"), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    conn.close().await.unwrap();
    found
}

async fn postgres_cells(house: &House) -> Vec<(String, String)> {
    let mut conn = sqlx::PgConnection::connect(&house.url).await.unwrap();
    let sql = "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns \
               WHERE table_schema = current_schema()";
    let columns: Vec<(String, String, String)> = sqlx::query_as(sql).fetch_all(&mut conn).await.unwrap();
    let mut found = Vec::new();
    for (table, column, kind) in columns {
        let value = match kind.as_str() {
            "bytea" => format!("encode(\"{column}\", 'escape')"),
            _ => format!("\"{column}\"::text"),
        };
        let sql = format!("SELECT {value} FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut conn).await.unwrap() {
            found.push((format!("{table}.{column}"), row.get(0)));
        }
    }
    conn.close().await.unwrap();
    found
}

/// Where a trace of the person is found.
async fn traces(house: &House, person: &Person) -> Vec<String> {
    let mut found = Vec::new();
    for (place, content) in cells(house).await {
        let content = content.to_lowercase();
        found.extend(
            person
                .traces()
                .into_iter()
                .filter(|trace| content.contains(&trace.to_lowercase()))
                .map(|trace| format!("{place}: {trace}")),
        );
    }
    found.sort();
    found.dedup();
    found
}

async fn purpose(house: &House, name: &str) {
    house.add(&house.ada, "consent_purposes", &[("name", text(name))]).await;
}

async fn consent(
    house: &House,
    by: &Caller,
    person: (&'static str, Id),
    purpose: &str,
    state: &str,
) -> Result<Record, Failure> {
    let given = [
        ("person", link(person.0, person.1)),
        ("purpose", text(purpose)),
        ("state", text(state)),
        ("source", text("phone")),
    ];
    house.try_add(by, "consents", &given).await.map(|saved| saved.record)
}

async fn consents(house: &House, module: &'static str, id: Id) -> Vec<String> {
    house.get(module, id).await.value("consents").as_many().to_vec()
}

async fn undo(house: &House, by: &Caller, batch: Id) {
    house.engine.undo(by, batch).await.unwrap();
}

#[tokio::test]
async fn the_newest_consent_of_each_purpose_counts_whatever_wrote_it() {
    everywhere(async |house: House| {
        purpose(&house, "Newsletter").await;
        purpose(&house, "전화").await;
        let rita = house.again(&house.rita).await;
        let contact = house.add(&rita, "contacts", &[("last_name", text("Tan"))]).await.id;
        let other = house.add(&rita, "contacts", &[("last_name", text("Tann"))]).await.id;
        assert!(consents(&house, "contacts", contact).await.is_empty());
        consent(&house, &rita, ("contacts", contact), "newsletter", "given").await.unwrap();
        consent(&house, &rita, ("contacts", contact), "jeonhwa", "given").await.unwrap();
        assert_eq!(consents(&house, "contacts", contact).await, ["jeonhwa", "newsletter"]);
        let version = house.get("contacts", contact).await.version;
        let withdrawn = house
            .try_add(
                &rita,
                "consents",
                &[
                    ("person", link("contacts", contact)),
                    ("purpose", text("newsletter")),
                    ("state", text("withdrawn")),
                    ("source", text("email")),
                ],
            )
            .await
            .unwrap();
        assert_eq!(consents(&house, "contacts", contact).await, ["jeonhwa"]);
        assert_eq!(house.get("contacts", contact).await.version, version);
        let listed = house.list(&rita, "contacts", "consents contains jeonhwa").await;
        assert_eq!(listed.iter().map(|record| record.id).collect::<Vec<_>>(), [contact]);
        assert!(house.list(&rita, "contacts", "consents contains newsletter").await.is_empty());
        undo(&house, &rita, withdrawn.batch).await;
        assert_eq!(consents(&house, "contacts", contact).await, ["jeonhwa", "newsletter"]);

        // What was said is not said otherwise, nor in the future, nor by who does not see the person.
        let said = withdrawn.record;
        let restored = house.list(&rita, "consents", "").await;
        let changed = house.set(&rita, "consents", &restored[0], &[("state", text("withdrawn"))]).await;
        assert_eq!(problems(changed), [": consent-stays"]);
        let tomorrow = Value::Instant(house.now() + Duration::days(1));
        let early = [
            ("person", link("contacts", contact)),
            ("purpose", text("newsletter")),
            ("source", text("form")),
            ("moment", tomorrow),
        ];
        assert_eq!(problems(house.try_add(&rita, "consents", &early).await), ["moment: in-the-future"]);
        let sue = house.again(&house.sue).await;
        let stranger = consent(&house, &sue, ("contacts", contact), "newsletter", "given").await;
        assert_eq!(problems(stranger), ["person: not-found"]);
        let unknown = consent(&house, &rita, ("contacts", contact), "spam", "given").await;
        assert_eq!(problems(unknown), ["purpose: unknown-choice"]);
        assert_eq!(said.value("source"), &text("email"));

        // What is merged counts together.
        consent(&house, &rita, ("contacts", other), "newsletter", "withdrawn").await.unwrap();
        let merge = Merge { others: vec![other], values: Values::new() };
        house.engine.merge(&house.ada, "contacts".into(), contact, merge).await.unwrap();
        assert_eq!(consents(&house, "contacts", contact).await, ["jeonhwa"]);

        // A purpose that is retired stays where it was given, and can be withdrawn only.
        let purposes = house.list(&house.ada, "consent_purposes", "name = 전화").await;
        house
            .set(&house.ada, "consent_purposes", &purposes[0], &[("active", Value::Bool(false))])
            .await
            .unwrap();
        let rita = house.again(&house.rita).await;
        let given = consent(&house, &rita, ("contacts", contact), "jeonhwa", "given").await;
        assert_eq!(problems(given), ["purpose: not-asked-for"]);
        consent(&house, &rita, ("contacts", contact), "jeonhwa", "withdrawn").await.unwrap();
        assert!(consents(&house, "contacts", contact).await.is_empty());
    })
    .await;
}

async fn convert(house: &House, lead: Id) -> api::Converted {
    let preview = house.engine.preview_conversion(&house.ada, lead).await.unwrap();
    let opportunity = [
        ("name", text("A deal")),
        ("amount", Value::Decimal("1200".parse().unwrap())),
        ("close_date", Value::Date("2026-06-30".parse().unwrap())),
    ];
    let mut deal = preview.opportunity;
    deal.extend(values(&opportunity));
    let account = house.add(&house.ada, "accounts", &[("name", text("Tea Ltd"))]).await.id;
    let conversion = Conversion {
        account: preview.account,
        use_account: Some(account),
        contact: preview.contact,
        use_contact: None,
        opportunity: Some(deal),
    };
    house.engine.convert(&house.ada, lead, conversion).await.unwrap()
}

#[tokio::test]
async fn consents_go_along_when_a_lead_is_converted() {
    everywhere(async |house: House| {
        purpose(&house, "Newsletter").await;
        let lead = [("last_name", text("Tan")), ("company", text("Tea Ltd"))];
        let lead = house.add(&house.ada, "leads", &lead).await.id;
        let ada = house.again(&house.ada).await;
        consent(&house, &ada, ("leads", lead), "newsletter", "given").await.unwrap();
        let converted = convert(&house, lead).await;
        assert_eq!(consents(&house, "contacts", converted.contact).await, ["newsletter"]);
        assert!(consents(&house, "leads", lead).await.is_empty());
        undo(&house, &house.ada, converted.batch).await;
        assert_eq!(consents(&house, "leads", lead).await, ["newsletter"]);
    })
    .await;
}

/// A person of whom all kinds of things are kept: a lead that became a contact, with a duplicate merged into it, and
/// what hangs on them; and a deal and an account that stay.
async fn well_known(house: &House, person: &Person) -> (Id, Id, Id) {
    purpose(house, "Newsletter").await;
    let ada = house.again(&house.ada).await;
    let mut lead = person.values();
    lead.push(("company", text("Tea Ltd")));
    let lead = house.add(&ada, "leads", &lead).await.id;
    let about = |of: &'static str, id: Id| ("about", link(of, id));
    let note = [("body", text("It goes along to the deal")), about("leads", lead)];
    house.add(&ada, "notes", &note).await;
    consent(house, &ada, ("leads", lead), "newsletter", "given").await.unwrap();
    let converted = convert(house, lead).await;
    let contact = converted.contact;
    let comment = [("body", text(&format!("Ask {} @", person.email))), about("contacts", contact)];
    house.add(&ada, "comments", &comment).await;
    let task = [("name", text(&format!("Call {}", person.phone))), about("contacts", contact)];
    let task = house.add(&ada, "tasks", &task).await.id;
    let comment = [("body", text(&format!("{} was out", person.first))), about("tasks", task)];
    house.add(&ada, "comments", &comment).await;
    let content = format!("Dear {}", person.last).into_bytes();
    let file = house.engine.put_file(&ada, &format!("{}.txt", person.first), content).await.unwrap();
    house.add(&ada, "attachments", &[("file", Value::File(file)), about("contacts", contact)]).await;
    let scan = [
        ("module", text("contacts")),
        ("label", text("Scan")),
        ("name", text("scan_c")),
        ("kind", text("file")),
    ];
    house.add(&house.ada, "custom_fields", &scan).await;
    let ada = house.again(&house.ada).await;
    for content in [&person.last, &person.first] {
        let file = house.engine.put_file(&ada, "scan.txt", content.clone().into_bytes()).await.unwrap();
        let record = house.get("contacts", contact).await;
        house.set(&ada, "contacts", &record, &[("scan_c", Value::File(file))]).await.unwrap();
    }
    let query = format!("filter=email%20%3D%20{}&sort=-name", person.email.replace('@', "%40"));
    let view = [("name", text("Only she")), ("module", text("contacts")), ("query", text(&query))];
    house.add(&ada, "views", &view).await;
    let twin = house.add(&ada, "contacts", &person.values()).await.id;
    let merge = Merge { others: vec![twin], values: Values::new() };
    house.engine.merge(&ada, "contacts".into(), contact, merge).await.unwrap();
    // Written, changed, deleted and restored: the log has it all.
    let record = house.get("contacts", contact).await;
    let street = [("street", text("Elsewhere 1")), ("tags", Value::Many(vec![person.first.clone()]))];
    house.set(&ada, "contacts", &record, &street).await.unwrap();
    let filter = format!("last_name = \"{}\"", person.last);
    let query = ListQuery { module: "contacts".into(), filter, ..ListQuery::default() };
    let pieces = house.engine.export(&ada, query, engine::Headers::Names).unwrap();
    drop(pieces.try_collect::<Vec<_>>().await.unwrap());
    house.engine.write_down_seen().await.unwrap();
    (lead, contact, converted.opportunity.unwrap())
}

async fn erase(house: &House, module: &'static str, id: Id) -> api::Erased {
    let title = house.get(module, id).await.title;
    house.engine.erase(&house.ada, module.into(), id, title, "asked for it".into()).await.unwrap()
}

#[tokio::test]
async fn who_is_erased_leaves_no_trace_and_the_books_stay() {
    everywhere(async |house: House| {
        let person = Person::new(1);
        let (lead, contact, deal) = well_known(&house, &person).await;
        assert!(!traces(&house, &person).await.is_empty());
        let preview = house.engine.preview_erasure(&house.ada, "contacts".into(), contact).await.unwrap();
        assert_eq!(preview.title, format!("{} {}", person.first, person.last));
        assert_eq!(preview.records.len(), 3, "{:?}", preview.records);
        let counts = |of: &[api::ModuleRecords]| {
            of.iter().map(|one| (one.module.to_string(), one.records)).collect::<Vec<_>>()
        };
        let gone = ["attachments", "comments", "consents", "tasks"].map(|module| (module.to_owned(), 1));
        assert_eq!(counts(&preview.gone), gone);
        assert_eq!(counts(&preview.stays), [("opportunities".to_owned(), 1)]);
        assert!(preview.fields.iter().any(|label| label == "Email") && !preview.fields.is_empty());

        // Only an administrator who knows whom she erases.
        let erase_as = async |by: &Caller, confirm: &str| {
            house.engine.erase(by, "contacts".into(), contact, confirm.into(), String::new()).await
        };
        assert_eq!(failure(erase_as(&house.max, &preview.title).await), Failure::NotAllowed);
        assert_eq!(problems(erase_as(&house.ada, "Somebody").await), ["confirm: not-the-name"]);
        let nobody = house.engine.erase(
            &house.ada,
            "contacts".into(),
            crate::house::stranger(),
            String::new(),
            String::new(),
        );
        assert_eq!(failure(nobody.await), Failure::NotFound);

        let erased = erase(&house, "contacts", contact).await;
        assert_eq!((erased.number, erased.title.as_str(), erased.records), (1, "Erased person 1", 3));
        assert_eq!(traces(&house, &person).await, Vec::<String>::new());
        assert!(house.engine.search(&house.ada, person.last.clone(), None, 10).await.unwrap().is_empty());

        // The deal stays, with its amount, and leads to somebody without a name. So does the converted lead.
        let kept = house.get("opportunities", deal).await;
        assert_eq!(kept.value("amount").as_decimal(), Some("1200".parse().unwrap()));
        assert_eq!(kept.value("contact").as_link().unwrap().title, "Erased person 1");
        for (module, id) in [("contacts", contact), ("leads", lead)] {
            let record = house.get(module, id).await;
            assert_eq!(record.title, "Erased person 1");
            assert!(!record.value("erased_at").is_empty() && record.value("email").is_empty());
        }
        let found = house.engine.search(&house.ada, "Erased person 1".into(), None, 10).await.unwrap();
        assert_eq!(found.len(), 2);
        // The log still says that she was there and was erased, by whom and when.
        let history = house.engine.timeline(&house.ada, "contacts".into(), contact, None).await.unwrap();
        assert!(history.entries.len() >= 2, "{:?}", history.entries);
        assert_eq!(house.engine.check().await.unwrap(), Vec::<String>::new());

        let register = house.engine.privacy(&house.ada).await.unwrap().erasures;
        assert_eq!(register.len(), 3);
        assert!(register.iter().all(|one| one.number == 1 && one.reason == "asked for it"));
        assert_eq!(register[0].by.as_ref().unwrap().title, "Ada");

        // Neither undone, nor filled in again, nor erased twice.
        let record = house.get("contacts", contact).await;
        let filled = house.set(&house.ada, "contacts", &record, &[("email", text("a@b.example"))]).await;
        assert_eq!(problems(filled), [": erased"]);
        let again = house.engine.preview_erasure(&house.ada, "leads".into(), lead).await;
        assert_eq!(problems(again), [": already-erased"]);
        for change in
            house.engine.store().changes_since(&model::Grant::system("test"), 0, 10_000).await.unwrap()
        {
            let _ = house.engine.undo(&house.ada, change.batch).await;
        }
        assert_eq!(traces(&house, &person).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_backup_that_is_restored_brings_nobody_back() {
    everywhere(async |house: House| {
        if house.engine.store().is_postgres() {
            return;
        }
        let person = Person::new(2);
        let lead = house.add(&house.ada, "leads", &person.values()).await.id;
        let early = house.engine.back_up(&house.ada).await.unwrap();
        house
            .engine
            .change_many(&house.ada, "leads".into(), api::Selection::Ids(vec![lead]), api::BulkChange::Delete)
            .await
            .unwrap();
        house
            .engine
            .change_many(
                &house.ada,
                "leads".into(),
                api::Selection::Ids(vec![lead]),
                api::BulkChange::Restore,
            )
            .await
            .unwrap();
        let (_, contact, _) = well_known(&house, &person).await;
        let late = house.engine.back_up(&house.ada).await.unwrap();
        erase(&house, "contacts", contact).await;
        erase(&house, "leads", lead).await;
        for backup in [late, early] {
            house.engine.restore_backup(&house.ada, backup.name.clone()).await.unwrap();
            assert_eq!(traces(&house, &person).await, Vec::<String>::new(), "{}", backup.name);
            let record = house.get("leads", lead).await;
            assert_eq!(record.title, "Erased person 2");
            let register = house.engine.privacy(&house.ada).await.unwrap().erasures;
            assert_eq!(register.len(), 4);
            assert_eq!(house.engine.check().await.unwrap(), Vec::<String>::new());
        }
    })
    .await;
}

/// The names and contents of what is not compressed in an archive.
fn unzip(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut rest = archive;
    let mut files = Vec::new();
    while rest.starts_with(b"PK\x03\x04") {
        let number = |at: usize, bytes: usize| -> usize {
            rest[at..at + bytes].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
        };
        let (size, name) = (number(18, 4), number(26, 2));
        let called = String::from_utf8(rest[30..30 + name].to_vec()).unwrap();
        let mut content = Vec::new();
        (&rest[30 + name..30 + name + size]).read_to_end(&mut content).unwrap();
        rest = &rest[30 + name + size..];
        files.push((called, content));
    }
    assert!(rest.starts_with(b"PK\x01\x02"));
    files
}

#[tokio::test]
async fn all_of_a_person_is_taken_along_as_far_as_one_may() {
    everywhere(async |house: House| {
        let person = Person::new(3);
        let (_, contact, _) = well_known(&house, &person).await;
        let (name, archive) = house.engine.personal_data(&house.ada, "contacts", contact).await.unwrap();
        assert_eq!(name, format!("personal-data-{contact}.zip"));
        let files = unzip(&archive);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let own = format!("files/2-{}.txt", person.first);
        assert_eq!(names, ["files/1-scan.txt", own.as_str(), "personal-data.json", "personal-data.html"]);
        assert_eq!(files[0].1, person.first.clone().into_bytes());
        assert_eq!(files[1].1, format!("Dear {}", person.last).into_bytes());
        let text = String::from_utf8(files[2].1.clone()).unwrap();
        assert!(person.traces().into_iter().all(|trace| text.contains(trace)), "{text}");
        let told: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(told["records"].as_array().unwrap().len(), 3);
        let about: Vec<&str> =
            told["about"].as_array().unwrap().iter().map(|one| one["module"].as_str().unwrap()).collect();
        for module in ["comments", "tasks", "attachments", "consents"] {
            assert!(about.contains(&module), "{about:?}");
        }
        assert!(told["linked"].as_array().unwrap().iter().any(|one| one["title"] == "A deal"));
        let page = String::from_utf8(files[3].1.clone()).unwrap();
        assert!(page.contains(&person.email) && page.contains("Newsletter"));

        // Only who may export, and of whom she sees.
        let mine = house.add(&house.rita, "contacts", &person.values()).await.id;
        let denied = house.engine.personal_data(&house.rita, "contacts", mine).await;
        assert_eq!(failure(denied), Failure::NotAllowed);
        let unseen = house.engine.personal_data(&house.sue, "contacts", mine).await;
        assert_eq!(failure(unseen), Failure::NotFound);
        let no_person = house.engine.personal_data(&house.ada, "tasks", mine).await;
        assert_eq!(failure(no_person), Failure::NotFound);
        let seen = house.engine.seen(&house.ada, "contacts".into(), contact).await.unwrap();
        assert_eq!(seen[0].how, "personal_data");
    })
    .await;
}

#[tokio::test]
async fn rules_of_retention_forget_whom_nobody_deals_with() {
    everywhere(async |house: House| {
        let (quiet, busy) = (Person::new(4), Person::new(5));
        let rule = [
            ("name", text("Old leads")),
            ("module", text("leads")),
            ("months", Value::Integer(6)),
            ("action", text("erase")),
            ("active", Value::Bool(true)),
        ];
        let wrong = [("name", text("Firms")), ("module", text("accounts")), ("months", Value::Integer(6))];
        let refused = house.try_add(&house.ada, "retention_rules", &wrong).await;
        assert_eq!(problems(refused), ["module: no-persons"]);
        house.add(&house.ada, "retention_rules", &rule).await;
        let old = house.add(&house.rita, "leads", &quiet.values()).await.id;
        let new = house.add(&house.rita, "leads", &busy.values()).await.id;
        let contact = house.add(&house.rita, "contacts", &quiet.values()).await.id;
        house.pass(Duration::days(150));
        let comment = [("body", text("Called")), ("about", link("leads", new))];
        house.add(&house.rita, "comments", &comment).await;
        let tried = async || house.engine.try_retention(&house.ada, None, values(&rule)).await.unwrap().count;
        assert_eq!(tried().await, 0);
        house.engine.keep_customers_once().await.unwrap();
        assert_eq!(house.get("leads", old).await.value("erased_at"), &Value::Empty);
        house.pass(Duration::days(60));
        assert_eq!(tried().await, 1);
        let denied = house.engine.try_retention(&house.max, None, values(&rule)).await;
        assert!(matches!(failure(denied), Failure::NotAllowed | Failure::NotFound));
        house.engine.keep_customers_once().await.unwrap();
        assert_eq!(house.get("leads", old).await.title, "Erased person 1");
        assert!(house.get("leads", new).await.title.contains(&busy.last));
        let register = house.engine.privacy(&house.ada).await.unwrap().erasures;
        assert_eq!((register[0].reason.as_str(), register[0].by.as_ref()), ("Old leads", None));
        // Whoever is erased is not forgotten again and again.
        house.pass(Duration::days(300));
        house.engine.keep_customers_once().await.unwrap();
        assert_eq!(house.engine.privacy(&house.ada).await.unwrap().erasures.len(), 2);

        let bin = [
            ("name", text("Old contacts")),
            ("module", text("contacts")),
            ("months", Value::Integer(1)),
            ("segment", text("first_name is not empty")),
            ("active", Value::Bool(true)),
        ];
        house.add(&house.ada, "retention_rules", &bin).await;
        house.engine.keep_customers_once().await.unwrap();
        let page = house.engine.record(&house.ada, "contacts".into(), contact).await.unwrap();
        assert!(page.deleted);
    })
    .await;
}

#[tokio::test]
async fn who_saw_a_person_is_known_and_costs_no_statement() {
    everywhere(async |house: House| {
        let contact = house.add(&house.rita, "contacts", &[("last_name", text("Tan"))]).await.id;
        let statements = async |watched: bool| {
            let modules = if watched { vec!["contacts".into()] } else { Vec::new() };
            let watching = Watching { modules, days: 30 };
            house.engine.set_watching(&house.ada, watching).await.unwrap();
            let mut least = u64::MAX;
            for _ in 0..3 {
                let before = house.engine.store().statements();
                house.engine.record(&house.rita, "contacts".into(), contact).await.unwrap();
                house.engine.get(&house.rita, "contacts", contact).await.unwrap();
                least = least.min(house.engine.store().statements() - before);
            }
            least
        };
        assert_eq!(statements(false).await, statements(true).await);
        let query = ListQuery { module: "contacts".into(), ..ListQuery::default() };
        house.engine.list(&house.sue, query.clone()).await.unwrap();
        house.engine.list(&house.ada, query.clone()).await.unwrap();
        let pieces = house.engine.export(&house.max, query, engine::Headers::Labels).unwrap();
        drop(pieces.try_collect::<Vec<_>>().await.unwrap());
        let seen = async || {
            let seen = house.engine.seen(&house.ada, "contacts".into(), contact).await.unwrap();
            let mut told: Vec<_> =
                seen.into_iter().map(|one| (one.user.title, one.how.to_string(), one.count)).collect();
            told.sort();
            told
        };
        let one = |user: &str, how: &str| (user.to_owned(), how.to_owned(), 1);
        assert_eq!(seen().await, [one("Max", "export"), one("Rita", "page"), one("Rita", "rest")]);
        // Two pages are one list.
        for page in [2, 1] {
            house.engine.note_export(&house.sue, &"contacts".into(), "city = Oslo", page);
        }
        assert!(seen().await.contains(&("Sue".to_owned(), "export".to_owned(), 3)));
        assert_eq!(
            failure(house.engine.seen(&house.max, "contacts".into(), contact).await),
            Failure::NotAllowed
        );
        let wrong = Watching { modules: vec!["contacts".into()], days: 0 };
        assert_eq!(problems(house.engine.set_watching(&house.ada, wrong).await), ["days: out-of-bounds"]);
        let wrong = Watching { modules: vec!["tasks".into()], days: 9 };
        assert_eq!(failure(house.engine.set_watching(&house.ada, wrong).await), Failure::NotFound);
        // It is kept for a while only.
        house.engine.store().forget_seen(house.now() + Duration::days(1)).await.unwrap();
        assert!(seen().await.is_empty());
    })
    .await;
}
