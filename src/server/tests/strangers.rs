//! Who is not signed in, or may not, gets nothing at any door.

mod support;

use serde_json::json;
use support::Rapport;

/// The server functions, out of the one place where they are declared.
fn calls() -> Vec<String> {
    let source = include_str!("../../api/src/calls.rs");
    let listed = source.lines().filter_map(|line| line.strip_prefix("    \"")?.split('"').next());
    let written = source.lines().filter_map(|line| line.split("endpoint = \"").nth(1)?.split('"').next());
    listed.chain(written).map(str::to_owned).collect()
}

#[test]
fn without_a_session_there_is_nothing() {
    let rapport = Rapport::start();
    let account =
        rapport.post("/accounts", &rapport.anna, &json!({"name": "Secret firm"})).expect(201).json();
    let id = account["id"].as_str().unwrap();
    let calls = calls();
    assert!(calls.len() > 20, "{calls:?}");
    for call in calls {
        let json = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
        let answer = rapport.send("POST", &format!("/rpc/{call}"), "", &json, b"{}");
        assert_eq!(answer.status, 401, "{call}: {}", answer.text);
    }
    let api = ["/schema", "/openapi.json", "/search?q=secret", "/accounts", &format!("/accounts/{id}")];
    for path in api {
        for token in ["", "rapport_wrong"] {
            let answer = rapport.get(path, token).expect(401);
            assert!(!answer.text.contains("Secret"), "{path}");
        }
    }
    let doors = [
        "/live",
        "/export/accounts.csv",
        &format!("/files/{id}"),
        &format!("/import/{id}/failed.csv"),
        "/assets/schema/x.json",
    ];
    for path in doors {
        rapport.send("GET", path, "", &[], b"").expect(401);
    }
    for path in ["/", "/m/accounts", "/m/accounts/board", "/settings/profile", &format!("/m/accounts/{id}")] {
        let answer = rapport.send("GET", path, "", &[], b"").expect(303);
        assert!(answer.header("location").starts_with("/login"), "{path}");
    }
}

#[test]
fn who_may_not_see_a_record_cannot_tell_that_it_is_there() {
    let rapport = Rapport::start();
    let account =
        rapport.post("/accounts", &rapport.anna, &json!({"name": "Secret firm"})).expect(201).json();
    let path = format!("/accounts/{}", account["id"].as_str().unwrap());
    rapport.get(&path, &rapport.boris).expect(404);
    rapport.patch(&path, &rapport.boris, "\"1\"", &json!({"name": "Mine"})).expect(404);
    rapport.send("DELETE", &format!("/api/v1{path}"), &rapport.boris, &[], b"").expect(404);
    let note = json!({"body": "I was here", "about": {"module": "accounts", "id": account["id"]}});
    rapport.post("/notes", &rapport.boris, &note).expect(422);
    let contact = json!({"last_name": "Spy", "account": account["id"]});
    rapport.post("/contacts", &rapport.boris, &contact).expect(422);
    rapport.post("/users", &rapport.boris, &json!({"name": "X", "email": "x@example.com"})).expect(403);
    rapport.get(&path, &rapport.admin).expect(200);
}

#[test]
fn other_sites_cannot_write_with_a_session() {
    let rapport = Rapport::start();
    let form = format!("email=anna%40example.com&password={}", support::PASSWORD.replace(' ', "+"));
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let foreign = [kind, ("sec-fetch-site", "cross-site")];
    rapport.send("POST", "/login", "", &foreign, form.as_bytes()).expect(403);
    let signed_in = rapport
        .send("POST", "/login", "", &[kind, ("sec-fetch-site", "same-origin")], form.as_bytes())
        .expect(303);
    let cookie = signed_in.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let page = rapport.send("GET", "/", "", &[("cookie", cookie)], b"").expect(200);
    assert!(page.header("content-security-policy").contains("script-src 'self' 'nonce-"));
    let body = br#"{"module":"accounts","values":{"name":{"t":"text","v":"Forged"}}}"#;
    for headers in [
        [("cookie", cookie), ("sec-fetch-site", "cross-site")],
        [("cookie", cookie), ("origin", "https://evil.example")],
    ] {
        rapport.send("POST", "/rpc/create", "", &headers, body).expect(403);
    }
    assert_eq!(rapport.get("/accounts?count=exact", &rapport.admin).json()["count"], 0);
}

#[test]
fn guessing_passwords_is_slowed_down() {
    let rapport = Rapport::start();
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let tries = (0..20)
        .map(|_| rapport.send("POST", "/login", "", &headers, b"email=anna%40example.com&password=guess"));
    let locations: Vec<String> = tries.map(|answer| answer.header("location").to_owned()).collect();
    assert!(locations[0].contains("error=wrong"), "{locations:?}");
    assert!(locations.iter().any(|location| location.contains("error=throttled")), "{locations:?}");
}
