//! Rows that are the same as records, or as each other.

use api::{Backend, Mapping};
use model::Name;

use super::{bad, import, mapping, names};
use crate::house::{House, everywhere, text, user};

fn by(fields: &[&str], mapping: Mapping) -> Mapping {
    Mapping { match_by: fields.iter().map(Name::new).collect(), ..mapping }
}

#[tokio::test]
async fn a_row_changes_the_record_that_it_is_the_same_as() {
    everywhere(async |house: House| {
        let old = [("name", text("Müller & Söhne")), ("phone", text("111111")), ("reference", text("A1"))];
        let old = house.add(&house.ada, "accounts", &old).await;
        let content = "Name,Phone,Reference\nMULLER & SOHNE,,B2\nOther,333333,B3\n";
        let columns = mapping(&[("Name", "name"), ("Phone", "phone"), ("Reference", "reference")]);
        for dry_run in [true, false] {
            let mapping = by(&["name"], columns.clone());
            let (_, status) = import(&house, &house.ada, "accounts", content, mapping, dry_run).await;
            assert_eq!((status.added, status.updated, status.failed), (1, 1, 0), "{status:?}");
        }
        let now = house.get("accounts", old.id).await;
        assert_eq!((now.title.as_str(), now.version), ("MULLER & SOHNE", 2));
        // An empty cell says nothing.
        assert_eq!(now.value("phone"), &text("111111"));
        assert_eq!(now.value("reference"), &text("B2"));
    })
    .await;
}

#[tokio::test]
async fn several_fields_together_say_what_is_the_same() {
    everywhere(async |house: House| {
        for (first, last) in [("Anna", "Kim"), ("Boris", "Kim")] {
            house
                .add(&house.ada, "contacts", &[("first_name", text(first)), ("last_name", text(last))])
                .await;
        }
        let content = "First,Last,Title\nanna,KIM,Buyer\nCarl,Kim,Clerk\n,Kim,Nobody\n";
        let columns = mapping(&[("First", "first_name"), ("Last", "last_name"), ("Title", "title")]);
        let mapping = by(&["first_name", "last_name"], columns);
        let (_, status) = import(&house, &house.ada, "contacts", content, mapping, false).await;
        assert_eq!((status.added, status.updated, status.failed), (2, 1, 0), "{status:?}");
        let buyers = house.list(&house.ada, "contacts", "title = \"Buyer\"").await;
        assert_eq!(buyers[0].title, "anna KIM");
    })
    .await;
}

#[tokio::test]
async fn what_is_there_twice_is_not_guessed_at() {
    everywhere(async |house: House| {
        for _ in 0..2 {
            house.add(&house.ada, "accounts", &[("name", text("Twin"))]).await;
        }
        let mapping = by(&["name"], mapping(&[("Name", "name"), ("Phone", "phone")]));
        let (_, status) =
            import(&house, &house.ada, "accounts", "Name,Phone\ntwin,111111\n", mapping, false).await;
        assert_eq!(bad(&status), ["2 Name: ambiguous"]);
    })
    .await;
}

#[tokio::test]
async fn a_record_that_one_may_not_change_is_left() {
    everywhere(async |house: House| {
        let all = house.list(&house.ada, "roles", "name = \"Manager\"").await;
        house.set(&house.ada, "roles", &all[0], &[("sees_all", model::Value::Bool(true))]).await.unwrap();
        let max = house.again(&house.max).await;
        let account = house
            .add(&house.sue, "accounts", &[("name", text("Southern")), ("owner", user(&house.sue))])
            .await;
        let mapping = by(&["name"], mapping(&[("Name", "name"), ("Phone", "phone")]));
        let (_, status) =
            import(&house, &max, "accounts", "Name,Phone\nSouthern,111111\n", mapping, false).await;
        assert_eq!(bad(&status), ["2 Name: not-allowed"]);
        assert!(house.get("accounts", account.id).await.value("phone").is_empty());
    })
    .await;
}

#[tokio::test]
async fn rows_of_one_file_can_be_the_same() {
    everywhere(async |house: House| {
        let content = "Name,Phone,City\nOne,111111,\nTwo,222222,\nONE,,Bonn\none,333333,\n";
        let columns = mapping(&[("Name", "name"), ("Phone", "phone"), ("City", "billing_city")]);
        for dry_run in [true, false] {
            let mapping = by(&["name"], columns.clone());
            let (_, status) = import(&house, &house.ada, "accounts", content, mapping, dry_run).await;
            assert_eq!((status.added, status.updated, status.failed), (2, 2, 0), "{status:?}");
        }
        let one = house.list(&house.ada, "accounts", "name = \"one\"").await;
        let one = house.get("accounts", one[0].id).await;
        assert_eq!(one.value("phone"), &text("333333"));
        assert_eq!(one.value("billing_city"), &text("Bonn"));
    })
    .await;
}

#[tokio::test]
async fn what_must_be_unique_is_looked_for_in_the_file_and_the_database() {
    everywhere(async |house: House| {
        let content = "Name,Mail\nNew,new@example.com\nTwice,NEW@example.com\nKnown,ada@example.com\n";
        let mut mapping = mapping(&[("Name", "name"), ("Mail", "email")]);
        mapping.constants = names(&[("role", "Representative")]);
        for dry_run in [true, false] {
            let (_, status) = import(&house, &house.ada, "users", content, mapping.clone(), dry_run).await;
            assert_eq!(bad(&status), ["3 Mail: not-unique", "4 Mail: not-unique"], "dry run: {dry_run}");
            assert_eq!(status.added, 1);
        }
        assert!(house.engine.caller_of("new@example.com").await.is_ok());
        assert_eq!(house.engine.count(&house.ada, "users".into(), String::new()).await.unwrap(), 6);
    })
    .await;
}
