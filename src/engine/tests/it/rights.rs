//! Who sees what, by every way that leads to a record.

use api::{Backend, BoardQuery, BulkChange, Caller, Failure, Happening, Selection};
use model::grant::Barred;
use model::{Id, Record};

use crate::house::{House, everywhere, failure, link, number, text, user, values};

/// An account and a deal of each representative.
async fn fill(house: &House) {
    for (caller, name) in [(&house.rita, "Rita's"), (&house.ron, "Ron's"), (&house.sue, "Sue's")] {
        let account = house.add(caller, "accounts", &[("name", text(&format!("{name} customer")))]).await;
        let deal = [
            ("name", text(&format!("{name} deal"))),
            ("account", link("accounts", account.id)),
            ("amount", number("1000")),
        ];
        house.add(caller, "opportunities", &deal).await;
        house
            .add(
                caller,
                "comments",
                &[("body", text(&format!("{name} word"))), ("about", link("accounts", account.id))],
            )
            .await;
    }
}

/// Whose records each caller is meant to see.
fn expected(house: &House) -> [(&Caller, &'static [&'static str]); 5] {
    [
        (&house.ada, &["Rita's", "Ron's", "Sue's"]),
        (&house.max, &["Rita's", "Ron's"]),
        (&house.rita, &["Rita's"]),
        (&house.ron, &["Ron's"]),
        (&house.sue, &["Sue's"]),
    ]
}

#[tokio::test]
async fn lists_boards_and_search_show_the_same_records() {
    everywhere(async |house: House| {
        fill(&house).await;
        for (caller, whose) in expected(&house) {
            let deals: Vec<String> = whose.iter().map(|name| format!("{name} deal")).collect();
            assert_eq!(house.titles(caller, "opportunities").await, deals, "{}", caller.me.name);
            let count = house.engine.count(caller, "opportunities".into(), String::new()).await.unwrap();
            assert_eq!(count, deals.len() as u64);

            let query = BoardQuery { module: "opportunities".into(), ..BoardQuery::default() };
            let board = house.engine.board(caller, query).await.unwrap();
            let column = &board.columns[0];
            let mut cards: Vec<String> = column.records.iter().map(|record| record.title.clone()).collect();
            cards.sort();
            assert_eq!(cards, deals);
            assert_eq!(column.count, deals.len() as u64);
            assert_eq!(column.sums[0].amount, format!("{}.00", 1000 * deals.len()));

            let hits = house.engine.search(caller, "deal".into(), None, 50).await.unwrap();
            let mut found: Vec<String> = hits.into_iter().map(|hit| hit.title).collect();
            found.sort();
            assert_eq!(found, deals);

            let words: Vec<String> = whose.iter().map(|name| format!("{name} word")).collect();
            assert_eq!(house.titles(caller, "comments").await, words);
        }
    })
    .await;
}

#[tokio::test]
async fn a_hidden_record_is_not_there() {
    everywhere(async |house: House| {
        let secret = house.add(&house.sue, "accounts", &[("name", text("Secret"))]).await;
        let (rita, id) = (&house.rita, secret.id);
        let engine = &house.engine;
        assert_eq!(failure(engine.record(rita, "accounts".into(), id).await), Failure::NotFound);
        assert_eq!(failure(engine.timeline(rita, "accounts".into(), id, None).await), Failure::NotFound);
        assert_eq!(failure(engine.get(rita, "accounts", id).await), Failure::NotFound);
        for change in
            [BulkChange::Set(values(&[("name", text("x"))])), BulkChange::Delete, BulkChange::Restore]
        {
            let done = engine.change_many(rita, "accounts".into(), Selection::Ids(vec![id]), change).await;
            assert_eq!(failure(done), Failure::NotFound);
        }
        let about = [("body", text("psst")), ("about", link("accounts", id))];
        assert_eq!(
            crate::house::problems(house.try_add(rita, "comments", &about).await),
            ["about: not-found"]
        );
        assert_eq!(house.get("accounts", id).await.version, secret.version);
    })
    .await;
}

