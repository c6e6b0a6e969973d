//! What programs reach by REST, held against the model of access that is written independently of the product: which
//! records and fields they are given, what they may change, and that no answer, refusals least of all, says a word of
//! what its reader may not see.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "the use cases are tested with the rest of it")]
#[path = "../../engine/tests/it/access/company.rs"]
mod company;
#[allow(dead_code, reason = "the use cases are tested with the rest of it")]
#[path = "../../engine/tests/it/given.rs"]
mod given;
#[allow(dead_code, reason = "the use cases are tested with the rest of it")]
#[path = "../../engine/tests/it/access/oracle.rs"]
mod oracle;
mod support;

use std::cell::Cell;
use std::collections::BTreeSet;

use api::Backend;
use api::model::{Id, Record, Value};
use engine::Engine;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use support::{Answer, Rapport};

use company::{Access, Company, MODULES, SUM, User};

const COMPANIES: u64 = 2;
const LEAST_ANSWERS: usize = 2_000;
/// Ids that nothing has.
const NOTHING: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
const NOTHING_ELSE: &str = "01890a5d-ac96-774b-bcce-b302099a8058";

#[test]
fn no_answer_says_more_or_less_than_the_rules() {
    let answers = Cell::new(0);
    for seed in 0..COMPANIES {
        let mut rapport = Rapport::start();
        rapport.kill();
        let (company, tokens) = draw(&rapport, seed);
        rapport.restart();
        for (user, token) in company.users.iter().zip(&tokens) {
            walk(&rapport, &company, user, token, seed, &answers);
        }
    }
    assert!(answers.get() >= LEAST_ANSWERS, "only {} answers were read", answers.get());
}

fn walk(rapport: &Rapport, company: &Company, user: &User, token: &str, seed: u64, answers: &Cell<usize>) {
    let words = &Words::of(company, user);
    let document = &rapport.get("/openapi.json", token).expect(200).json();
    for (module, fields) in MODULES {
        Walk { rapport, company, user, token, module, fields, document, words, seed, answers }.all();
    }
}

/// A company in the database of `rapport`, and a token of each of its people.
fn draw(rapport: &Rapport, seed: u64) -> (Company, Vec<String>) {
    let url = format!("sqlite:{}", rapport.folder.path().join("test.db").display());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let engine = Engine::open(&url).await.unwrap();
        let company = Company::draw(&engine, &mut StdRng::seed_from_u64(seed)).await;
        let mut tokens = Vec::new();
        for user in &company.users {
            let caller = engine.caller_of(&user.email).await.unwrap();
            tokens.push(engine.make_token(&caller, "walk".into()).await.unwrap());
        }
        engine.store().close().await;
        (company, tokens)
    })
}

/// What a person must not read anywhere: words that stand in one record alone, which she does not see, or in a field of
/// it that is hidden from her.
struct Words(Vec<String>);

impl Words {
    fn of(company: &Company, user: &User) -> Words {
        let mut words = Vec::new();
        for (module, fields) in MODULES {
            for record in &company.records[module] {
                let seen = company.sees(user, module, record);
                let hides = |field: &str| company.field(user, module, field) == Access::Hidden;
                for field in fields.iter().filter(|field| !seen || hides(field)) {
                    let value = record.value(field).as_text().unwrap_or_default();
                    // Of a name, the word that no other has; the rest as it is sent.
                    words.extend(value.split(' ').find(|word| word.starts_with("title")).map(str::to_owned));
                    words.extend(value.contains("secret").then(|| format!("\"{value}\"")));
                }
            }
        }
        Words(words)
    }

    /// `asked` is what she said herself.
    fn none_in(&self, answer: &Answer, asked: &str, at: &str) {
        for word in self.0.iter().filter(|word| !asked.contains(word.trim_matches('"'))) {
            assert!(!answer.text.contains(word.as_str()), "{at}: {word} in {}", answer.text);
        }
    }
}

/// A person before the addresses of a module.
struct Walk<'a> {
    rapport: &'a Rapport,
    company: &'a Company,
    user: &'a User,
    token: &'a str,
    module: &'static str,
    fields: &'static [&'static str],
    /// The description of all addresses that she is given.
    document: &'a Json,
    words: &'a Words,
    /// For messages: how to repeat it.
    seed: u64,
    answers: &'a Cell<usize>,
}

