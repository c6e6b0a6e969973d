//! The files of backups over HTTP, and what a full disk leaves of them.

mod support;

use serde_json::{Value, json};
use support::{Answer, Rapport};

const JSON: [(&str, &str); 2] = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];

fn call(rapport: &Rapport, token: &str, name: &str, body: &Value) -> Answer {
    rapport.send("POST", &format!("/rpc/{name}"), token, &JSON, body.to_string().as_bytes())
}

fn send(rapport: &Rapport, token: &str, content: &[u8]) -> Answer {
    let head = b"--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.db\"\r\n\r\n";
    let body = [head, content, b"\r\n--cut--\r\n"].concat();
    let kind = [("content-type", "multipart/form-data; boundary=cut"), ("sec-fetch-site", "same-origin")];
    rapport.send("POST", "/backups", token, &kind, &body)
}

#[expect(clippy::unwrap_used, reason = "a helper of tests fails as they do")]
fn names(rapport: &Rapport) -> Vec<String> {
    let folder = std::fs::read_dir(rapport.folder.path().join("test-backups")).unwrap();
    folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_backup_is_taken_along_sent_and_restored() {
    let rapport = Rapport::start();
    rapport.post("/accounts", &rapport.anna, &json!({"name": "Kept"})).expect(201);
    let backup = call(&rapport, &rapport.admin, "back_up", &json!({})).expect(200).json();
    let path = format!("/backups/{}", backup["name"].as_str().unwrap());
    rapport.send("GET", &path, &rapport.anna, &[], b"").expect(403);
    rapport.send("GET", &path, "", &[], b"").expect(401);
    rapport.send("GET", "/backups/..%2Ftest.db", &rapport.admin, &[], b"").expect(404);
    let content = rapport.download(&path, &rapport.admin);
    assert_eq!(content.len() as u64, backup["bytes"].as_u64().unwrap());
    assert!(content.starts_with(b"SQLite format 3"));

    rapport.post("/accounts", &rapport.anna, &json!({"name": "Made since"})).expect(201);
    send(&rapport, &rapport.anna, &content).expect(403);
    let sent = send(&rapport, &rapport.admin, &content).expect(200).json();
    let name = json!({"name": sent["name"]});
    call(&rapport, &rapport.anna, "restore_backup", &name).expect(403);
    call(&rapport, &rapport.admin, "restore_backup", &name).expect(200);
    let accounts = rapport.get("/accounts", &rapport.anna).expect(200).json();
    assert_eq!(accounts["data"].as_array().unwrap().len(), 1);
    rapport.post("/accounts", &rapport.anna, &json!({"name": "Made after"})).expect(201);

    let refused = send(&rapport, &rapport.admin, b"this is a letter").expect(422);
    assert_eq!(refused.json()["problems"][0]["code"], "backup-damaged");
    assert!(!refused.text.contains("problem-"), "{}", refused.text);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_half_backup() {
    let mut rapport = Rapport::start();
    let firm = |number: usize| json!({"name": format!("Firm {number}"), "description": "x".repeat(20_000)});
    for number in 0..60 {
        rapport.post("/accounts", &rapport.anna, &firm(number)).expect(201);
    }
    rapport.restart();
    let whole = call(&rapport, &rapport.admin, "back_up", &json!({})).expect(200).json();
    rapport.restart_on_small_disk(1_024);
    let refused = call(&rapport, &rapport.admin, "back_up", &json!({}));
    assert!(refused.status == 422 && refused.text.contains("backup-not-written"), "{}", refused.text);
    assert_eq!(names(&rapport), [whole["name"].as_str().unwrap()]);
    rapport.get("/accounts?limit=1", &rapport.anna).expect(200);
    rapport.restart();
    call(&rapport, &rapport.admin, "back_up", &json!({})).expect(200);
}
