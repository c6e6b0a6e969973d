//! Converting leads.

use api::{Backend, Conversion, Failure, Namesake};
use model::record::Values;
use model::{Record, Value};

use crate::house::{House, everywhere, failure, link, number, problems, stranger, text, user, values};

async fn lead(house: &House) -> Record {
    let values = [
        ("first_name", text("민수")),
        ("last_name", text("Kim")),
        ("company", text("Hanseong 전자")),
        ("email", text("kim@example.kr")),
        ("phone", text("+82 2 123 4567")),
        ("website", text("https://example.kr")),
        ("title", text("CTO")),
        ("industry", text("electronics")),
        ("source", text("trade_fair")),
        ("street", text("Teheran-ro 1")),
        ("city", text("Seoul")),
        ("annual_revenue", number("1000000")),
        ("need", text("Sensors")),
    ];
    let lead = house.add(&house.rita, "leads", &values).await;
    let about = ("about", link("leads", lead.id));
    house.add(&house.rita, "comments", &[("body", text("Hot")), about.clone()]).await;
    house.add(&house.rita, "notes", &[("body", text("Minutes")), about.clone()]).await;
    // A task of somebody else, which Rita does not see.
    house.add(&house.ada, "tasks", &[("name", text("Check")), about]).await;
    lead
}

async fn wanted(house: &House, lead: &Record) -> Conversion {
    let preview = house.engine.preview_conversion(&house.rita, lead.id).await.unwrap();
    Conversion {
        account: preview.account,
        contact: preview.contact,
        opportunity: Some(preview.opportunity),
        ..Conversion::default()
    }
}

#[tokio::test]
async fn a_preview_shows_what_will_be_made() {
    everywhere(async |house: House| {
        let lead = lead(&house).await;
        let there = house.add(&house.rita, "accounts", &[("name", text("HANSEONG 전자"))]).await;
        house.add(&house.sue, "accounts", &[("name", text("Hanseong 전자"))]).await;
        let twin = [("last_name", text("K.")), ("email", text("kim@example.kr"))];
        let twin = house.add(&house.rita, "contacts", &twin).await;
        let preview = house.engine.preview_conversion(&house.rita, lead.id).await.unwrap();
        assert_eq!(preview.account["name"], text("Hanseong 전자"));
        assert_eq!(preview.account["billing_city"], text("Seoul"));
        assert_eq!(preview.account["industry"], text("electronics"));
        assert!(!preview.account.contains_key("email"));
        assert_eq!(preview.contact["last_name"], text("Kim"));
        assert_eq!(preview.contact["email"], text("kim@example.kr"));
        assert_eq!(preview.contact["city"], text("Seoul"));
        assert_eq!(preview.opportunity["name"], text("Hanseong 전자"));
        assert_eq!(preview.opportunity["description"], text("Sensors"));
        assert_eq!(preview.accounts.iter().map(|hit| hit.id).collect::<Vec<_>>(), [there.id]);
        assert_eq!(preview.contacts.iter().map(|contact| contact.hit.id).collect::<Vec<_>>(), [twin.id]);
        assert_eq!(preview.moves, 2);
    })
    .await;
}

#[tokio::test]
async fn only_who_is_surely_the_same_person_is_chosen_beforehand() {
    everywhere(async |house: House| {
        let lead = lead(&house).await;
        let firm = house.add(&house.rita, "accounts", &[("name", text("Hanseong 전자"))]).await;
        let other = house.add(&house.rita, "accounts", &[("name", text("Other"))]).await;
        let named = |account: &Record, email: &str| {
            let (first, last) = (("first_name", text("민수")), ("last_name", text("Kim")));
            [first, last, ("email", text(email)), ("account", link("accounts", account.id))]
        };
        let stranger = house.add(&house.rita, "contacts", &named(&other, "kim@other.example")).await;
        let preview = house.engine.preview_conversion(&house.rita, lead.id).await.unwrap();
        assert_eq!(preview.contacts.iter().map(|contact| contact.hit.id).collect::<Vec<_>>(), [stranger.id]);
        assert_eq!(Namesake::likely(&preview.contacts, Some(firm.id)), None);
        assert_eq!(Namesake::likely(&preview.contacts, None), None);
        assert_eq!(Namesake::likely(&preview.contacts, Some(other.id)), Some(stranger.id));

        let colleague = house.add(&house.rita, "contacts", &named(&firm, "info@example.kr")).await;
        let preview = house.engine.preview_conversion(&house.rita, lead.id).await.unwrap();
        assert_eq!(Namesake::likely(&preview.contacts, Some(firm.id)), Some(colleague.id));

        let moved = [("last_name", text("K.")), ("email", text("KIM@example.kr"))];
        let moved = house.add(&house.rita, "contacts", &moved).await;
        let preview = house.engine.preview_conversion(&house.rita, lead.id).await.unwrap();
        assert_eq!(preview.contacts.len(), 3);
        for account in [Some(firm.id), Some(other.id), None] {
            assert_eq!(Namesake::likely(&preview.contacts, account), Some(moved.id));
        }
    })
    .await;
}

