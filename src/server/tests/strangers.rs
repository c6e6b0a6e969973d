//! Who is not signed in, or may not, gets nothing at any door.

mod support;

use std::collections::BTreeSet;

use serde_json::json;
use support::Rapport;

/// The server functions, out of the one place where they are declared.
fn calls() -> Vec<String> {
    let source = include_str!("../../api/src/calls.rs");
    let listed = source.lines().filter_map(|line| line.strip_prefix("    \"")?.split('"').next());
    let written = source.lines().filter_map(|line| line.split("endpoint = \"").nth(1)?.split('"').next());
    listed.chain(written).map(str::to_owned).collect()
}

/// What may be asked without a session: how to get one, and what everybody may know.
const OPEN: [&str; 10] = [
    "/login",
    "/logout",
    "/setup",
    "/forgotten",
    "/invitation/",
    "/reset/",
    "/rpc/",
    "/assets/texts/",
    "/health",
    "/metrics",
];

/// The methods and addresses of all other routes, out of the places where they are declared, for the record `id`.
fn doors(id: &str) -> Vec<(&'static str, String)> {
    let pages = include_str!("../src/router.rs").lines().map(|line| ("", line));
    let rest = include_str!("../src/rest/mod.rs").lines().map(|line| ("/api/v1", line));
    let mut doors = Vec::new();
    for (prefix, line) in pages.chain(rest) {
        let Some((path, handlers)) =
            line.trim().strip_prefix(".route(\"").and_then(|line| line.split_once('"'))
        else {
            continue;
        };
        let path = path.replace("{module}", "accounts").replace("{name}", "accounts.csv");
        let path = path.replace("{id}", id).replace("{sign_in}", id).replace("{field}", "number");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            if handlers.contains(&format!("{}(", method.to_lowercase()))
                && !OPEN.iter().any(|open| path.starts_with(open))
            {
                doors.push((method, format!("{prefix}{path}")));
            }
        }
    }
    assert!(doors.len() > 12, "{doors:?}");
    doors
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
    for token in ["", "rapport_wrong"] {
        for (method, path) in doors(id) {
            let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
            let answer = rapport.send(method, &path, token, &headers, b"{}");
            assert!(!answer.text.contains("Secret"), "{method} {path}");
            let away = answer.status == 303 && answer.header("location").starts_with("/login");
            assert!(answer.status == 401 || away, "{method} {path}: {} {}", answer.status, answer.text);
        }
    }
    for path in ["/", "/m/accounts", "/m/accounts/board", "/settings/profile", &format!("/m/accounts/{id}")] {
        let answer = rapport.send("GET", path, "", &[], b"").expect(303);
        assert!(answer.header("location").starts_with("/login"), "{path}");
    }
}

