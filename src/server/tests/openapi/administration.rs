//! What administrators do, held against the document.

#[path = "../../../engine/tests/it/mail/server.rs"]
#[expect(dead_code, reason = "it can do more than is asked for here")]
mod smtp;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::support::PASSWORD;
use super::support::document::Asked;
use super::{STRANGER, World, refusals_of};
use smtp::Smtp;

/// All that is not about records; the last puts back the database as it is.
pub fn answers(world: &World) {
    database(world);
    numbers(world);
    sign_ins(world);
    mail(world);
    schedule(world);
    backups(world);
}

/// Records that are the same are found in modules where they can be made one.
pub fn duplicates(world: &World, module: &str) {
    let (rapport, document) = (&world.rapport, &world.document);
    let path = format!("/{module}/duplicates");
    let ask =
        |status, query: &str| document.ask(rapport, status, &Asked::new("GET", &path).query(query)).json();
    let found = ask(200, "");
    if module == "accounts" {
        let first = &found["data"][0];
        assert!(first["count"].as_u64().unwrap() > 1 && first["records"][1]["id"].is_string(), "{found}");
        assert_eq!(found["rule"], "Same company name");
        assert_eq!(ask(200, "rule=Same%20website")["data"], json!([]));
    }
    ask(404, "rule=No%20such%20rule");
    ask(422, "after=x");
    ask(422, "colour=red");
}

/// What lies in the bin is removed for good, and nothing else.
pub fn removal(world: &World, module: &str, id: &str, status: u16) {
    let (rapport, document) = (&world.rapport, &world.document);
    let path = format!("/{module}/{{id}}/remove");
    if !document.described().iter().any(|(known, ..)| *known == path) {
        return;
    }
    let remove = |id| Asked::new("POST", &path).id(id);
    document.ask_as(rapport, "", 403, &remove(id).header("sec-fetch-site", "cross-site"));
    document.ask(rapport, status, &remove(id));
    document.ask(rapport, 404, &remove(STRANGER));
    if status == 204 {
        document.ask(rapport, 404, &Asked::new("POST", &format!("/{module}/{{id}}/restore")).id(id));
    }
}

/// Who saw a person is told to administrators.
pub fn watched(world: &World, module: &str, id: &str) {
    let (rapport, document) = (&world.rapport, &world.document);
    let path = format!("/{module}/{{id}}/seen");
    let seen = |id| Asked::new("GET", &path).id(id);
    rapport.get(&format!("/{module}/{id}"), &rapport.admin).expect(200);
    let told = document.ask(rapport, 200, &seen(id)).json();
    assert!(told["data"].as_array().unwrap().iter().any(|one| one["how"] == "rest"), "{told}");
    document.ask(rapport, 404, &seen(STRANGER));
    document.ask_as(rapport, &rapport.boris, 403, &seen(id));
}

fn database(world: &World) {
    let (rapport, document) = (&world.rapport, &world.document);
    let told = document.ask(rapport, 200, &Asked::new("GET", "/database")).json();
    assert_eq!((&told["embedded"], &told["backups"]), (&json!(true), &json!([])));
    document.ask_as(rapport, &rapport.boris, 403, &Asked::new("GET", "/database"));
    let [check, tidy] = ["/database/check", "/database/tidy"].map(|path| Asked::new("POST", path));
    assert_eq!(document.ask(rapport, 200, &check).json()["faults"], json!([]));
    assert!(document.ask(rapport, 200, &tidy).json()["after"].as_u64().unwrap() > 0);
    for asked in [check, tidy] {
        document.ask_as(rapport, &rapport.boris, 403, &asked);
    }
}

fn numbers(world: &World) {
    let (rapport, document) = (&world.rapport, &world.document);
    let described = document.described();
    let paths = described.iter().map(|(path, ..)| path).filter(|path| path.ends_with("/numbering/{field}"));
    let paths: BTreeSet<&String> = paths.collect();
    assert!(paths.len() > 3, "{paths:?}");
    for path in paths {
        let read = |field| Asked::new("GET", path).id(field);
        let set = |body: Value| Asked::new("PUT", path).id("number").body(&body);
        let next = document.ask(rapport, 200, &read("number")).json()["next"].as_i64().unwrap();
        let on = json!({"next": next + 10});
        assert_eq!(document.ask(rapport, 200, &set(on.clone())).json()["next"], on["next"]);
        for wrong in
            [json!({"next": 0}), json!({"next": next}), json!({}), json!({"next": next + 20, "x": 1})]
        {
            document.ask(rapport, 422, &set(wrong));
        }
        for unknown in ["colour", "description"] {
            document.ask(rapport, 404, &read(unknown));
            document.ask(rapport, 404, &Asked::new("PUT", path).id(unknown).body(&on));
        }
        document.ask_as(rapport, &rapport.boris, 403, &read("number"));
        document.ask_as(rapport, &rapport.boris, 403, &set(on));
        refusals_of(world, set);
    }
}

