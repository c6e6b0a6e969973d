//! The company's settings: what is changed there holds for all at once, and what would break something is refused.

use std::sync::Arc;

use api::{Backend, ListQuery};
use chrono::Utc;
use engine::Engine;
use model::{Language, Name, Record, Value};

use crate::house::{House, everywhere, failure, number, problems, text};

impl House {
    async fn company(&self) -> Record {
        let id = self.list(&self.ada, "company", "").await[0].id;
        self.get("company", id).await
    }
}

#[tokio::test]
async fn there_is_one_company_and_administrators_change_it() {
    everywhere(async |house: House| {
        let company = house.company().await;
        assert_eq!(company.title, "Rapport");
        let second = house.try_add(&house.ada, "company", &[("name", text("Second"))]).await;
        assert_eq!(problems(second), [": company-is-there"]);
        let query = ListQuery { module: "company".into(), ..ListQuery::default() };
        assert_eq!(failure(house.engine.list(&house.max, query).await), api::Failure::NotFound);
        let gone = api::BulkChange::Delete;
        let which = api::Selection::Ids(vec![company.id]);
        let done = house.engine.change_many(&house.ada, Name::new_static("company"), which, gone).await;
        assert!(done.map_or(true, |done| done.count == 0));

        let saved = house
            .set(&house.ada, "company", &company, &[("name", text("Acme")), ("tax_number", text("DE 1"))])
            .await
            .unwrap();
        let rita = house.again(&house.rita).await;
        let boot = house.engine.boot(&rita).await.unwrap();
        assert_eq!(boot.company, "Acme");
        house.engine.undo(&house.ada, saved.batch).await.unwrap();
        assert_eq!(house.engine.company().name, "Rapport");
    })
    .await;
}

