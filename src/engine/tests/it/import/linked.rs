//! Links in files: by name, by number, to rows of the same file.

use api::{Backend, Mapping};

use super::{bad, import, mapping, names};
use crate::house::{House, everywhere, text};

#[tokio::test]
async fn links_are_found_by_name_number_and_id() {
    everywhere(async |house: House| {
        let acme =
            house.add(&house.ada, "accounts", &[("name", text("Ácme")), ("reference", text("R7"))]).await;
        let number = acme.value("number").as_text().unwrap_or_default().to_owned();
        let content =
            format!("Name,Account,Owner\nA,ACME,rita\nB,{number},ron@example.com\nC,{},\n", acme.id);
        let columns = mapping(&[("Name", "last_name"), ("Account", "account"), ("Owner", "owner")]);
        let (_, status) = import(&house, &house.ada, "contacts", &content, columns, false).await;
        assert_eq!((status.added, status.failed), (3, 0), "{status:?}");
        for (name, owner) in [("A", &house.rita), ("B", &house.ron), ("C", &house.ada)] {
            let found = house.list(&house.ada, "contacts", &format!("last_name = {name}")).await;
            let contact = house.get("contacts", found[0].id).await;
            assert_eq!(contact.value("account").as_link().unwrap().id, acme.id, "{name}");
            assert_eq!(contact.value("owner").as_link().unwrap().id, owner.me.id, "{name}");
        }
        let mut by_reference = mapping(&[("Name", "last_name"), ("Account", "account")]);
        by_reference.columns[1].by = Some("reference".into());
        let (_, status) =
            import(&house, &house.ada, "contacts", "Name,Account\nD,r7\nE,Acme\n", by_reference, false).await;
        assert_eq!(bad(&status), ["3 Account: not-found"]);
    })
    .await;
}

#[tokio::test]
async fn links_that_point_nowhere_or_to_several_are_told() {
    everywhere(async |house: House| {
        for _ in 0..2 {
            house.add(&house.ada, "accounts", &[("name", text("Twin"))]).await;
        }
        let columns = mapping(&[("Name", "last_name"), ("Account", "account")]);
        let content = "Name,Account\nA,Nowhere\nB,twin\nC,01890a5d-ac96-774b-bcce-b302099a8057\nD,\n";
        let (_, status) = import(&house, &house.ada, "contacts", content, columns, false).await;
        assert_eq!(bad(&status), ["2 Account: not-found", "3 Account: ambiguous", "4 Account: not-found"]);
        assert_eq!(status.bad[0].problem.detail, "Nowhere");
        assert_eq!(status.added, 1);
    })
    .await;
}

#[tokio::test]
async fn what_one_may_not_see_is_not_linked_to() {
    everywhere(async |house: House| {
        house.add(&house.sue, "accounts", &[("name", text("Southern"))]).await;
        let columns = mapping(&[("Name", "last_name"), ("Account", "account")]);
        let (_, status) =
            import(&house, &house.max, "contacts", "Name,Account\nA,Southern\n", columns, false).await;
        assert_eq!(bad(&status), ["2 Account: not-found"]);
    })
    .await;
}

#[tokio::test]
async fn targets_are_made_where_that_is_wanted() {
    everywhere(async |house: House| {
        let mut columns = mapping(&[("Name", "last_name"), ("Account", "account"), ("Mail", "email")]);
        columns.columns[1].create = true;
        let content = "Name,Account,Mail\nA,New Firm,\nB,NEW FIRM,\nC,Bad Firm,x\n";
        for dry_run in [true, false] {
            let (_, status) = import(&house, &house.ada, "contacts", content, columns.clone(), dry_run).await;
            assert_eq!(
                (status.added, bad(&status)),
                (2, vec!["4 Mail: not-an-email".to_owned()]),
                "{status:?}"
            );
            let accounts = house.titles(&house.ada, "accounts").await;
            assert_eq!(accounts.len(), usize::from(!dry_run), "{accounts:?}");
            if let Some(batch) = status.batch {
                house.engine.undo(&house.ada, batch).await.unwrap();
            }
        }
        assert!(house.titles(&house.ada, "accounts").await.is_empty());
    })
    .await;
}

fn accounts() -> Mapping {
    Mapping {
        match_by: vec!["name".into()],
        ..mapping(&[("Name", "name"), ("Parent", "parent"), ("Phone", "phone")])
    }
}

#[tokio::test]
async fn rows_link_to_rows_of_the_same_file_in_any_order() {
    everywhere(async |house: House| {
        // A chain against the order of the file, across portions.
        let mut content = "Name,Parent,Phone\nLeaf,Branch,\nBranch,Trunk,\n".to_owned();
        content.extend((0..1_500).map(|row| format!("Filler {row},,\n")));
        content.push_str("Trunk,Root,\nRoot,,\n");
        for dry_run in [true, false] {
            let (_, status) = import(&house, &house.ada, "accounts", &content, accounts(), dry_run).await;
            assert_eq!((status.added, status.failed, status.done), (1_504, 0, 1_504), "{status:?}");
        }
        for (child, parent) in [("Leaf", "Branch"), ("Branch", "Trunk"), ("Trunk", "Root")] {
            let found = house.list(&house.ada, "accounts", &format!("name = {child}")).await;
            let child = house.get("accounts", found[0].id).await;
            assert_eq!(child.value("parent").as_link().unwrap().title, parent);
            assert_eq!(child.version, 1);
        }
    })
    .await;
}

#[tokio::test]
async fn rows_whose_target_fails_fail_too() {
    everywhere(async |house: House| {
        let content = "Name,Parent,Phone\nChild,Bad,\nBad,,x\nRound,Trip,\nTrip,Round,\nSelf,Self,\nFine,,\n";
        for dry_run in [true, false] {
            let (_, status) = import(&house, &house.ada, "accounts", content, accounts(), dry_run).await;
            let mut told = bad(&status);
            told.sort();
            let expected = [
                "2 Parent: not-found",
                "3 Phone: not-a-phone",
                "4 Parent: not-found",
                "5 Parent: not-found",
                "6 Parent: not-found",
            ];
            assert_eq!(told, expected, "dry run: {dry_run}");
            assert_eq!((status.added, status.failed, status.done), (1, 5, 6));
        }
    })
    .await;
}

#[tokio::test]
async fn users_get_roles_and_teams_from_a_file() {
    everywhere(async |house: House| {
        let content = "agent,office\nAnna Bell,East\nBoris Cole,East\n";
        let mut columns = mapping(&[("agent", "name"), ("office", "team")]);
        columns.columns[1].create = true;
        columns.templates = names(&[("email", "{agent:slug}@example.com")]);
        columns.constants = names(&[("role", "representative")]);
        let (_, status) = import(&house, &house.ada, "users", content, columns, false).await;
        assert_eq!((status.added, status.failed), (2, 0), "{status:?}");
        let anna = house.engine.caller_of("anna.bell@example.com").await.unwrap();
        let boris = house.engine.caller_of("boris.cole@example.com").await.unwrap();
        assert!(anna.team.contains(&boris.me.id));
        assert_eq!(anna.me.level, "representative");
    })
    .await;
}
