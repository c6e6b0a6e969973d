//! The addresses, what may be asked of them, and what each may answer.

use api::model::Module;
use serde_json::{Map, Value, json};

use super::records::{input_name, listed_name, new_name};
use super::shapes::{access as reached, document, found, page, schema};
use super::{reference, text, uuid};

pub fn all(modules: &[Module]) -> Map<String, Value> {
    let of_modules = modules.iter().flat_map(|module| {
        [
            (format!("/{}", module.name), collection(module)),
            (format!("/{}/{{id}}", module.name), single(module)),
            (format!("/{}/{{id}}/access", module.name), access(module)),
        ]
        .into_iter()
        .chain(module.merges().then(|| (format!("/{}/{{id}}/merge", module.name), merge(module))))
    });
    let claims = modules.iter().filter(|module| module.may.claim);
    let claims = claims.map(|module| (format!("/{}/{{id}}/claim", module.name), claim(module)));
    let others = [
        ("/search".to_owned(), search()),
        ("/schema".to_owned(), told("The modules and their fields", schema())),
        ("/openapi.json".to_owned(), told("This description", document())),
    ];
    of_modules.chain(claims).chain(others).collect()
}

/// What every operation may fail by, whatever it does.
const ALWAYS: [u16; 3] = [401, 414, 503];

fn responses(status: u16, success: Value, failures: &[u16]) -> Value {
    let failures = ALWAYS.iter().chain(failures).map(|code| (code.to_string(), failure(*code)));
    std::iter::once((status.to_string(), success)).chain(failures).collect::<Map<_, _>>().into()
}

fn failure(code: u16) -> Value {
    let content = json!({"application/problem+json": {"schema": reference("problem")}});
    let mut response = json!({"description": meaning(code), "content": content});
    if code == 401 {
        response["headers"] =
            json!({"WWW-Authenticate": sent("How to say who asks", json!({"const": "Bearer"}))});
    }
    response
}

fn meaning(code: u16) -> &'static str {
    match code {
        401 => "No valid token",
        403 => "Not allowed",
        404 => "Not there, or not to be seen",
        409 => "Somebody else was faster, or it seems to be there already",
        412 => "The record has another version than If-Match names",
        413 => "The body is too large",
        414 => "The address is too long",
        415 => "The body is no JSON",
        422 => "Something in the request is wrong; problems say what",
        503 => "The server cannot do it now",
        _ => "Failed",
    }
}

fn json_response(description: &str, schema: Value) -> Value {
    json!({"description": description, "content": {"application/json": {"schema": schema}}})
}

/// A record, with the headers that come along.
fn record_response(description: &str, module: &Module, headers: Value) -> Value {
    let mut response = json_response(description, reference(&module.name));
    response["headers"] = headers;
    response
}

/// A header of an answer; it is always there.
fn sent(description: &str, schema: Value) -> Value {
    json!({"description": description, "required": true, "schema": schema})
}

fn etag() -> Value {
    sent("The version of the record", json!({"type": "string", "pattern": "^\"[0-9]+\"$"}))
}

fn query(name: &str, description: &str, schema: Value) -> Value {
    json!({"name": name, "in": "query", "description": description, "schema": schema})
}

fn header(name: &str, description: &str, schema: Value) -> Value {
    json!({"name": name, "in": "header", "description": description, "schema": schema})
}