#[tokio::test]
async fn one_action_makes_all_three_and_takes_along_what_hangs_on_the_lead() {
    everywhere(async |house: House| {
        let lead = lead(&house).await;
        let wanted = wanted(&house, &lead).await;
        let made = house.engine.convert(&house.rita, lead.id, wanted).await.unwrap();
        let account = house.get("accounts", made.account).await;
        let contact = house.get("contacts", made.contact).await;
        let deal = house.get("opportunities", made.opportunity.unwrap()).await;
        assert_eq!(account.title, "Hanseong 전자");
        assert_eq!(account.value("owner"), &user(&house.rita));
        assert_eq!(contact.value("account"), &link("accounts", account.id));
        assert_eq!(deal.value("account"), &link("accounts", account.id));
        assert_eq!(deal.value("contact"), &link("contacts", contact.id));
        assert_eq!(deal.value("stage"), &text("prospecting"));
        let locked = house.get("leads", lead.id).await;
        assert_eq!(locked.value("status"), &text("converted"));
        assert_eq!(locked.value("converted_account"), &link("accounts", account.id));
        assert_eq!(locked.value("converted_contact"), &link("contacts", contact.id));
        assert_eq!(locked.value("converted_opportunity"), &link("opportunities", deal.id));
        assert!(matches!(locked.value("converted_at"), Value::Instant(_)));
        for module in ["comments", "notes", "tasks"] {
            let moved = house.list(&house.ada, module, "").await.remove(0);
            assert_eq!(moved.value("about"), &link("opportunities", deal.id), "{module}");
        }
        let page = house.engine.record(&house.rita, "leads".into(), lead.id).await.unwrap();
        assert!(page.locked && page.may_edit);
        let changed = house.set(&house.rita, "leads", &locked, &[("company", text("X"))]).await;
        assert_eq!(problems(changed), [": locked"]);
        let handed = house.set(&house.rita, "leads", &locked, &[("owner", user(&house.ron))]).await;
        handed.unwrap();
        let again = house.engine.preview_conversion(&house.ron, lead.id).await;
        assert_eq!(problems(again), [": already-converted"]);
    })
    .await;
}

