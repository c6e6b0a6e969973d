//! Every command does what it says, and says how it is used.

mod support;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::json;
use support::{Rapport, add_user, run, text, token};

#[test]
fn every_command_explains_itself_with_an_example() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        vec!["serve"],
        vec!["user"],
        vec!["user", "add"],
        vec!["user", "reset-second-factor"],
        vec!["token"],
        vec!["import"],
        vec!["export"],
        vec!["backup"],
        vec!["restore"],
        vec!["check"],
        vec!["tidy"],
        vec!["fill"],
    ] {
        let output = run(&folder, &[command.as_slice(), &["--help"]].concat());
        assert!(output.status.success() && text(&output.stdout).contains("rapport "), "{command:?}");
        assert!(text(&output.stdout).contains("Example"), "{command:?}");
    }
}

#[test]
fn a_second_factor_is_reset_by_command() {
    let folder = tempfile::tempdir().unwrap();
    add_user(&folder, "admin@example.com", "Administrator");
    let reset = |email| run(&folder, &["user", "reset-second-factor", email]);
    let done = reset("admin@example.com");
    assert!(done.status.success(), "{}", text(&done.stderr));
    let unknown = reset("nobody@example.com");
    assert!(!unknown.status.success() && text(&unknown.stderr).contains("nobody@example.com"));
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
    assert!(run(&folder, &["tidy"]).status.success());
    let restored = run(&folder, &["restore", "copy.db"]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    assert_eq!((exported("accounts"), exported("contacts")), (1, 0));

    let said = text(&restored.stdout);
    let (_, kept) = said.trim().rsplit_once(" is ").unwrap();
    assert!(kept.contains("test-backups") && kept.ends_with("-restore.db."), "{said}");
    let whole = std::fs::read(folder.path().join("copy.db")).unwrap();
    let broken: [(&[u8], &str); 3] = [
        (b"this is no database", "the database is damaged"),
        (&whole[..whole.len() / 2], "the database is damaged"),
        (b"", "this is not a database of Rapport"),
    ];
    for (content, says) in broken {
        std::fs::write(folder.path().join("broken.db"), content).unwrap();
        let refused = run(&folder, &["restore", "broken.db"]);
        let said = text(&refused.stderr);
        assert!(!refused.status.success() && said.lines().count() == 1, "{said}");
        assert!(
            said.contains("broken.db was not restored; nothing was changed") && said.contains(says),
            "{said}"
        );
    }
    assert_eq!(exported("accounts"), 1);
    assert!(run(&folder, &["restore", kept.trim_end_matches('.')]).status.success());
    assert_eq!(
        (exported("accounts"), exported("contacts")),
        (21, 50),
        "what was there before can be had back"
    );
}

#[test]
fn who_was_erased_is_not_brought_back_by_a_restore() {
    let mut rapport = Rapport::start();
    let lead = json!({"last_name": "Zypernowicz", "email": "q@zypernowicz.example"});
    let lead = rapport.post("/leads", &rapport.admin, &lead).expect(201).json()["id"].clone();
    rapport.kill();
    assert!(run(&rapport.folder, &["backup", "copy.db"]).status.success());
    rapport.restart();
    let refused = run(&rapport.folder, &["tidy"]);
    assert!(!refused.status.success() && text(&refused.stderr).contains("is in use"));
    let erase = format!("/leads/{}/erase", lead.as_str().unwrap());
    rapport.post(&erase, &rapport.admin, &json!({"confirm": "Zypernowicz"})).expect(200);
    rapport.kill();
    let restored = run(&rapport.folder, &["restore", "copy.db"]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    let exported = run(&rapport.folder, &["export", "leads"]);
    let told = text(&exported.stdout);
    assert!(told.contains("Erased person 1") && !told.contains("zypernowicz"), "{told}");
    assert!(run(&rapport.folder, &["check"]).status.success());
}

#[test]
fn a_damaged_database_is_replaced_by_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    add_user(&folder, "admin@example.com", "Administrator");
    assert!(run(&folder, &["backup", "copy.db"]).status.success());
    let mut content = std::fs::read(folder.path().join("copy.db")).unwrap();
    content[..60_000].fill(0x5a);
    std::fs::write(folder.path().join("test.db"), content).unwrap();
    std::fs::remove_file(folder.path().join("test.db-wal")).unwrap();
    let checked = run(&folder, &["check"]);
    assert!(
        !checked.status.success() && text(&checked.stderr).contains("damaged"),
        "{}",
        text(&checked.stderr)
    );
    let restored = run(&folder, &["restore", "copy.db"]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    assert!(text(&restored.stdout).contains("test.db.damaged-"), "{}", text(&restored.stdout));
    assert!(run(&folder, &["check"]).status.success());
    token(&folder, "admin@example.com");
}

#[test]
fn an_import_says_which_field_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    add_user(&folder, "admin@example.com", "Administrator");
    std::fs::write(folder.path().join("firms.csv"), "City,Name\nOslo,\n").unwrap();
    let output = run(&folder, &["import", "accounts", "firms.csv"]);
    let said = text(&output.stderr);
    assert!(said.contains("row 2, Name: This must be filled in.\n"), "{said}");
    assert!(said.contains("1 row was not imported; it is in firms.failed.csv"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
    assert!(text(&output.stdout).starts_with("1 row: 0 added"), "{}", text(&output.stdout));
}

#[test]
fn the_first_administrator_keeps_the_language_of_her_page() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = support::command(&folder);
    server.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
    let mut server = server.spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let link = lines.find(|line| line.as_ref().unwrap().contains("key=")).unwrap().unwrap();
    let link = link.rsplit(' ').next().unwrap();
    let (page, key) = link.split_once("?key=").unwrap();
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    let form = format!("key={key}&name=Ада&email=ada%40example.com&password=correct+horse+battery");
    let made = agent
        .post(page)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept-language", "ru")
        .send(form)
        .unwrap();
    assert_eq!(made.status(), 303);
    let cookie = made.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let home =
        agent.get(page.replace("/setup", "/")).header("cookie", cookie).header("accept-language", "en");
    let home = home.call().unwrap().body_mut().read_to_string().unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(home.contains("lang=\"ru\""), "{}", &home[..home.len().min(500)]);
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
    std::fs::write(folder.path().join("firms.csv"), "Name,Employees\nOne,12\n").unwrap();
    for (arguments, says) in [
        (vec!["token", "nobody@example.com"], "No user has the e-mail nobody@example.com"),
        (vec!["import", "nothing", "none.csv"], "There is no module nothing; there are "),
        (vec!["import", "accounts", "firms.csv", "--as", "nobody@example.com"], "No user has the e-mail"),
        (vec!["import", "accounts", "firms.csv"], "There is nobody yet who could own the records"),
        (vec!["export", "nothing"], "There is no module nothing"),
        (vec!["check", "--database", "mysql://localhost/crm"], "use sqlite:FILE or postgres://"),
    ] {
        let output = run(&folder, &arguments);
        let said = text(&output.stderr);
        assert!(
            !output.status.success() && said.lines().count() == 1 && said.starts_with("rapport: "),
            "{said}"
        );
        assert!(said.contains(says), "{said}");
    }
    add_user(&folder, "anna@example.com", "Representative");
    assert!(token(&folder, "anna@example.com").starts_with("rapport_"));
}