/// Behind every door and every server function, with the id of what is somebody else's.
#[test]
fn who_may_not_gets_nothing_and_changes_nothing() {
    let rapport = Rapport::start();
    let secret = json!({"name": "Secret firm", "description": "Secret plan"});
    let account = rapport.post("/accounts", &rapport.anna, &secret).expect(201).json();
    let id = account["id"].as_str().unwrap();
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    let asked = |method: &str, path: &str, body: &[u8]| {
        let answer = rapport.send(method, path, &rapport.boris, &headers, body);
        assert!(!answer.text.contains("Secret"), "{method} {path}: {}", answer.text);
        assert!(answer.status < 500, "{method} {path}: {} {}", answer.status, answer.text);
    };
    // The stream of changes has no end to wait for; what it tells is tried elsewhere.
    for (method, path) in doors(id).into_iter().filter(|(_, path)| path != "/live") {
        asked(method, &path, br#"{"name": "Mine"}"#);
    }
    let query = json!({"module": "accounts", "filter": "", "limit": 50});
    let name = json!({"name": {"t": "text", "v": "Mine"}});
    for selection in [json!({"ids": [id]}), json!({"filter": "name contains Secret"})] {
        for change in [json!({"set": name}), json!("delete"), json!("restore")] {
            let arguments = json!({
                "query": query, "module": "accounts", "filter": "name contains Secret", "id": id, "version": 1,
                "values": name, "which": selection, "change": change, "batch": id, "stage": "won", "after": "",
                "text": "Secret", "limit": 50, "starts": "", "lead": id, "import": id, "dry_run": true,
                "user": id, "new": "a long new password", "old": "nothing", "name": "token",
                "rule": "Same company name", "merge": {"others": [id], "values": {}},
            });
            for call in calls() {
                asked("POST", &format!("/rpc/{call}"), arguments.to_string().as_bytes());
            }
        }
    }
    let now = rapport.get(&format!("/accounts/{id}"), &rapport.anna).expect(200).json();
    assert_eq!(now, account);
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

/// A role asks for a second factor: until it is set up, a session opens the page for that and nothing else.
#[test]
fn who_lacks_a_second_factor_reaches_nothing() {
    let rapport = Rapport::start();
    let account =
        rapport.post("/accounts", &rapport.anna, &json!({"name": "Secret firm"})).expect(201).json();
    let id = account["id"].as_str().unwrap();
    let cookie = sign_in(&rapport);
    let headers =
        [("content-type", "application/json"), ("sec-fetch-site", "same-origin"), ("cookie", &cookie)];
    let ask = |method: &str, path: &str| rapport.send(method, path, "", &headers, b"{}");
    let roles = rapport.get("/roles?filter=name%20%3D%20Representative", &rapport.admin).expect(200).json();
    let role = format!("/roles/{}", roles["data"][0]["id"].as_str().unwrap());
    let require = |yes: bool| {
        rapport.patch(&role, &rapport.admin, "*", &json!({"second_factor": yes})).expect(200);
    };
    ask("GET", &format!("/api/v1/accounts/{id}")).expect(200);
    require(true);
    for (method, path) in doors(id) {
        let answer = ask(method, &path);
        assert!(!answer.text.contains("Secret"), "{method} {path}");
        assert!([401, 403].contains(&answer.status), "{method} {path}: {} {}", answer.status, answer.text);
    }
    let allowed = ["second_factor", "propose_second_factor", "confirm_second_factor"];
    for call in calls() {
        let answer = ask("POST", &format!("/rpc/{call}"));
        let refused = answer.status == 403 && answer.text.contains("second_factor_required");
        assert_eq!(refused, !allowed.contains(&call.as_str()), "{call}: {} {}", answer.status, answer.text);
    }
    for path in ["/", "/m/accounts", "/settings/tokens", "/login", &format!("/m/accounts/{id}")] {
        let answer = ask("GET", path).expect(303);
        assert!(answer.header("location").starts_with("/second-factor?next="), "{path}");
    }
    ask("GET", "/second-factor").expect(200);
    rapport.get(&format!("/accounts/{id}"), &rapport.anna).expect(200);
    require(false);
    ask("GET", &format!("/api/v1/accounts/{id}")).expect(200);
    ask("GET", "/second-factor").expect(303);
}

/// Who takes the database away has neither passwords nor what signs in for them.
#[test]
fn secrets_are_not_kept_in_the_clear() {
    let mut rapport = Rapport::start();
    let cookie = sign_in(&rapport);
    rapport.kill();
    let mut kept = Vec::new();
    for file in std::fs::read_dir(rapport.folder.path()).unwrap() {
        kept.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    let holds = |text: &str| kept.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("$argon2id$v=19$m="));
    let session = cookie.split_once('=').unwrap().1;
    for secret in [support::PASSWORD, &rapport.admin, &rapport.anna, session] {
        assert!(secret.len() > 20 && !holds(secret), "{secret}");
    }
}

/// Whatever is answered, a browser runs only scripts that the page itself names.
#[test]
fn nothing_foreign_runs() {
    let rapport = Rapport::start();
    let cookie = sign_in(&rapport);
    let get = |path: &str| rapport.send("GET", path, "", &[("cookie", &cookie)], b"");
    let mut nonces = BTreeSet::new();
    for path in ["/", "/m/accounts", "/m/accounts/board", "/settings/profile", "/m/accounts/12", "/nothing"] {
        let page = get(path);
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        let policy = page.header("content-security-policy");
        let rules: Vec<&str> = policy.split(';').map(str::trim).collect();
        for rule in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]
        {
            assert!(rules.contains(&rule), "{path}: {policy}");
        }
        let scripts = rules.iter().find_map(|rule| rule.strip_prefix("script-src ")).unwrap();
        let ["'self'", nonce, "'wasm-unsafe-eval'"] = scripts.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{path}: {policy}");
        };
        let nonce = nonce.strip_prefix("'nonce-").unwrap().trim_end_matches('\'');
        assert!(nonce.len() >= 16 && nonces.insert(nonce.to_owned()), "{path}: {nonce} is not new");
    }
    for path in ["/health", "/api/v1/accounts", "/api/v1/nothing", "/export/accounts.csv"] {
        let answer = rapport.send("GET", path, &rapport.admin, &[], b"");
        let policy = answer.header("content-security-policy");
        assert_eq!(policy, "default-src 'none'; frame-ancestors 'none'; sandbox", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}

/// A session's cookie, as a browser sends it.
fn sign_in(rapport: &Rapport) -> String {
    let form = format!("email=anna%40example.com&password={}", support::PASSWORD.replace(' ', "+"));
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let answer = rapport.send("POST", "/login", "", &headers, form.as_bytes()).expect(303);
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

/// Ids that are none, in every place where an address holds one.
#[test]
fn ids_that_are_none_are_not_found() {
    let rapport = Rapport::start();
    let cookie = sign_in(&rapport);
    let wrong = [
        "12",
        "019a0000-0000-7000-8000-00000000000",
        "%00",
        "%F0%9F%98%80",
        "..%2F..%2Fetc%2Fpasswd",
        "'; drop table x",
    ];
    for id in wrong.map(|id| id.replace(' ', "%20")) {
        let of_programs = doors(&id).into_iter().filter(|(_, path)| path.contains(&id));
        for (method, path) in of_programs {
            let json = [("content-type", "application/json")];
            let answer = rapport.send(method, &path, &rapport.admin, &json, b"{}");
            assert!(
                (400..500).contains(&answer.status),
                "{method} {path}: {} {}",
                answer.status,
                answer.text
            );
        }
        let page = rapport.send("GET", &format!("/m/accounts/{id}"), "", &[("cookie", &cookie)], b"");
        assert_eq!(page.status, 404, "{id}");
    }
}