#[tokio::test]
async fn undo_brings_everything_back() {
    everywhere(async |house: House| {
        let lead = lead(&house).await;
        let wanted = wanted(&house, &lead).await;
        let made = house.engine.convert(&house.rita, lead.id, wanted).await.unwrap();
        let undone = house.engine.undo(&house.rita, made.batch).await.unwrap();
        assert_eq!(undone.skipped, 0);
        for module in ["accounts", "contacts", "opportunities"] {
            assert!(house.list(&house.ada, module, "").await.is_empty(), "{module}");
        }
        for module in ["comments", "notes", "tasks"] {
            let back = house.list(&house.ada, module, "").await.remove(0);
            assert_eq!(back.value("about"), &link("leads", lead.id), "{module}");
        }
        let open = house.get("leads", lead.id).await;
        assert_eq!(open.value("status"), &text("new"));
        assert_eq!(open.value("converted_account"), &Value::Empty);
        house.set(&house.rita, "leads", &open, &[("company", text("X"))]).await.unwrap();
        house.engine.preview_conversion(&house.rita, lead.id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_there_can_be_used_again() {
    everywhere(async |house: House| {
        let lead = lead(&house).await;
        let account = house.add(&house.rita, "accounts", &[("name", text("Hanseong"))]).await;
        let mut wanted = wanted(&house, &lead).await;
        wanted.use_account = Some(account.id);
        wanted.opportunity = None;
        let made = house.engine.convert(&house.rita, lead.id, wanted).await.unwrap();
        assert_eq!((made.account, made.opportunity), (account.id, None));
        assert_eq!(house.list(&house.ada, "accounts", "").await.len(), 1);
        let comment = house.list(&house.ada, "comments", "").await.remove(0);
        assert_eq!(comment.value("about"), &link("accounts", account.id));
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_and_nothing_is_made() {
    everywhere(async |house: House| {
        let lead = lead(&house).await;
        let hidden = house.add(&house.sue, "accounts", &[("name", text("Secret"))]).await;
        let wrong = Conversion {
            use_account: Some(hidden.id),
            use_contact: None,
            account: Values::new(),
            contact: values(&[("email", text("x"))]),
            opportunity: Some(values(&[("stage", text("inquiry"))])),
        };
        let expected = [
            "account.use_account: not-found",
            "contact.email: not-an-email",
            "contact.last_name: required",
            "opportunity.name: required",
            "opportunity.stage: not-within",
        ];
        assert_eq!(problems(house.engine.convert(&house.rita, lead.id, wrong).await), expected);
        assert_nothing_made(&house, &lead, 1).await;
        let unknown = house.engine.convert(&house.rita, stranger(), Conversion::default()).await;
        assert_eq!(failure(unknown), Failure::NotFound);
    })
    .await;
}

/// Both read the same lead; the second finds it changed in the middle of its transaction, with everything but the lead
/// written, and must leave nothing of that.
#[tokio::test]
async fn a_failure_in_the_middle_leaves_nothing() {
    everywhere(async |house: House| {
        let lead = lead(&house).await;
        let wanted = wanted(&house, &lead).await;
        let (one, two) = tokio::join!(
            house.engine.convert(&house.rita, lead.id, wanted.clone()),
            house.engine.convert(&house.rita, lead.id, wanted),
        );
        assert_eq!([&one, &two].iter().filter(|result| result.is_ok()).count(), 1);
        let failed = if one.is_ok() { failure(two) } else { failure(one) };
        let problems: Vec<&str> = failed.problems().iter().map(|problem| problem.code.as_str()).collect();
        assert!(matches!(failed, Failure::Conflict(_)) || problems == ["already-converted"], "{failed}");
        for module in ["accounts", "contacts", "opportunities"] {
            assert_eq!(house.list(&house.ada, module, "").await.len(), 1, "{module}");
        }
    })
    .await;
}

async fn assert_nothing_made(house: &House, lead: &Record, accounts: usize) {
    assert_eq!(house.list(&house.ada, "accounts", "").await.len(), accounts);
    assert!(house.list(&house.ada, "contacts", "").await.is_empty());
    assert!(house.list(&house.ada, "opportunities", "").await.is_empty());
    assert_eq!(house.get("leads", lead.id).await.version, lead.version);
    let comment = house.list(&house.ada, "comments", "").await.remove(0);
    assert_eq!(comment.value("about"), &link("leads", lead.id));
}

#[tokio::test]
async fn what_is_hidden_goes_along() {
    everywhere(async |house: House| {
        let lead = lead(&house).await;
        // Personal data and revenue are hidden by a profile that grants neither.
        let profile = house.add(&house.ada, "profiles", &[("name", text("Staff"))]).await;
        let rita = house.get("users", house.rita.me.id).await;
        house.set(&house.ada, "users", &rita, &[("profile", link("profiles", profile.id))]).await.unwrap();
        let rita = house.again(&house.rita).await;
        let preview = house.engine.preview_conversion(&rita, lead.id).await.unwrap();
        assert!(!preview.contact.contains_key("email") && !preview.account.contains_key("annual_revenue"));
        let wanted = Conversion {
            account: preview.account,
            contact: preview.contact,
            opportunity: Some(preview.opportunity),
            ..Conversion::default()
        };
        let made = house.engine.convert(&rita, lead.id, wanted).await.unwrap();
        let contact = house.get("contacts", made.contact).await;
        assert_eq!(contact.value("email"), &text("kim@example.kr"));
        assert_eq!(contact.value("city"), &text("Seoul"));
        let account = house.get("accounts", made.account).await;
        assert_eq!(account.value("annual_revenue"), &number("1000000"));
        let shown = house.engine.get(&rita, "contacts", made.contact).await.unwrap();
        assert!(shown.value("email").is_empty());
    })
    .await;
}
