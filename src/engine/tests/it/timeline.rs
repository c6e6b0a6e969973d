//! A record's timeline.

use api::{Backend, Entry, Happening};
use chrono::Duration;

use crate::house::{House, everywhere, link, text};

fn kind(entry: &Entry) -> &'static str {
    match &entry.what {
        Happening::Change(_) => "change",
        Happening::Note { .. } => "note",
        Happening::Comment { .. } => "comment",
        Happening::Attachment { .. } => "attachment",
        Happening::Task { .. } => "task",
    }
}

#[tokio::test]
async fn all_that_happened_is_there_newest_first() {
    everywhere(async |house: House| {
        let account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let about = ("about", link("accounts", account.id));
        house
            .add(&house.rita, "notes", &[("title", text("Minutes")), ("body", text("*One*")), about.clone()])
            .await;
        let ask = format!("Ask @[Max]({}) <script>alert(1)</script>", house.max.me.id);
        house.add(&house.rita, "comments", &[("body", text(&ask)), about.clone()]).await;
        house.add(&house.rita, "tasks", &[("name", text("Call")), about]).await;
        house
            .set(
                &house.max,
                "accounts",
                &account,
                &[("parent", model::Value::Empty), ("phone", text("1234567"))],
            )
            .await
            .unwrap();
        let timeline = house.engine.timeline(&house.rita, "accounts".into(), account.id, None).await.unwrap();
        let kinds: Vec<&str> = timeline.entries.iter().map(kind).collect();
        assert_eq!(kinds, ["change", "task", "comment", "note", "change"]);
        assert_eq!(timeline.before, None);
        let by: Vec<&str> =
            timeline.entries.iter().map(|entry| entry.by.as_ref().unwrap().title.as_str()).collect();
        assert_eq!(by, ["Max", "Rita", "Rita", "Rita", "Rita"]);
        let Happening::Comment { html, .. } = &timeline.entries[2].what else { panic!() };
        assert!(html.contains(&format!("/m/users/{}", house.max.me.id)), "{html}");
        assert!(!html.contains("<script"), "{html}");
        let Happening::Note { html, .. } = &timeline.entries[3].what else { panic!() };
        assert!(html.contains("<em>One</em>"), "{html}");
    })
    .await;
}

#[tokio::test]
async fn a_long_timeline_is_read_on_without_a_gap() {
    everywhere(async |house: House| {
        let mut account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        for n in 0..130 {
            house.pass(Duration::seconds(1));
            let phone = [("phone", text(&format!("1234{n:04}")))];
            account = house.set(&house.rita, "accounts", &account, &phone).await.unwrap().record;
            if n % 4 == 0 {
                let comment = [("body", text(&n.to_string())), ("about", link("accounts", account.id))];
                house.add(&house.rita, "comments", &comment).await;
            }
        }
        let (mut changes, mut comments, mut before) = (0, 0, None);
        loop {
            let page =
                house.engine.timeline(&house.rita, "accounts".into(), account.id, before).await.unwrap();
            assert!(page.entries.is_sorted_by(|a, b| a.at >= b.at));
            changes += page.entries.iter().filter(|entry| kind(entry) == "change").count();
            comments += page.entries.iter().filter(|entry| kind(entry) == "comment").count();
            before = page.before;
            if before.is_none() {
                break;
            }
        }
        assert_eq!((changes, comments), (131, 33));
    })
    .await;
}

#[tokio::test]
async fn links_in_changes_carry_their_titles() {
    everywhere(async |house: House| {
        let parent = house.add(&house.rita, "accounts", &[("name", text("Holding"))]).await;
        let account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let linked = [("parent", link("accounts", parent.id)), ("owner", link("users", house.ron.me.id))];
        house.set(&house.max, "accounts", &account, &linked).await.unwrap();
        let timeline = house.engine.timeline(&house.max, "accounts".into(), account.id, None).await.unwrap();
        let Happening::Change(change) = &timeline.entries[0].what else { panic!() };
        let title = |field: &str| {
            let change = change.fields.iter().find(|change| change.field == field).unwrap();
            change.after.as_link().unwrap().title.clone()
        };
        assert_eq!(title("parent"), "Holding");
        assert_eq!(title("owner"), "Ron");
        let ron = house.engine.timeline(&house.ron, "accounts".into(), account.id, None).await.unwrap();
        assert!(!serde_json::to_string(&ron).unwrap().contains("Holding"));
    })
    .await;
}