#[tokio::test]
async fn links_to_hidden_records_do_not_tell_what_they_are_called() {
    everywhere(async |house: House| {
        let secret = house.add(&house.sue, "accounts", &[("name", text("Secret Ltd"))]).await;
        let deal =
            [("name", text("Deal")), ("account", link("accounts", secret.id)), ("owner", user(&house.rita))];
        let deal = house.add(&house.ada, "opportunities", &deal).await;
        let shown = |record: &Record| serde_json::to_string(record).unwrap();
        let page = house.engine.record(&house.rita, "opportunities".into(), deal.id).await.unwrap();
        assert!(!shown(&page.record).contains("Secret"), "{}", shown(&page.record));
        let list = house.list(&house.rita, "opportunities", "").await;
        assert!(!shown(&list[0]).contains("Secret"));
        let timeline =
            house.engine.timeline(&house.rita, "opportunities".into(), deal.id, None).await.unwrap();
        assert!(timeline.entries.iter().any(|entry| matches!(entry.what, Happening::Change(_))));
        assert!(!serde_json::to_string(&timeline).unwrap().contains("Secret"));
        let by_title = house.list(&house.rita, "opportunities", "account.name contains Secret").await;
        assert!(by_title.is_empty());
        let saved =
            house.set(&house.rita, "opportunities", &page.record, &[("name", text("Big deal"))]).await;
        assert!(!shown(&saved.unwrap().record).contains("Secret"));
        let hits = house.engine.search(&house.rita, "secret".into(), None, 50).await.unwrap();
        assert!(hits.is_empty(), "{hits:?}");
    })
    .await;
}

#[tokio::test]
async fn actions_on_many_leave_what_one_may_not_change() {
    everywhere(async |house: House| {
        fill(&house).await;
        let all: Vec<Id> =
            house.list(&house.ada, "opportunities", "").await.iter().map(|record| record.id).collect();
        let change = BulkChange::Set(values(&[("next_step", text("Call"))]));
        let which = Selection::Ids(all);
        let done = house.engine.change_many(&house.max, "opportunities".into(), which, change).await.unwrap();
        assert_eq!((done.count, done.skipped), (2, 1));
        assert_eq!(house.list(&house.ada, "opportunities", "next_step is empty").await.len(), 1);
        let everything = Selection::Filter(String::new());
        let done =
            house.engine.change_many(&house.rita, "opportunities".into(), everything, BulkChange::Delete);
        assert_eq!(done.await.unwrap().count, 1);
        assert_eq!(house.titles(&house.ada, "opportunities").await, ["Ron's deal", "Sue's deal"]);
    })
    .await;
}