impl Walk<'_> {
    fn all(&self) {
        let records = &self.company.records[self.module];
        if !self.company.shows(self.user, self.module) {
            return self.nothing_is_there(records);
        }
        self.described();
        self.list(records);
        self.conditions();
        self.create();
        for (number, record) in records.iter().enumerate() {
            self.read(record);
            self.access_of(record);
            match number % 4 {
                0 => self.change(record),
                1 => self.search(record),
                2 => self.delete(record),
                _ => self.actions(record),
            }
        }
    }

    fn sees(&self, record: &Record) -> bool {
        self.company.sees(self.user, self.module, record)
    }

    fn edits(&self, record: &Record) -> bool {
        self.company.edits(self.user, self.module, record)
    }

    fn access(&self, field: &str) -> Access {
        self.company.field(self.user, self.module, field)
    }

    fn hides(&self, field: &str) -> bool {
        self.access(field) == Access::Hidden
    }

    fn at(&self) -> String {
        format!("seed {}: {} in {}", self.seed, self.user.email, self.module)
    }

    /// No answer says what she may not read.
    fn send(&self, method: &str, path: &str, body: &Json) -> Answer {
        let (headers, sent) = ([("content-type", "application/json")], body.to_string());
        let sent = if body.is_null() { String::new() } else { sent };
        let answer =
            self.rapport.send(method, &format!("/api/v1{path}"), self.token, &headers, sent.as_bytes());
        self.words.none_in(&answer, &format!("{path} {sent}"), &format!("{}: {method} {path}", self.at()));
        self.answers.set(self.answers.get() + 1);
        answer
    }

    fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &Json::Null)
    }

    fn path(&self, record: &Record) -> String {
        format!("/{}/{}", self.module, record.id)
    }

    fn refused(&self, answer: &Answer, status: u16) {
        assert_eq!(answer.status, status, "{}: {}", self.at(), answer.text);
    }

    fn nothing_is_there(&self, records: &[Record]) {
        self.refused(&self.get(&format!("/{}", self.module)), 404);
        self.refused(&self.send("POST", &format!("/{}", self.module), &json!({})), 404);
        for record in records {
            self.refused(&self.get(&self.path(record)), 404);
            self.refused(&self.send("PATCH", &self.path(record), &json!({"name": "Mine"})), 404);
            self.refused(&self.send("DELETE", &self.path(record), &Json::Null), 404);
        }
    }

    /// The document that programs are made from knows the fields that there are for her.
    fn described(&self) {
        let told = &self.document["components"]["schemas"][self.module]["properties"];
        for field in self.fields {
            assert_eq!(told.get(field).is_some(), !self.hides(field), "{}: {field}", self.at());
        }
    }

    fn list(&self, records: &[Record]) {
        let listed = self.get(&format!("/{}?limit=200&count=exact", self.module)).expect(200).json();
        let data = listed["data"].as_array().unwrap();
        let found: BTreeSet<Id> = data.iter().map(id).collect();
        let seen = records.iter().filter(|record| self.sees(record));
        assert_eq!(found, seen.map(|record| record.id).collect(), "{}", self.at());
        assert_eq!(listed["count"], json!(found.len()), "{}", self.at());
        for shown in data {
            self.holds(shown, records.iter().find(|known| known.id == id(shown)).unwrap());
        }
    }

    /// What is shown is what may be read, all of it, and links tell what one sees of their targets.
    fn holds(&self, shown: &Json, known: &Record) {
        let at = || format!("{}: {}", self.at(), known.title);
        for field in self.fields {
            let (shown, known) = (shown.get(field), known.value(field));
            assert_eq!(shown.is_none(), self.hides(field), "{}: {field}", at());
            let Some(shown) = shown else { continue };
            match known {
                Value::Empty => assert!(shown.is_null(), "{}: {field} is {shown}", at()),
                Value::Link(link) => {
                    let seen = self.company.sees_account(self.user, link.id);
                    let title = shown["title"].as_str().unwrap_or_default();
                    assert_eq!((id(shown), title.is_empty()), (link.id, !seen), "{}: {field}", at());
                }
                Value::Decimal(known) => {
                    let shown: Decimal = shown.as_str().unwrap().parse().unwrap();
                    assert_eq!(shown, *known, "{}: {field}", at());
                }
                known => assert_eq!(shown.as_str(), known.as_text(), "{}: {field}", at()),
            }
        }
        if self.module == "accounts" {
            let reads = self.company.reads_sums(self.user);
            assert_eq!(shown.get(SUM).is_some(), reads, "{}: {SUM}", at());
        }
    }

    /// What is hidden is no word of the language: neither a filter, an order nor a column knows it.
    fn conditions(&self) {
        for field in self.fields {
            let status = if self.hides(field) { 422 } else { 200 };
            let asked = [format!("filter={field}%20is%20empty"), format!("fields={field}")];
            for asked in asked {
                self.refused(&self.get(&format!("/{}?{asked}", self.module)), status);
            }
            // An address and a link in several modules are no order; hidden ones are one as little.
            if self.hides(field) {
                self.refused(&self.get(&format!("/{}?sort=-{field}", self.module)), 422);
            }
        }
    }

    fn create(&self) {
        let title = self.fields[0];
        let mut given = json!({ title: "Made over HTTP" });
        if self.module == "leads" {
            given["status"] = json!("new");
        }
        for field in self.fields.iter().filter(|field| self.hides(field)) {
            let mut given = given.clone();
            given[*field] = json!("1");
            self.refused(&self.send("POST", &format!("/{}", self.module), &given), 422);
        }
        let made = self.send("POST", &format!("/{}", self.module), &given);
        if !self.may(|said| said.create) {
            return self.refused(&made, 403);
        }
        // Who may not write the name cannot say what is required.
        let status = if self.access(title) == Access::Write { 201 } else { 422 };
        self.refused(&made, status);
        if status == 201 {
            let path = format!("/{}/{}", self.module, made.json()["id"].as_str().unwrap());
            self.rapport.send("DELETE", &format!("/api/v1{path}"), &self.rapport.admin, &[], b"").expect(204);
        }
    }

    fn may(&self, what: impl Fn(&company::Allowed) -> bool) -> bool {
        self.company.may(self.user, self.module, what)
    }

    fn read(&self, record: &Record) {
        for path in [self.path(record), format!("{}?as_of=2999-12-31", self.path(record))] {
            let answer = self.get(&path);
            if self.sees(record) {
                self.holds(&answer.expect(200).json(), record);
            } else {
                self.refused(&answer, 404);
            }
        }
    }

    /// Why she sees it is asked by those who see it.
    fn access_of(&self, record: &Record) {
        let answer = self.get(&format!("{}/access", self.path(record)));
        self.refused(&answer, if self.sees(record) { 200 } else { 404 });
    }

    /// What may be written is given what it holds, so that nothing changes; so is what is hidden, so that nobody can
    /// guess what that is.
    fn change(&self, record: &Record) {
        for field in self.fields {
            let Some(text) = record.value(field).as_text() else { continue };
            let (given, status) = match self.access(field) {
                Access::Hidden => (text.to_owned(), 422),
                _ if !self.sees(record) => (text.to_owned(), 404),
                _ if !self.edits(record) => (text.to_owned(), 403),
                Access::Read => (format!("{text} x"), 422),
                Access::Write => (text.to_owned(), 200),
            };
            self.refused(&self.send("PATCH", &self.path(record), &json!({ *field: given })), status);
        }
    }

    fn search(&self, record: &Record) {
        let word = record.title.split(' ').nth(1).unwrap();
        let hits = self.get(&format!("/search?q={word}")).expect(200).json();
        let found = hits["data"].as_array().unwrap().iter().any(|hit| id(hit) == record.id);
        assert_eq!(found, self.sees(record), "{}: {}", self.at(), record.title);
    }

    fn delete(&self, record: &Record) {
        let answer = self.send("DELETE", &self.path(record), &Json::Null);
        let status = match self.company.deletes(self.user, self.module, record) {
            _ if !self.sees(record) => 404,
            false => 403,
            true => 204,
        };
        self.refused(&answer, status);
        if status == 204 {
            let restore = format!("{}/restore", self.path(record));
            self.rapport.post(&restore, &self.rapport.admin, &json!({})).expect(200);
        }
    }

    /// Who does not see a record is answered as if it were not there, whatever she asks for.
    fn actions(&self, record: &Record) {
        if self.sees(record) {
            return;
        }
        let (nothing, others, confirm) =
            (json!({}), json!({"others": [NOTHING_ELSE]}), json!({"confirm": record.title}));
        let asked = [
            ("POST", "claim", &nothing),
            ("POST", "convert", &nothing),
            ("POST", "restore", &nothing),
            ("POST", "remove", &nothing),
            ("POST", "merge", &others),
            ("POST", "erase", &confirm),
            ("GET", "personal-data", &Json::Null),
            ("GET", "seen", &Json::Null),
        ];
        for (method, action, body) in asked {
            let answer = self.send(method, &format!("{}/{action}", self.path(record)), body);
            let other = self.send(method, &format!("/{}/{NOTHING}/{action}", self.module), body);
            assert!(answer.status >= 400, "{}: {action}: {}", self.at(), answer.text);
            assert_eq!((answer.status, answer.text), (other.status, other.text), "{}: {action}", self.at());
        }
    }
}

fn id(json: &Json) -> Id {
    json["id"].as_str().unwrap().parse().unwrap()
}
