//! Every command does what it says, and says how it is used.

mod support;

use serde_json::json;
use support::{Rapport, add_user, run, text, token};

#[test]
fn every_command_explains_itself_with_an_example() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        vec!["serve"],
        vec!["user", "add"],
        vec!["token"],
        vec!["import"],
        vec!["export"],
        vec!["backup"],
        vec!["restore"],
        vec!["check"],
        vec!["fill"],
    ] {
        let output = run(&folder, &[command.as_slice(), &["--help"]].concat());
        assert!(output.status.success() && text(&output.stdout).contains("rapport "), "{command:?}");
        assert!(text(&output.stdout).contains("Example"), "{command:?}");
    }
}

#[test]
fn import_export_fill_backup_restore_and_check_work() {
    let folder = tempfile::tempdir().unwrap();
    add_user(&folder, "admin@example.com", "Administrator");
    std::fs::write(
        folder.path().join("firms.csv"),
        "Name,City,Employees\nÆsir AS,Oslo,12\n上海商贸,上海,many\n",
    )
    .unwrap();
    let dry = run(&folder, &["import", "accounts", "firms.csv", "--dry-run", "--as", "admin@example.com"]);
    assert!(!dry.status.success());
    assert!(text(&dry.stderr).contains("row 3, Employees"), "{}", text(&dry.stderr));
    run(&folder, &["import", "accounts", "firms.csv"]);
    let failed = std::fs::read_to_string(folder.path().join("firms.failed.csv")).unwrap();
    assert!(failed.contains("上海商贸"), "{failed}");
    let export = run(&folder, &["export", "accounts", "--filter", "name contains \"æsir\""]);
    assert!(text(&export.stdout).contains("Æsir AS"), "{}{}", text(&export.stdout), text(&export.stderr));

    assert!(run(&folder, &["backup", "copy.db"]).status.success());
    let fill = run(
        &folder,
        &["fill", "--accounts", "20", "--contacts", "50", "--leads", "10", "--opportunities", "30"],
    );
    assert!(fill.status.success(), "{}", text(&fill.stderr));
    let exported = |module: &str| text(&run(&folder, &["export", module]).stdout).lines().count() - 1;
    assert_eq!((exported("accounts"), exported("contacts")), (21, 50));
    assert!(run(&folder, &["check"]).status.success());
    let restored = run(&folder, &["restore", "copy.db"]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    assert_eq!((exported("accounts"), exported("contacts")), (1, 0));

    std::fs::write(folder.path().join("broken.db"), b"this is no database").unwrap();
    assert!(!run(&folder, &["restore", "broken.db"]).status.success());
    assert_eq!(exported("accounts"), 1);
}

#[test]
fn a_backup_is_taken_while_people_work() {
    let rapport = Rapport::start();
    rapport.post("/accounts", &rapport.anna, &json!({"name": "Kept"})).expect(201);
    let output = run(&rapport.folder, &["backup", "copy.db"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let refused = run(&rapport.folder, &["restore", "copy.db"]);
    assert!(!refused.status.success());
    assert!(text(&refused.stderr).contains("in use"), "{}", text(&refused.stderr));
}

#[test]
fn errors_are_one_plain_sentence() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        vec!["token", "nobody@example.com"],
        vec!["import", "nothing", "none.csv"],
        vec!["export", "nothing"],
    ] {
        let output = run(&folder, &arguments);
        let said = text(&output.stderr);
        assert!(
            !output.status.success() && said.lines().count() == 1 && said.starts_with("rapport: "),
            "{said}"
        );
    }
    add_user(&folder, "anna@example.com", "Representative");
    assert!(token(&folder, "anna@example.com").starts_with("rapport_"));
}