fn if_match() -> Value {
    let version = json!({"type": "string", "pattern": r#"^([*]|(W/)?"?[0-9]+"?)$"#});
    header(
        "If-Match",
        "The version that the caller has seen, as in ETag; without it the present one is meant",
        version,
    )
}

fn id() -> Value {
    json!({"name": "id", "in": "path", "required": true, "schema": uuid()})
}

fn body(schema: &str) -> Value {
    json!({"required": true, "content": {"application/json": {"schema": reference(schema)}}})
}

fn told(summary: &str, schema: Value) -> Value {
    json!({"get": {"summary": summary, "responses": responses(200, json_response(summary, schema), &[])}})
}

fn limit(most: u32, usual: u32) -> Value {
    let numbers = json!({"type": "integer", "minimum": 1, "maximum": most, "default": usual});
    query("limit", "At most so many", numbers)
}

fn collection(module: &Module) -> Value {
    let parameters = [
        query("filter", "A condition: stage in (proposal, negotiation) and amount >= 1000", text()),
        query("sort", "Fields, each with a minus to go down: -amount,name", text()),
        query("fields", "The fields to answer with, separated by commas", text()),
        limit(200, 50),
        query("after", "The `next` of the page before", text()),
        query("count", "Count all that there are", json!({"enum": ["exact"]})),
    ];
    let listed = json_response("A page of records", page(reference(&listed_name(module))));
    let key = json!({"type": "string", "minLength": 1, "maxLength": 255});
    let location = json!({"type": "string", "pattern": format!("^/api/v1/{}/[0-9a-f-]{{36}}$", module.name)});
    let headers = json!({"Location": sent("Where the record is", location), "ETag": etag()});
    json!({
        "get": {
            "summary": module.label,
            "parameters": parameters,
            "responses": responses(200, listed, &[422]),
        },
        "post": {
            "summary": format!("New: {}", module.label_one),
            "parameters": [duplicates(), header("Idempotency-Key", "The same key makes nothing twice", key)],
            "requestBody": body(&new_name(module)),
            "responses": responses(201, record_response("Made", module, headers), &[403, 409, 413, 415, 422]),
        },
    })
}

fn duplicates() -> Value {
    query("duplicates", "Write it even if it seems to be there already", json!({"enum": ["allow"]}))
}

fn merge(module: &Module) -> Value {
    let others = json!({"type": "array", "items": uuid(), "minItems": 1, "maxItems": api::MOST_MERGED - 1});
    let properties = json!({"others": others, "values": reference(&input_name(module))});
    let asked = json!({
        "type": "object",
        "required": ["others"],
        "additionalProperties": false,
        "properties": properties,
    });
    let found = record_response("The record", module, json!({"ETag": etag()}));
    json!({
        "parameters": [id()],
        "post": {
            "summary": format!("Make others a part of it: {}", module.label_one),
            "requestBody": {"required": true, "content": {"application/json": {"schema": asked}}},
            "responses": responses(200, found, &[403, 404, 409, 413, 415, 422]),
        },
    })
}

fn access(module: &Module) -> Value {
    json!({
        "parameters": [id()],
        "get": {
            "summary": format!("Who may do what, and why: {}", module.label_one),
            "responses": responses(200, json_response("One entry a user", reached()), &[404]),
        },
    })
}

fn claim(module: &Module) -> Value {
    let claimed = record_response("The record, which is the caller's now", module, json!({"ETag": etag()}));
    json!({
        "parameters": [id()],
        "post": {
            "summary": format!("Claim from the pool: {}", module.label_one),
            "responses": responses(200, claimed, &[403, 404, 422]),
        },
    })
}

fn single(module: &Module) -> Value {
    let found = || record_response("The record", module, json!({"ETag": etag()}));
    let gone = json!({"description": "Deleted"});
    json!({
        "parameters": [id()],
        "get": {"summary": module.label_one, "responses": responses(200, found(), &[404])},
        "patch": {
            "summary": format!("Change: {}", module.label_one),
            "parameters": [if_match(), duplicates()],
            "requestBody": body(&input_name(module)),
            "responses": responses(200, found(), &[403, 404, 409, 412, 413, 415, 422]),
        },
        "delete": {
            "summary": format!("To the recycle bin: {}", module.label_one),
            "parameters": [if_match()],
            "responses": responses(204, gone, &[403, 404, 412, 422]),
        },
    })
}

fn search() -> Value {
    let asked = json!({"name": "q", "in": "query", "required": true, "schema": text()});
    let parameters = [asked, query("module", "Search this module only", text()), limit(100, 20)];
    json!({"get": {
        "summary": "Search over all modules",
        "parameters": parameters,
        "responses": responses(200, json_response("What was found", found()), &[404, 422]),
    }})
}