#[tokio::test]
async fn the_company_says_in_which_currencies_amounts_may_be() {
    everywhere(async |house: House| {
        let say = async |codes: &[&str]| {
            let codes = Value::Many(codes.iter().map(|code| (*code).to_owned()).collect());
            house.set(&house.ada, "company", &house.company().await, &[("currencies", codes)]).await
        };
        assert_eq!(problems(say(&["TRY", "XAU"]).await), ["currencies: unknown-choice"]);
        assert_eq!(problems(say(&["HRK"]).await), ["currencies: unknown-choice"], "gone since the euro");
        let deal = async |currency: &str| {
            let given = [("name", text("Deal")), ("amount", number("5")), ("currency", text(currency))];
            house.try_add(&*house.again(&house.rita).await, "opportunities", &given).await
        };
        assert_eq!(problems(deal("TRY").await), ["currency: unknown-choice"]);
        let swiss = deal("CHF").await.unwrap().record;

        let said = say(&["try", "USD", "TRY"]).await.unwrap();
        assert_eq!(said.record.value("currencies"), &Value::Many(vec!["TRY".into(), "USD".into()]));
        let rita = house.again(&house.rita).await;
        let choices = rita.schema.module("opportunities").unwrap().field("currency").unwrap().kind.choices();
        let offered: Vec<&str> =
            choices.iter().filter(|choice| !choice.retired).map(|choice| choice.key.as_str()).collect();
        assert_eq!(offered, ["EUR", "TRY", "USD"], "its own is always among them");
        deal("TRY").await.unwrap();
        assert_eq!(problems(deal("CHF").await), ["currency: retired-choice"]);
        // What was in another stays so, and is still found.
        house.set(&rita, "opportunities", &swiss, &[("name", text("Swiss deal"))]).await.unwrap();
        assert_eq!(house.list(&rita, "opportunities", "currency = CHF").await.len(), 1);

        // What amounts are in cannot go.
        assert_eq!(problems(say(&["USD"]).await), ["currencies: in-use"]);
        let query = "currency = TRY";
        let which = api::Selection::Ids(
            house.list(&rita, "opportunities", query).await.iter().map(|deal| deal.id).collect(),
        );
        let euros = api::BulkChange::Set(crate::house::values(&[("currency", text("EUR"))]));
        house.engine.change_many(&rita, "opportunities".into(), which, euros).await.unwrap();
        say(&["USD"]).await.unwrap();
        assert_eq!(problems(deal("TRY").await), ["currency: unknown-choice"]);
        say(&[]).await.unwrap();
        deal("CHF").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_has_chosen_nothing_has_the_companys_language_zone_and_week() {
    everywhere(async |house: House| {
        let values =
            [("language", text("ko")), ("time_zone", text("Asia/Seoul")), ("first_weekday", text("sunday"))];
        house.set(&house.ada, "company", &house.company().await, &values).await.unwrap();
        let formats = house.again(&house.rita).await.formats.clone();
        assert_eq!((formats.language, formats.zone.name.as_str()), (Language::Korean, "Asia/Seoul"));
        assert_eq!(formats.first_weekday, 6);
        let own = api::Preferences { language: Some(Language::Russian), time_zone: Some("UTC".into()) };
        house.engine.set_preferences(&house.ron, own).await.unwrap();
        let formats = house.again(&house.ron).await.formats.clone();
        assert_eq!((formats.language, formats.zone.name.as_str()), (Language::Russian, "UTC"));
        let wrong = [("time_zone", text("Mars/Olympus"))];
        let wrong = house.set(&house.ada, "company", &house.company().await, &wrong).await;
        assert_eq!(problems(wrong), ["time_zone: unknown-zone"]);
    })
    .await;
}

#[tokio::test]
async fn the_currency_changes_until_there_are_amounts() {
    everywhere(async |house: House| {
        let currency = async |code: &str| {
            house.set(&house.ada, "company", &house.company().await, &[("currency", text(code))]).await
        };
        let changed = currency("TWD").await.unwrap();
        let rita = house.again(&house.rita).await;
        assert_eq!(rita.formats.currency, "TWD");
        let deal = house.add(&rita, "opportunities", &[("name", text("A")), ("amount", number("5"))]).await;
        assert_eq!(deal.value("currency"), &text("TWD"));
        assert_eq!(problems(currency("EUR").await), ["currency: amounts-are-there"]);
        // Nor is it turned back by undoing.
        house.engine.undo(&house.ada, changed.batch).await.unwrap();
        assert_eq!(house.engine.company().currency, "TWD");
        house.set(&rita, "opportunities", &deal, &[("amount", Value::Empty)]).await.unwrap();
        currency("EUR").await.unwrap();
        assert_eq!(house.engine.company().currency, "EUR");
    })
    .await;
}

#[tokio::test]
async fn hours_and_holidays_are_read_and_written_alike() {
    everywhere(async |house: House| {
        let company = house.company().await;
        assert_eq!(company.value("monday"), &text("09:00–17:00"));
        let wrong = [("monday", text("nine to five")), ("holidays", text("Christmas"))];
        let wrong = house.set(&house.ada, "company", &company, &wrong).await;
        assert_eq!(problems(wrong), ["holidays: not-a-holiday", "monday: not-working-hours"]);
        let right = [
            ("monday", text("8:00-12:00;13:00-17:00")),
            ("tuesday", Value::Empty),
            ("holidays", text("2026-10-01 国庆节\n2026-05-01 Labour Day")),
        ];
        let saved = house.set(&house.ada, "company", &company, &right).await.unwrap().record;
        assert_eq!(saved.value("monday"), &text("08:00–12:00, 13:00–17:00"));
        assert_eq!(saved.value("tuesday"), &Value::Empty);
        assert_eq!(saved.value("holidays"), &text("2026-05-01 Labour Day\n2026-10-01 国庆节"));
        let working = modules::company::working(&saved).unwrap();
        assert_eq!(working.minutes_a_week(), 4 * 8 * 60);
    })
    .await;
}

#[tokio::test]
async fn a_logo_is_a_picture() {
    everywhere(async |house: House| {
        let put = async |name: &str, content: &[u8]| {
            let file = house.engine.put_file(&house.ada, name, content.to_vec()).await.unwrap();
            house.set(&house.ada, "company", &house.company().await, &[("logo", Value::File(file))]).await
        };
        assert_eq!(problems(put("logo.png", b"<svg><script>").await), ["logo: not-a-picture"]);
        let mut large = b"\x89PNG\r\n\x1a\n".to_vec();
        let small = large.clone();
        large.resize(600 * 1024, 0);
        assert_eq!(problems(put("logo.png", &large).await), ["logo: picture-too-large"]);
        put("logo.png", &small).await.unwrap();
        let logo = house.engine.company().logo.unwrap();
        let (mime, content) = house.engine.logo(logo).await.unwrap();
        assert_eq!((mime.as_str(), content), ("image/png", small));
        let other = house.engine.put_file(&house.ada, "x.png", b"\x89PNG\r\n\x1a\n".to_vec()).await.unwrap();
        assert_eq!(failure(house.engine.logo(other.id).await), api::Failure::NotFound);
    })
    .await;
}

#[tokio::test]
async fn what_an_older_program_kept_becomes_the_record() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("older.db").display());
    let store = store::Store::open(&url).await.unwrap();
    let older = serde_json::json!({"name": "Altes Haus", "currency": "CHF"});
    store.put_setting("company", &older).await.unwrap();
    store.close().await;
    for _ in 0..2 {
        let engine = Engine::open_with(&url, Arc::new(Utc::now), None).await.unwrap();
        let query = ListQuery { module: "company".into(), ..ListQuery::default() };
        let records = engine.list(&engine.system_caller(), query).await.unwrap().records;
        assert_eq!(records.iter().map(|record| record.title.as_str()).collect::<Vec<_>>(), ["Altes Haus"]);
        assert_eq!(engine.company().currency, "CHF");
        engine.store().close().await;
    }
}