/// A session ends; the token with which its owner works here stays.
fn sign_ins(world: &World) {
    let (rapport, document) = (&world.rapport, &world.document);
    let form = format!("email=boris%40example.com&password={}", PASSWORD.replace(' ', "+"));
    let kind = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    rapport.send("POST", "/login", "", &kind, form.as_bytes()).expect(303);
    let users = rapport.get("/users?filter=email%20%3D%20%22boris%40example.com%22", &rapport.admin);
    let users = users.expect(200).json();
    let boris = users["data"][0]["id"].as_str().unwrap();

    let list = |user| Asked::new("GET", "/users/{id}/sign-ins").id(user);
    let end = |user, id| Asked::new("DELETE", "/users/{id}/sign-ins/{sign_in}").id(user).id(id);
    let found = document.ask(rapport, 200, &list(boris)).json();
    assert!(found["tokens"][0]["last_used"].is_string(), "{found}");
    let session = found["sessions"][0]["id"].as_str().unwrap();
    document.ask(rapport, 404, &list(STRANGER));
    document.ask_as(rapport, &rapport.boris, 403, &list(boris));
    document.ask(rapport, 404, &end(STRANGER, session));
    document.ask(rapport, 404, &end(boris, "12"));
    document.ask_as(rapport, &rapport.boris, 403, &end(boris, session));
    document.ask(rapport, 204, &end(boris, session));
    document.ask(rapport, 404, &end(boris, session));
    assert_eq!(document.ask(rapport, 200, &list(boris)).json()["sessions"], json!([]));
    for module in ["accounts", "roles"] {
        rapport.get(&format!("/{module}/{boris}/sign-ins"), &rapport.admin).expect(404);
    }
}

fn mail(world: &World) {
    let (rapport, document) = (&world.rapport, &world.document);
    let read = || Asked::new("GET", "/settings/mail");
    let set = |body: Value| Asked::new("PUT", "/settings/mail").body(&body);
    let test = |body: Value| Asked::new("POST", "/settings/mail/test").body(&body);
    let with = |port: u16| {
        let server = json!({
            "host": "127.0.0.1", "port": port, "safety": "open", "user": "rapport", "sender_name": "Rapport",
            "sender": "crm@example.com", "address": "https://crm.example.com",
        });
        json!({"server": server, "password": "server's secret"})
    };
    let (there, nobody) = (with(Smtp::start().port), with(smtp::nobody()));
    assert!(document.ask(rapport, 200, &read()).json()["server"].is_null());
    let answer = document.ask(rapport, 200, &test(there.clone())).json()["answer"].clone();
    assert!(answer.as_str().unwrap().contains("queued"), "{answer}");
    document.ask(rapport, 422, &test(nobody.clone()));
    let kept = document.ask(rapport, 200, &set(nobody.clone()));
    assert!(!kept.text.contains("secret"), "{}", kept.text);
    assert_eq!((&kept.json()["server"], &kept.json()["has_password"]), (&nobody["server"], &json!(true)));
    latest(world);

    let more = json!({"server": there["server"], "colour": "red"});
    let mut deep = there;
    deep["server"]["colour"] = json!("red");
    let badly = json!({"server": {"host": ""}});
    for wrong in [more, deep, badly, json!({})] {
        document.ask(rapport, 422, &set(wrong.clone()));
        document.ask(rapport, 422, &test(wrong));
    }
    document.ask(rapport, 200, &set(json!({"server": null})));
    for asked in [read(), set(nobody.clone()), test(nobody)] {
        document.ask_as(rapport, &rapport.boris, 403, &asked);
    }
    refusals_of(world, set);
    refusals_of(world, test);
}

