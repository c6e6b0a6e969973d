//! The OpenAPI document of a running server, held against what it answers.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

use super::{Answer, Rapport};

/// Files, of which nothing more is said.
const FILES: [&str; 3] = ["application/zip", "application/vnd.sqlite3", "application/pdf"];

/// A document and whose it is.
pub struct Document {
    pub json: Value,
    pub token: String,
    /// Path, method and status of all answers that were held against it.
    pub seen: RefCell<BTreeSet<(String, String, String)>>,
    validators: RefCell<BTreeMap<String, Rc<Validator>>>,
}

/// One request, by the words of the document.
pub struct Asked<'a> {
    pub method: &'a str,
    /// As in the document: `/accounts/{id}`.
    pub path: &'a str,
    /// What stands for what is in braces, one after the other.
    pub parts: Vec<&'a str>,
    /// What stands behind the question mark.
    pub query: &'a str,
    pub headers: Vec<(&'a str, &'a str)>,
    pub body: Vec<u8>,
}

impl<'a> Asked<'a> {
    pub fn new(method: &'a str, path: &'a str) -> Asked<'a> {
        let json = ("content-type", "application/json");
        Asked { method, path, parts: Vec::new(), query: "", headers: vec![json], body: Vec::new() }
    }

    pub fn id(mut self, id: &'a str) -> Asked<'a> {
        self.parts.push(id);
        self
    }

    pub fn query(self, query: &'a str) -> Asked<'a> {
        Asked { query, ..self }
    }

    pub fn header(mut self, name: &'a str, value: &'a str) -> Asked<'a> {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value));
        self
    }

    pub fn body(self, body: &Value) -> Asked<'a> {
        Asked { body: body.to_string().into_bytes(), ..self }
    }

    fn address(&self) -> String {
        let mut parts = self.parts.iter();
        let mut filled = |step: &'a str| if step.starts_with('{') { parts.next().unwrap() } else { step };
        self.path.split('/').map(&mut filled).collect::<Vec<_>>().join("/")
    }
}

impl Document {
    pub fn of(rapport: &Rapport, token: &str) -> Document {
        let json = rapport.get("/openapi.json", token).expect(200).json();
        Document { json, token: token.to_owned(), seen: Default::default(), validators: Default::default() }
    }

    /// The modules, in the order of their paths.
    pub fn modules(&self) -> Vec<String> {
        let paths = self.json["paths"].as_object().unwrap().keys();
        paths.filter_map(|path| Some(path.strip_suffix("/{id}/access")?[1..].to_owned())).collect()
    }

    /// Path, method and status of all answers that are described.
    pub fn described(&self) -> BTreeSet<(String, String, String)> {
        let paths = self.json["paths"].as_object().unwrap().iter();
        let operations = paths.flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().iter().filter(|(key, _)| *key != "parameters");
            methods.map(move |(method, operation)| (path, method, operation))
        });
        operations
            .flat_map(|(path, method, operation)| {
                let codes = operation["responses"].as_object().unwrap().keys();
                codes.map(move |code| (path.clone(), method.to_uppercase(), code.clone()))
            })
            .collect()
    }

    /// Sends a request of the document's owner and holds the answer against what is described.
    pub fn ask(&self, rapport: &Rapport, status: u16, asked: &Asked<'_>) -> Answer {
        self.ask_as(rapport, &self.token, status, asked)
    }

    pub fn ask_as(&self, rapport: &Rapport, token: &str, status: u16, asked: &Asked<'_>) -> Answer {
        let path = asked.address();
        let query = if asked.query.is_empty() { String::new() } else { format!("?{}", asked.query) };
        let address = format!("/api/v1{path}{query}");
        let answer = rapport.send(asked.method, &address, token, &asked.headers, &asked.body);
        let what = format!("{} {path}", asked.method);
        assert_eq!(answer.status, status, "{what}: {}", answer.text);
        let operation = &self.json["paths"][asked.path][asked.method.to_lowercase()];
        self.hold(&operation["responses"][status.to_string()], &answer, &format!("{what}: {status}"));
        self.seen.borrow_mut().insert((asked.path.into(), asked.method.into(), status.to_string()));
        answer
    }

    /// `answer` is what `response` says: its headers, its type and all of its content.
    fn hold(&self, response: &Value, answer: &Answer, what: &str) {
        assert!(response.is_object(), "{what} is not described");
        self.hold_headers(&response["headers"], answer, what);
        let Some(content) = response.get("content") else {
            return assert_eq!(answer.text, "", "{what} should have no content");
        };
        let kind = answer.header("content-type");
        if FILES.contains(&kind) {
            return assert!(content[kind].is_object(), "{what} is {kind}");
        }
        let schema = &content[kind]["schema"];
        assert!(schema.is_object(), "{what} is {kind}: {}", answer.text);
        if let Err(wrong) = self.valid(schema, &answer.json()) {
            panic!("{what} is not what is described: {wrong}");
        }
    }

    fn hold_headers(&self, described: &Value, answer: &Answer, what: &str) {
        for name in ["Location", "ETag", "WWW-Authenticate", "Retry-After"] {
            let (header, value) = (&described[name], answer.header(&name.to_lowercase()));
            assert_eq!(header.is_object(), !value.is_empty(), "{what}: {name} {value}");
            if header.is_object() {
                self.valid(&header["schema"], &json!(value))
                    .unwrap_or_else(|wrong| panic!("{what}: {wrong}"));
            }
        }
    }

    /// What is wrong with `value` by a schema of the document.
    pub fn valid(&self, schema: &Value, value: &Value) -> Result<(), String> {
        let wrong: Vec<String> = self
            .validator(schema)
            .iter_errors(value)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        if wrong.is_empty() { Ok(()) } else { Err(format!("{}\n{value:#}", wrong.join("\n"))) }
    }

    /// Made once for each schema, as that takes longer than the answers.
    fn validator(&self, schema: &Value) -> Rc<Validator> {
        let made = || {
            let whole = json!({"components": self.json["components"], "allOf": [schema]});
            let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
            Rc::new(options.build(&whole).unwrap_or_else(|error| panic!("{error}: {schema}")))
        };
        self.validators.borrow_mut().entry(schema.to_string()).or_insert_with(made).clone()
    }

    /// The body that an operation takes.
    pub fn body_schema(&self, path: &str, method: &str) -> &Value {
        let body = &self.json["paths"][path][method]["requestBody"];
        assert_eq!(body["required"], true, "{method} {path}");
        &body["content"]["application/json"]["schema"]
    }

    /// A schema by its name.
    pub fn schema(&self, name: &str) -> &Value {
        &self.json["components"]["schemas"][name]
    }

    /// The properties that a request for a record of `module` may set.
    pub fn written(&self, module: &str) -> Map<String, Value> {
        let schema = self.schema(&format!("{module}_input"));
        let all = schema["properties"].as_object().unwrap().iter();
        let written = all.filter(|(_, property)| property.get("readOnly").is_none());
        written.map(|(name, property)| (name.clone(), property.clone())).collect()
    }

    /// The names of those that a new record must have.
    pub fn required(&self, module: &str) -> Vec<String> {
        let schema = self.schema(&format!("{module}_new"));
        let names = |value: &Value| -> Vec<String> {
            let names = value["required"].as_array().into_iter().flatten();
            names.map(|name| name.as_str().unwrap().to_owned()).collect()
        };
        let first_of_several = schema["anyOf"].get(0).map(names).unwrap_or_default();
        names(schema).into_iter().chain(first_of_several).collect()
    }
}
