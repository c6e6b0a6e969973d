//! Files that are sent, over HTTP: large ones are taken in or refused without being held, and of what is broken
//! nothing comes in.

mod support;

use serde_json::{Value, json};
use support::{Answer, Rapport};

const MEBIBYTE: usize = 1024 * 1024;
const END: &str = "\r\n--frontier--\r\n";

/// So many bytes of what is no text.
fn binary(bytes: usize) -> impl Iterator<Item = Vec<u8>> {
    let block: Vec<u8> = (0..MEBIBYTE).map(|at| (at * 7 % 251) as u8).collect();
    let whole = std::iter::repeat_n(block.clone(), bytes / MEBIBYTE);
    whole.chain(std::iter::once(block[..bytes % MEBIBYTE].to_vec()))
}

fn call(rapport: &Rapport, name: &str, arguments: &Value) -> Answer {
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    let body = arguments.to_string();
    rapport.send("POST", &format!("/rpc/{name}"), &rapport.admin, &headers, body.as_bytes())
}

fn plan(rapport: &Rapport, import: &Value) -> Answer {
    let read = json!({"encoding": null, "delimiter": null, "date_order": null});
    call(rapport, "import_plan", &json!({"import": import["id"], "read": read}))
}

fn accounts(rapport: &Rapport) -> Value {
    rapport.get("/accounts?count=exact&limit=1", &rapport.admin).expect(200).json()["count"].clone()
}

/// What one sends is as large as may be, then by one byte larger.
#[cfg(target_os = "linux")]
#[test]
fn two_hundred_megabytes_are_never_held() {
    let rapport = Rapport::start();
    accounts(&rapport);
    let before = rapport.peak_memory();
    let send = |bytes: usize| rapport.send_file("/import/accounts", &rapport.admin, binary(bytes), END);
    let taken = send(200 * MEBIBYTE).expect(200).json();
    let refused = plan(&rapport, &taken).expect(422).json();
    assert_eq!(refused["invalid"][0]["code"], "not-a-text-file", "{refused}");

    let refused = send(200 * MEBIBYTE + 1).expect(413).json();
    assert_eq!((&refused["status"], &refused["detail"]), (&json!(413), &json!("This is too large.")));
    let grown = (rapport.peak_memory() - before) / 1024;
    assert!(grown < 50, "{grown} MiB for files of 200 MiB");
    assert_eq!(accounts(&rapport), 0);
}

#[test]
fn an_attachment_has_its_limit() {
    let rapport = Rapport::start();
    let send = |bytes: usize| rapport.send_file("/files", &rapport.admin, binary(bytes), END);
    assert_eq!(send(25 * MEBIBYTE).expect(200).json()["size"], 25 * MEBIBYTE);
    for large in [25 * MEBIBYTE + 1, 60 * MEBIBYTE] {
        assert_eq!(send(large).expect(413).json()["detail"], "This is too large.");
    }
}

#[test]
fn what_breaks_off_is_refused() {
    let rapport = Rapport::start();
    for (path, code) in [("/import/accounts", "unreadable-file"), ("/files", "upload-failed")] {
        let cut = std::iter::once(b"Name\nOne\nTw".to_vec());
        let refused = rapport.send_file(path, &rapport.admin, cut, "").expect(422).json();
        assert_eq!(refused["problems"][0]["code"], code, "{refused}");
        let none = rapport.send_file(path, &rapport.admin, std::iter::empty(), "--frontier--\r\n");
        assert!((400..500).contains(&none.status), "{} {}", none.status, none.text);
        let json = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
        let other = rapport.send("POST", path, &rapport.admin, &json, b"{}");
        assert!((400..500).contains(&other.status), "{} {}", other.status, other.text);
    }
    // What was sent whole, but had been cut before, is told when it is looked at.
    let cut = std::iter::once("Name,City\nOne,Köln\nTwo,\"Ulm an der".as_bytes().to_vec());
    let import = rapport.send_file("/import/accounts", &rapport.admin, cut, END).expect(200).json();
    let mapping = plan(&rapport, &import).expect(200).json()["mapping"].clone();
    let start = json!({"import": import["id"], "mapping": mapping, "dry_run": true});
    call(&rapport, "import_start", &start).expect(200);
    let status = loop {
        let status = call(&rapport, "import_status", &json!({"import": import["id"]})).expect(200).json();
        if status["stage"] != "checking" {
            break status;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    };
    assert_eq!(status["bad"][0]["problem"]["code"], "unclosed-quote", "{status}");
    assert_eq!(accounts(&rapport), 0);
}
