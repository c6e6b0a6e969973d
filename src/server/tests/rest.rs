//! REST as DESIGN says it, over HTTP.

mod support;

use serde_json::{Value, json};
use support::Rapport;

fn id(answer: &support::Answer) -> String {
    answer.json()["id"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_record_is_made_read_changed_and_deleted() {
    let rapport = Rapport::start();
    let made =
        rapport.post("/accounts", &rapport.anna, &json!({"name": "北京茶业", "employees": 40})).expect(201);
    let path = format!("/accounts/{}", id(&made));
    assert_eq!(made.header("location"), format!("/api/v1{path}"));

    let read = rapport.get(&path, &rapport.anna).expect(200);
    let etag = read.header("etag").to_owned();
    assert_eq!(etag, "\"1\"");
    assert_eq!(read.json()["owner"]["title"], "anna");

    let changed = rapport.patch(&path, &rapport.anna, &etag, &json!({"employees": 41})).expect(200).json();
    assert_eq!((&changed["employees"], &changed["version"]), (&json!(41), &json!(2)));
    rapport.patch(&path, &rapport.anna, &etag, &json!({"employees": 42})).expect(412);

    rapport.send("DELETE", &format!("/api/v1{path}"), &rapport.anna, &[], b"").expect(204);
    rapport.get(&path, &rapport.anna).expect(404);
}

#[test]
fn money_is_a_decimal_and_links_have_titles() {
    let rapport = Rapport::start();
    let account = id(&rapport.post("/accounts", &rapport.anna, &json!({"name": "Ромашка"})).expect(201));
    let deal = json!({
        "name": "Kettles", "account": account, "amount": "1234.5", "currency": "EUR",
        "stage": "proposal", "close_date": "2027-01-31",
    });
    let made = rapport.post("/opportunities", &rapport.anna, &deal).expect(201).json();
    assert_eq!(made["amount"], "1234.50");
    assert_eq!(made["account"]["title"], "Ромашка");
    assert_eq!(made["pipeline"], "sales");
    assert!(!made["probability"].is_null(), "a stage brings its probability: {made}");
}

#[test]
fn lists_are_filtered_sorted_and_paged() {
    let rapport = Rapport::start();
    for number in 0..120 {
        let lead = json!({"first_name": "Lead", "last_name": format!("{number:03}"), "company": "Firm",
            "status": if number % 3 == 0 { "contacted" } else { "new" }});
        rapport.post("/leads", &rapport.anna, &lead).expect(201);
    }
    let mut seen: Vec<String> = Vec::new();
    let mut after = String::new();
    loop {
        let path = format!(
            "/leads?filter=status%20%3D%20contacted&sort=-last_name&limit=7&fields=last_name&count=exact{after}"
        );
        let page = rapport.get(&path, &rapport.anna).expect(200).json();
        assert_eq!(page["count"], 40);
        seen.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|lead| lead["last_name"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    let expected: Vec<String> =
        (0..120).rev().filter(|number| number % 3 == 0).map(|n| format!("{n:03}")).collect();
    assert_eq!(seen, expected);
    assert_eq!(rapport.get("/leads", &rapport.boris).expect(200).json()["data"], json!([]));
}

#[test]
fn bad_input_gets_a_clear_error() {
    let rapport = Rapport::start();
    let code = |answer: Value| answer["problems"][0]["code"].as_str().unwrap_or_default().to_owned();
    for (path, body, expected) in [
        ("/accounts", json!({}), "required"),
        ("/accounts", json!({"name": "A", "annual_revenue": "99999999999999999999"}), "out-of-range"),
        ("/accounts", json!({"name": "A", "email": "nobody"}), "not-an-email"),
        ("/accounts", json!({"name": "A", "colour": "red"}), "unknown-field"),
        ("/contacts", json!({"last_name": "B", "account": "12"}), "not-an-id"),
        (
            "/contacts",
            json!({"last_name": "B", "account": "019a0000-0000-7000-8000-000000000000"}),
            "not-found",
        ),
        ("/leads", json!({"last_name": "B", "status": "sleeping"}), "unknown-choice"),
    ] {
        let answer = rapport.post(path, &rapport.anna, &body).expect(422);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(code(answer.json()), expected, "{body}");
    }
    for path in
        ["/accounts?filter=nonsense", "/accounts?sort=colour", "/accounts?limit=0", "/accounts?after=x"]
    {
        rapport.get(path, &rapport.anna).expect(422);
    }
    rapport.get("/nothing", &rapport.anna).expect(404);
    rapport.get("/accounts/12", &rapport.anna).expect(404);
    let large = json!({"name": "x".repeat(5 * 1024 * 1024)});
    for _ in 0..20 {
        // Who is still sending hears it all the same.
        rapport.post("/accounts", &rapport.anna, &large).expect(413);
        rapport.post("/accounts", "", &large).expect(401);
    }
    rapport
        .send("POST", "/api/v1/accounts", &rapport.anna, &[("content-type", "application/json")], b"{")
        .expect(422);
    let hidden = json!({"name": "evil\u{0}\u{202e}name"});
    assert_eq!(rapport.post("/accounts", &rapport.anna, &hidden).expect(201).json()["name"], "evilname");
}

#[test]
fn every_refusal_is_a_problem_with_its_own_status() {
    let rapport = Rapport::start();
    let send = |method: &str, path: &str, kind: &str, body: &[u8]| {
        rapport.send(method, &format!("/api/v1{path}"), &rapport.anna, &[("content-type", kind)], body)
    };
    let (json, form) = ("application/json", "application/x-www-form-urlencoded");
    let large = vec![b' '; 30 * 1024 * 1024];
    let long = format!("/accounts?filter={}", "x".repeat(61 * 1024));
    for (status, code, answer) in [
        (422, "out-of-bounds", send("GET", "/accounts?limit=-1", json, b"")),
        (422, "not-a-whole-number", send("GET", "/accounts?limit=many", json, b"")),
        (422, "unknown-parameter", send("GET", "/accounts?filtre=name%20%3D%20x", json, b"")),
        (422, "invalid-filter", send("GET", "/accounts?filter=name%20%3D%20%3D", json, b"")),
        (422, "required", send("GET", "/search", json, b"")),
        (422, "out-of-bounds", send("GET", "/search?q=a&limit=0", json, b"")),
        (404, "", send("GET", "/nothing/at/all/here", json, b"")),
        (405, "", send("PUT", "/accounts", json, b"{}")),
        (405, "", send("POST", "/schema", json, b"{}")),
        (413, "", send("POST", "/accounts", json, &large)),
        (414, "", send("GET", &long, json, b"")),
        (415, "", send("POST", "/accounts", form, b"name=A")),
        (403, "", rapport.send("POST", "/api/v1/accounts", "", &[("sec-fetch-site", "cross-site")], b"{}")),
    ] {
        let answer = answer.expect(status);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{status} {code}");
        let problem = answer.json();
        assert_eq!(problem["status"], status);
        assert!(!problem["detail"].as_str().unwrap().contains("failure-"), "{problem}");
        assert_eq!(problem["problems"][0]["code"].as_str().unwrap_or_default(), code, "{problem}");
    }
    let filter = send("GET", "/accounts?filter=name%20%3D%20%3D", json, b"").json();
    assert_eq!(filter["problems"][0]["at"], 7, "{filter}");
    assert_eq!(send("PUT", "/accounts", json, b"{}").header("allow"), "GET,HEAD,POST");
    send("POST", "/accounts", "application/json; charset=utf-8", br#"{"name": "A"}"#).expect(201);
}

#[test]
fn server_functions_refuse_in_their_own_words() {
    let rapport = Rapport::start();
    let json = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    let large = vec![b' '; 5 * 1024 * 1024];
    for (status, said, method, path, body) in [
        (404, "not_found", "POST", "/rpc/nothing", &b"{}"[..]),
        (405, "not_found", "GET", "/rpc/list", b""),
        (413, "too_large", "POST", "/rpc/list", &large),
    ] {
        let answer = rapport.send(method, path, &rapport.anna, &json, body).expect(status);
        assert_eq!(answer.json(), said, "{path}");
    }
}

#[test]
fn the_same_key_makes_nothing_twice() {
    let rapport = Rapport::start();
    let send = |body: &str| {
        let headers = [("content-type", "application/json"), ("idempotency-key", "order-17")];
        rapport.send("POST", "/api/v1/accounts", &rapport.anna, &headers, body.as_bytes())
    };
    let first = id(&send(r#"{"name": "Once"}"#).expect(201));
    assert_eq!(id(&send(r#"{"name": "Once"}"#).expect(201)), first);
    send(r#"{"name": "Other"}"#).expect(422);
    assert_eq!(rapport.get("/accounts?count=exact", &rapport.anna).json()["count"], 1);
}

#[test]
fn search_finds_parts_in_any_script() {
    let rapport = Rapport::start();
    for name in ["深圳市腾讯计算机", "ООО Ромашка", "서울전자", "Müller & Söhne"] {
        rapport.post("/accounts", &rapport.anna, &json!({"name": name})).expect(201);
    }
    for (asked, found) in [
        ("%E8%85%BE%E8%AE%AF", "深圳市腾讯计算机"),
        ("%D0%BE%D0%BC%D0%B0", "ООО Ромашка"),
        ("%EC%A0%84%EC%9E%90", "서울전자"),
        ("mull", "Müller & Söhne"),
    ] {
        let hits = rapport.get(&format!("/search?q={asked}"), &rapport.anna).expect(200).json();
        assert_eq!(hits["data"][0]["title"], found, "{hits}");
    }
    assert_eq!(rapport.get("/search?q=mull", &rapport.boris).expect(200).json()["data"], json!([]));
}

#[test]
fn of_many_who_save_at_once_one_does() {
    let rapport = Rapport::start();
    let made = rapport.post("/accounts", &rapport.anna, &json!({"name": "Firm", "employees": 0})).expect(201);
    let (path, rapport) = (format!("/accounts/{}", id(&made)), &rapport);
    for round in 1..=5 {
        let etag = rapport.get(&path, &rapport.anna).expect(200).header("etag").to_owned();
        let save = |person: i32| rapport.patch(&path, &rapport.anna, &etag, &json!({"employees": person}));
        let answers: Vec<support::Answer> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (1..=8).map(|person| scope.spawn(move || save(round * 10 + person))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let (saved, late): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
        assert_eq!((saved.len(), late.len()), (1, 7));
        let now = rapport.get(&path, &rapport.anna).expect(200).json();
        assert_eq!(now, saved[0].json(), "nothing is overwritten");
        for answer in late {
            assert_eq!(answer.expect(412).json()["version"], now["version"], "the other's version is told");
        }
    }
}

#[test]
fn acknowledged_writes_survive_a_kill() {
    let mut rapport = Rapport::start();
    let mut made = Vec::new();
    for number in 0..50 {
        made.push(id(&rapport
            .post("/accounts", &rapport.anna, &json!({"name": format!("Firm {number}")}))
            .expect(201)));
    }
    rapport.restart();
    for id in made {
        rapport.get(&format!("/accounts/{id}"), &rapport.anna).expect(200);
    }
    let output = support::run(&rapport.folder, &["check"]);
    assert!(output.status.success(), "{}", support::text(&output.stdout));
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_an_error_and_loses_nothing() {
    let mut rapport = Rapport::start();
    let firm = |number: usize| json!({"name": format!("Firm {number}"), "description": "x".repeat(20_000)});
    rapport.restart_on_small_disk(8 * 1024);
    let mut made = Vec::new();
    let refused = loop {
        assert!(made.len() < 2_000, "the disk is never full");
        let answer = rapport.post("/accounts", &rapport.anna, &firm(made.len()));
        match answer.status {
            201 => made.push(id(&answer)),
            _ => break answer.expect(503),
        }
    };
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert!(made.len() > 20, "the disk was full from the start");
    rapport.get(&format!("/accounts/{}", made[0]), &rapport.anna).expect(200);

    rapport.restart();
    for id in &made {
        rapport.get(&format!("/accounts/{id}"), &rapport.anna).expect(200);
    }
    let counted = rapport.get("/accounts?count=exact&limit=1", &rapport.anna).expect(200).json();
    assert_eq!(counted["count"], made.len(), "what was refused is not there");
    assert!(support::run(&rapport.folder, &["check"]).status.success());
    rapport.post("/accounts", &rapport.anna, &firm(made.len())).expect(201);
}