#[tokio::test]
async fn who_wrote_a_comment_changes_it() {
    everywhere(async |house: House| {
        let account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let comment = [("body", text("Mine")), ("about", link("accounts", account.id))];
        let comment = house.add(&house.rita, "comments", &comment).await;
        let changed = house.set(&house.max, "comments", &comment, &[("body", text("Yours"))]).await;
        assert_eq!(failure(changed), Failure::NotAllowed);
        let page = house.engine.record(&house.max, "comments".into(), comment.id).await.unwrap();
        assert!(!page.may_edit && !page.may_delete);
        house.set(&house.rita, "comments", &comment, &[("body", text("Still mine"))]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn undo_is_for_who_did_it_and_for_administrators() {
    everywhere(async |house: House| {
        let saved = house.try_add(&house.rita, "leads", &[("last_name", text("Li"))]).await.unwrap();
        assert_eq!(failure(house.engine.undo(&house.sue, saved.batch).await), Failure::NotFound);
        assert_eq!(failure(house.engine.undo(&house.max, saved.batch).await), Failure::NotFound);
        assert_eq!(house.engine.undo(&house.ada, saved.batch).await.unwrap().count, 1);
    })
    .await;
}

#[tokio::test]
async fn who_is_no_administrator_any_more_undoes_nothing_of_what_only_they_write() {
    everywhere(async |house: House| {
        let admin = crate::house::role_called(&house.engine, "Administrator").await;
        let manager = crate::house::role_called(&house.engine, "Manager").await;
        let max = house.get("users", house.max.me.id).await;
        house.set(&house.ada, "users", &max, &[("role", link("roles", admin))]).await.unwrap();
        let max = house.again(&house.max).await;
        // Max gives Ron a role, and is put back himself.
        let ron = house.get("users", house.ron.me.id).await;
        let given = house.set(&max, "users", &ron, &[("role", link("roles", admin))]).await.unwrap();
        let back =
            house.set(&max, "users", &given.record, &[("role", link("roles", manager))]).await.unwrap();
        let record = house.get("users", max.me.id).await;
        house.set(&house.ada, "users", &record, &[("role", link("roles", manager))]).await.unwrap();
        let done = house.engine.undo(&*house.again(&max).await, back.batch).await.unwrap();
        assert_eq!((done.count, done.skipped), (0, 1));
        assert_eq!(house.again(&house.ron).await.me.level, "manager");
    })
    .await;
}

#[tokio::test]
async fn views_are_shared_by_choice() {
    everywhere(async |house: House| {
        let view = |name: &str, shared: bool| {
            [
                ("name", text(name)),
                ("module", text("leads")),
                ("query", text("filter=status%3Dnew")),
                ("shared", model::Value::Bool(shared)),
            ]
        };
        house.add(&house.rita, "views", &view("Mine", false)).await;
        house.add(&house.rita, "views", &view("Ours", true)).await;
        assert_eq!(house.titles(&house.rita, "views").await, ["Mine", "Ours"]);
        assert_eq!(house.titles(&house.sue, "views").await, ["Ours"]);
        let ours = house.list(&house.sue, "views", "").await.remove(0);
        let changed = house.set(&house.sue, "views", &ours, &[("name", text("Theirs"))]).await;
        assert_eq!(failure(changed), Failure::NotAllowed);
    })
    .await;
}

#[tokio::test]
async fn it_is_told_why() {
    everywhere(async |house: House| {
        fill(&house).await;
        let rule = [
            ("name", text("South for Rita")),
            ("module", text("accounts")),
            ("segment", text("name starts \"Sue\"")),
            ("to_user", user(&house.rita)),
        ];
        house.add(&house.ada, "sharing_rules", &rule).await;
        let accounts = house.list(&house.ada, "accounts", "name starts \"Sue\"").await;
        let told = house.engine.reached(&house.ada, "accounts".into(), accounts[0].id).await.unwrap();
        let texts = &house.ada.texts;
        let mut said: Vec<String> = Vec::new();
        for one in &told {
            let (see, edit) = (one.see.sentence(texts, "Accounts"), one.edit.sentence(texts, "Accounts"));
            said.push(format!("{}: {see} {edit}", one.user.title));
        }
        let expected = [
            "Ada: Administrators may do everything. Administrators may do everything.",
            "Max: Is neither its owner nor above, and no rule shares it. \
             Is neither its owner nor above, and no rule shares it.",
            "Rita: The sharing rule “South for Rita” allows it. Allowed by profile: Sales. What lets this user see it gives no more.",
            "Ron: Is neither its owner nor above, and no rule shares it. \
             Is neither its owner nor above, and no rule shares it.",
            "Sue: Owns it. Allowed by profile: Sales. Owns it. Allowed by profile: Sales.",
        ];
        assert_eq!(said, expected);
        // Others are told of themselves, and of nothing that they do not see.
        let rita = house.engine.reached(&house.rita, "accounts".into(), accounts[0].id).await.unwrap();
        assert_eq!(rita.iter().map(|one| one.user.title.as_str()).collect::<Vec<_>>(), ["Rita"]);
        let ron = house.engine.reached(&house.ron, "accounts".into(), accounts[0].id).await;
        assert_eq!(failure(ron), Failure::NotFound);
    })
    .await;
}

#[tokio::test]
async fn staff_sees_personal_data_and_revenue_only_where_they_are_granted() {
    everywhere(async |house: House| {
        let contact = [("last_name", text("Lindqvist")), ("email", text("lena@example.com"))];
        let contact = house.add(&house.rita, "contacts", &contact).await;
        let deal = [("name", text("Machines")), ("amount", number("5"))];
        let deal = house.add(&house.rita, "opportunities", &deal).await;
        let rita = house.get("users", house.rita.me.id).await;
        house.set(&house.ada, "users", &rita, &[("profile", model::Value::Empty)]).await.unwrap();
        let shows =
            |by: &Caller, module: &str, field: &str| by.schema.module(module).unwrap().field(field).is_some();
        let rita = house.again(&house.rita).await;
        assert!(!shows(&rita, "contacts", "email") && shows(&rita, "contacts", "title"));
        assert!(!shows(&rita, "opportunities", "amount") && !shows(&rita, "accounts", "annual_revenue"));
        let seen = house.list(&rita, "opportunities", "").await;
        assert!(seen[0].id == deal.id && seen[0].value("amount").is_empty());
        let told = house.engine.reached(&house.ada, "contacts".into(), contact.id).await.unwrap();
        let of_rita = told.iter().find(|told| told.user.id == rita.me.id).unwrap();
        let personal = of_rita.hidden.iter().find(|barred| barred.why == Barred::Personal).unwrap();
        assert!(personal.fields.contains(&"Email".to_owned()));
        assert!(shows(&house.max, "contacts", "email") && shows(&house.max, "opportunities", "amount"));

        // Who saw them before they had to be granted goes on seeing them.
        let sue = house.get("users", house.sue.me.id).await;
        house.set(&house.ada, "users", &sue, &[("profile", model::Value::Empty)]).await.unwrap();
        house.engine.store().put_setting("first_roles", &serde_json::json!(false)).await.unwrap();
        let upgraded = house.beside().await;
        for name in ["rita@example.com", "sue@example.com"] {
            let caller = upgraded.caller_of(name).await.unwrap();
            assert!(shows(&caller, "contacts", "email") && shows(&caller, "opportunities", "amount"));
        }
        // By their role, but for roles of which somebody holds another profile.
        let held = async |module: &'static str, id: Id| {
            let record = house.get(module, id).await;
            record.value("profile").as_link().map(|link| link.title.clone())
        };
        let granted = Some("Personal data and revenue".to_owned());
        let south = sue.value("role").as_link().unwrap().id;
        assert_eq!((held("users", sue.id).await, held("roles", south).await), (None, granted.clone()));
        assert_eq!(held("users", rita.me.id).await, granted);
        assert_eq!(held("users", house.ron.me.id).await.as_deref(), Some("Sales"));
        upgraded.store().close().await;
    })
    .await;
}

#[tokio::test]
async fn several_profiles_add_up_and_it_is_told_which_gives_what() {
    everywhere(async |house: House| {
        let account = [("name", text("Acme")), ("phone", text("+47 1")), ("annual_revenue", number("5"))];
        let account = house.add(&house.rita, "accounts", &account).await;
        let yes = model::Value::Bool(true);
        let profile = async |name: &str, module: &'static str, field: &'static str, action: &'static str| {
            let given =
                [("name", text(name)), ("all_modules", model::Value::Bool(false)), (field, text("read"))];
            let id = house.add(&house.ada, "profiles", &given).await.id;
            let allowed = [
                ("profile", link("profiles", id)),
                ("module", text(module)),
                ("see", yes.clone()),
                (action, yes.clone()),
            ];
            house.add(&house.ada, "permissions", &allowed).await;
            id
        };
        let reader = profile("Reader", "accounts", "revenue", "export").await;
        let editor = profile("Editor", "accounts", "personal_data", "edit").await;
        let rita = house.get("users", house.rita.me.id).await;
        house.set(&house.ada, "users", &rita, &[("profile", link("profiles", reader))]).await.unwrap();
        let seen = async || {
            let rita = house.again(&house.rita).await;
            let module = rita.schema.module("accounts").unwrap().clone();
            (module.may.export, module.field("annual_revenue").map(|field| field.editable()))
        };
        assert_eq!(seen().await, (true, Some(false)));
        let edit = [("name", text("Acme Oslo"))];
        let refused = house.set(&*house.again(&house.rita).await, "accounts", &account, &edit).await;
        assert!(refused.is_err());

        let held = [("user", user(&house.rita)), ("profile", link("profiles", editor))];
        let held = house.add(&house.ada, "user_profiles", &held).await;
        assert_eq!(seen().await, (true, Some(false)), "what one profile hides the other still shows");
        let rita = house.again(&house.rita).await;
        house.set(&rita, "accounts", &account, &edit).await.unwrap();
        let told = house.engine.reached(&rita, "accounts".into(), account.id).await.unwrap().remove(0);
        let texts = &house.ada.texts;
        assert_eq!(told.see.sentence(texts, "Accounts"), "Owns it. Allowed by profile: Reader, Editor.");
        assert_eq!(told.edit.sentence(texts, "Accounts"), "Owns it. Allowed by profile: Editor.");
        let revenue = told.fixed.iter().find(|barred| barred.why == Barred::Revenue).unwrap();
        assert!(revenue.fields.contains(&"Annual revenue".to_owned()));
        let revenue = told.given.iter().find(|given| given.fields.contains(&"Annual revenue".to_owned()));
        assert_eq!(revenue.unwrap().profiles, ["Reader"]);
        // Nobody else knows who holds what, and a profile that is held so stays.
        let query = || api::ListQuery { module: "user_profiles".into(), ..api::ListQuery::default() };
        assert_eq!(failure(house.engine.list(&rita, query()).await), Failure::NotFound);
        let which = Selection::Ids(vec![editor]);
        let deleted = house.engine.change_many(&house.ada, "profiles".into(), which, BulkChange::Delete);
        assert_eq!(crate::house::problems(deleted.await), [": in-use"]);

        // Taken back, it counts no more.
        let which = Selection::Ids(vec![held.id]);
        house
            .engine
            .change_many(&house.ada, "user_profiles".into(), which, BulkChange::Delete)
            .await
            .unwrap();
        let account = house.get("accounts", account.id).await;
        let rita = house.again(&house.rita).await;
        assert!(house.set(&rita, "accounts", &account, &[("name", text("Acme"))]).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn what_cannot_hold_is_refused() {
    everywhere(async |house: House| {
        let profile = house.add(&house.ada, "profiles", &[("name", text("Staff"))]).await;
        let permission = |module: &'static str, hidden: &str| {
            [
                ("profile", link("profiles", profile.id)),
                ("module", text(module)),
                ("hidden_fields", model::Value::Many(vec![hidden.to_owned()])),
            ]
        };
        let refused = async |module: &'static str, values: &[(&'static str, model::Value)]| {
            crate::house::problems(house.try_add(&house.ada, module, values).await)
        };
        assert_eq!(refused("permissions", &permission("users", "email")).await, ["module: unknown-choice"]);
        let nothing = refused("permissions", &permission("accounts", "nothing")).await;
        assert_eq!(nothing, ["hidden_fields: unknown-field"]);
        let named = refused("permissions", &permission("accounts", "name")).await;
        assert_eq!(named, ["hidden_fields: names-records"]);
        house.add(&house.ada, "permissions", &permission("accounts", "phone")).await;
        let twice = refused("permissions", &permission("accounts", "email")).await;
        assert_eq!(twice, ["module: not-unique"]);

        let sharing = |module: &'static str, segment: &str| {
            [
                ("name", text("Rule")),
                ("module", text(module)),
                ("segment", text(segment)),
                ("to_user", user(&house.ron)),
            ]
        };
        let mine = refused("sharing_rules", &sharing("accounts", "owner = me")).await;
        assert_eq!(mine, ["segment: not-absolute"]);
        let broken = refused("sharing_rules", &sharing("accounts", "name ==")).await;
        assert_eq!(broken, ["segment: invalid-filter"]);
        assert_eq!(refused("sharing_rules", &sharing("products", "")).await, ["module: unknown-module"]);
        let nobody = refused("sharing_rules", &sharing("accounts", "")[..3]).await;
        assert_eq!(nobody, ["to_role: required"]);

        // A profile in use stays, and only administrators know of any.
        let rita = house.get("users", house.rita.me.id).await;
        house.set(&house.ada, "users", &rita, &[("profile", link("profiles", profile.id))]).await.unwrap();
        let which = Selection::Ids(vec![profile.id]);
        let deleted = house.engine.change_many(&house.ada, "profiles".into(), which, BulkChange::Delete);
        assert_eq!(crate::house::problems(deleted.await), [": in-use"]);
        let query = api::ListQuery { module: "profiles".into(), ..api::ListQuery::default() };
        assert_eq!(failure(house.engine.list(&house.max, query).await), Failure::NotFound);
        let shown = house.engine.record(&house.rita, "users".into(), house.rita.me.id).await.unwrap();
        assert!(shown.record.value("profile").is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_one_may_not_write_any_more_is_not_written_by_undo() {
    everywhere(async |house: House| {
        let values = [("name", text("Acme")), ("phone", text("+47 1"))];
        let account = house.add(&house.rita, "accounts", &values).await;
        let change = [("phone", text("+47 2")), ("website", text("https://acme.example"))];
        let saved = house.set(&house.rita, "accounts", &account, &change).await.unwrap();
        let profile = house.add(&house.ada, "profiles", &[("name", text("Staff"))]).await;
        let permission = [
            ("profile", link("profiles", profile.id)),
            ("module", text("accounts")),
            ("see", model::Value::Bool(true)),
            ("edit", model::Value::Bool(true)),
            ("hidden_fields", model::Value::Many(vec!["phone".into()])),
        ];
        house.add(&house.ada, "permissions", &permission).await;
        let rita = house.get("users", house.rita.me.id).await;
        house.set(&house.ada, "users", &rita, &[("profile", link("profiles", profile.id))]).await.unwrap();
        let rita = house.again(&house.rita).await;
        house.engine.undo(&rita, saved.batch).await.unwrap();
        let now = house.get("accounts", account.id).await;
        assert_eq!((now.value("phone"), now.value("website")), (&text("+47 2"), &model::Value::Empty));
    })
    .await;
}