/// What became of a mail, which nobody takes, is told with the reason.
fn latest(world: &World) {
    let (rapport, document) = (&world.rapport, &world.document);
    let roles = rapport.get("/roles", &rapport.admin).expect(200).json();
    let somebody = json!({"name": "Jin", "email": "jin@example.com", "role": roles["data"][0]["id"]});
    rapport.post("/invitations", &rapport.admin, &somebody).expect(201);
    let latest =
        || document.ask(rapport, 200, &Asked::new("GET", "/settings/mail")).json()["latest"][0].clone();
    let begun = std::time::Instant::now();
    while latest()["trouble"].is_null() {
        assert!(begun.elapsed().as_secs() < 20, "{}", latest());
    }
    assert_eq!((&latest()["to"], &latest()["progress"]), (&somebody["email"], &json!("waiting")));
}

fn schedule(world: &World) {
    let (rapport, document) = (&world.rapport, &world.document);
    let set = |body: Value| Asked::new("PUT", "/backups/schedule").body(&body);
    let with = |name: &str, value: Value| {
        let mut weekly =
            json!({"every": "week", "weekday": 6, "hour": 3, "zone": "Europe/Berlin", "keep": 2});
        weekly[name] = value;
        weekly
    };
    let weekly = with("hour", json!(4));
    assert_eq!(document.ask(rapport, 200, &set(weekly.clone())).json(), weekly);
    let told = document.ask(rapport, 200, &Asked::new("GET", "/database")).json();
    assert_eq!(told["schedule"], weekly);
    assert!(told["next"].is_string(), "{told}");
    for (name, value) in [
        ("hour", json!(24)),
        ("weekday", json!(7)),
        ("keep", json!(0)),
        ("zone", json!("Mars")),
        ("every", json!("hour")),
        ("colour", json!("red")),
    ] {
        let wrong = with(name, value);
        let schema = document.body_schema("/backups/schedule", "put");
        assert!(name == "zone" || document.valid(schema, &wrong).is_err(), "{wrong} is described");
        document.ask(rapport, 422, &set(wrong));
    }
    document.ask_as(rapport, &rapport.boris, 403, &set(weekly));
    document.ask(rapport, 200, &set(with("every", json!("never"))));
    refusals_of(world, set);
}

fn backups(world: &World) {
    let (rapport, document) = (&world.rapport, &world.document);
    let make = || Asked::new("POST", "/backups");
    let one = |method, name| Asked::new(method, "/backups/{name}").id(name);
    let restore = |name| Asked::new("POST", "/backups/{name}/restore").id(name);
    let folder = rapport.folder.path().join("test-backups");
    std::fs::write(&folder, "in the way").unwrap();
    document.ask(rapport, 422, &make());
    std::fs::remove_file(&folder).unwrap();
    let made = document.ask(rapport, 201, &make());
    let location = made.header("location").strip_prefix("/api/v1").unwrap().to_owned();
    let backup = made.json();
    let name = backup["name"].as_str().unwrap();
    assert_eq!(location, format!("/backups/{name}"));
    let listed = document.ask(rapport, 200, &Asked::new("GET", "/database")).json();
    assert_eq!(listed["backups"], json!([backup]));
    let content = document.ask(rapport, 200, &one("GET", name));
    assert!(content.text.starts_with("SQLite format 3"));
    assert_eq!(content.header("content-length"), backup["bytes"].to_string());

    for asked in [make(), one("GET", name), one("DELETE", name), restore(name)] {
        document.ask_as(rapport, &rapport.boris, 403, &asked);
    }
    for nothing in ["test-20260101-000000-hand.db", "schedule.db", "..%2Ftest.db"] {
        for asked in [one("GET", nothing), one("DELETE", nothing), restore(nothing)] {
            document.ask(rapport, 404, &asked);
        }
    }
    let damaged = "test-20260101-000000-hand.db";
    std::fs::write(folder.join(damaged), "this is a letter").unwrap();
    document.ask(rapport, 422, &restore(damaged));
    document.ask(rapport, 204, &one("DELETE", damaged));

    let since = json!({"name": "Made since", "website": "since.example.com"});
    let since = rapport.post("/accounts", &rapport.admin, &since).expect(201);
    document.ask(rapport, 204, &restore(name));
    rapport.send("GET", since.header("location"), &rapport.admin, &[], b"").expect(404);
    let kinds: Vec<Value> = document.ask(rapport, 200, &Asked::new("GET", "/database")).json()["backups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|backup| backup["kind"].clone())
        .collect();
    assert_eq!(kinds, ["restore", "hand"]);
}
