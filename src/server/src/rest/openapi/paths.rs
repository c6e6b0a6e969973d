//! The addresses, what may be asked of them, and what each may answer.

mod database;
mod documents;
mod mail;
mod numbering;
mod sign_ins;

use api::model::{Field, Language, Module};
use serde_json::{Map, Value, json};

use super::super::USERS;
use super::records::{input_name, listed_name, new_name};
use super::shapes::{
    access as reached, acted, alike, audited, document, done, found, page, schema, shape_changes, shape_file,
    watched,
};
use super::{count, object, object_with, optional, reference, text, uuid};

pub fn all(modules: &[Module]) -> Map<String, Value> {
    let parts = modules.iter().filter(|module| module.part_of().is_some());
    let parts = parts.map(|module| (format!("/{}", module.name), json!({"get": list(module)})));
    let of_modules = modules.iter().filter(|module| module.part_of().is_none()).flat_map(|module| {
        [
            (format!("/{}", module.name), collection(module)),
            (format!("/{}/{{id}}", module.name), single(module)),
            (format!("/{}/{{id}}/access", module.name), access(module)),
            (format!("/{}/{{id}}/restore", module.name), restore(module)),
        ]
        .into_iter()
        .chain(module.merges().then(|| (format!("/{}/{{id}}/merge", module.name), merge(module))))
    });
    let claims = modules.iter().filter(|module| module.may.claim);
    let claims = claims.map(|module| (format!("/{}/{{id}}/claim", module.name), claim(module)));
    let converts = modules.iter().filter(|module| module.features.convert);
    let converts =
        converts.map(|module| (format!("/{}/{{id}}/convert", module.name), convert(modules, module)));
    let offered = modules.iter().filter(|module| module.features.document).flat_map(|module| {
        [
            (format!("/{}/{{id}}/approval", module.name), documents::approval(module)),
            (format!("/{}/{{id}}/pdf", module.name), documents::pdf(module)),
            (format!("/{}/{{id}}/revise", module.name), documents::revise(module)),
        ]
    });
    let is_whole = |module: &&Module| module.part_of().is_none();
    let lists = modules.iter().filter(is_whole).filter(|module| module.fields.iter().any(has_list));
    let lists = lists.map(|module| (format!("/{}/replace-value", module.name), replace_value(module)));
    let leaves = modules.iter().filter(|module| module.name == USERS);
    let leaves = leaves.flat_map(|module| {
        [
            (format!("/{}/{{id}}/hand-over", module.name), hand_over()),
            (format!("/{}/{{id}}/sign-ins", module.name), sign_ins::list()),
            (format!("/{}/{{id}}/sign-ins/{{sign_in}}", module.name), sign_ins::one()),
        ]
    });
    let numbers = modules.iter().filter(|module| numbering::numbers(module));
    let numbers =
        numbers.map(|module| (format!("/{}/numbering/{{field}}", module.name), numbering::numbering(module)));
    let groups = modules.iter().filter(|module| finds_alike(module));
    let groups = groups.map(|module| (format!("/{}/duplicates", module.name), duplicates_of(module)));
    let bins = modules.iter().filter(|module| module.is_governed());
    let bins = bins.map(|module| (format!("/{}/{{id}}/remove", module.name), remove(module)));
    let persons = modules.iter().filter(|module| module.features.person).flat_map(|module| {
        [
            (format!("/{}/{{id}}/personal-data", module.name), personal_data(module)),
            (format!("/{}/{{id}}/erase", module.name), erase(module)),
            (format!("/{}/{{id}}/seen", module.name), seen(module)),
        ]
    });
    let others = [
        ("/search".to_owned(), search()),
        ("/actions".to_owned(), actions()),
        ("/actions/{id}/undo".to_owned(), undo()),
        ("/audit".to_owned(), audit()),
        ("/invitations".to_owned(), invitations()),
        ("/hand-overs/{id}".to_owned(), handed_over()),
        ("/shape".to_owned(), shape()),
        ("/schema".to_owned(), told("The modules and their fields", schema())),
        ("/openapi.json".to_owned(), told("This description", document())),
    ];
    let some = claims.chain(converts).chain(lists).chain(leaves).chain(persons);
    let some = some.chain(offered).chain(numbers).chain(groups).chain(bins);
    parts.chain(of_modules).chain(some).chain(others).chain(database::all()).chain(mail::all()).collect()
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

fn day() -> Value {
    json!({"type": "string", "format": "date"})
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
    takes(reference(schema))
}

fn takes(schema: Value) -> Value {
    json!({"required": true, "content": {"application/json": {"schema": schema}}})
}

fn told(summary: &str, schema: Value) -> Value {
    json!({"get": {"summary": summary, "responses": responses(200, json_response(summary, schema), &[])}})
}

fn limit(most: u32, usual: u32) -> Value {
    let numbers = json!({"type": "integer", "minimum": 1, "maximum": most, "default": usual});
    query("limit", "At most so many", numbers)
}

fn list(module: &Module) -> Value {
    let parameters = [
        query("filter", "A condition: stage in (proposal, negotiation) and amount >= 1000", text()),
        query("sort", "Fields, each with a minus to go down: -amount,name", text()),
        query("fields", "The fields to answer with, separated by commas", text()),
        limit(200, 50),
        query("after", "The `next` of the page before", text()),
        query("count", "Count all that there are; not of the recycle bin", json!({"enum": ["exact"]})),
        query("deleted", "What lies in the recycle bin", json!({"type": "boolean", "default": false})),
    ];
    let listed = json_response("A page of records", page(reference(&listed_name(module))));
    json!({
        "summary": module.label,
        "parameters": parameters,
        "responses": responses(200, listed, &[422]),
    })
}

fn collection(module: &Module) -> Value {
    let key = json!({"type": "string", "minLength": 1, "maxLength": 255});
    json!({
        "get": list(module),
        "post": {
            "summary": format!("New: {}", module.label_one),
            "parameters": [duplicates(), header("Idempotency-Key", "The same key makes nothing twice", key)],
            "requestBody": body(&new_name(module)),
            "responses": responses(201, created(module), &[403, 409, 413, 415, 422]),
        },
    })
}

/// The record that was made.
fn created(module: &Module) -> Value {
    let location = json!({"type": "string", "pattern": format!("^/api/v1/{}/[0-9a-f-]{{36}}$", module.name)});
    let headers = json!({"Location": sent("Where the record is", location), "ETag": etag()});
    record_response("Made", module, headers)
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
            "requestBody": takes(asked),
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

fn restore(module: &Module) -> Value {
    let restored = record_response("The record", module, json!({"ETag": etag()}));
    json!({
        "parameters": [id()],
        "post": {
            "summary": format!("Out of the recycle bin: {}", module.label_one),
            "responses": responses(200, restored, &[403, 404]),
        },
    })
}

fn remove(module: &Module) -> Value {
    json!({
        "parameters": [id()],
        "post": {
            "summary": format!("Out of the recycle bin for good; for administrators: {}", module.label_one),
            "responses": responses(204, json!({"description": "Removed"}), &[403, 404]),
        },
    })
}

/// Who may make one of several records, which is not refused then.
fn finds_alike(module: &Module) -> bool {
    module.merges() && module.may.edit && module.may.delete
}

fn duplicates_of(module: &Module) -> Value {
    let parameters = [
        query("rule", "What the rule is called; without it the first one is meant", text()),
        query("after", "The `next` of the page before", uuid()),
    ];
    let found = json_response("Groups of records that are the same", alike(reference(&module.name)));
    json!({"get": {
        "summary": format!("Duplicates: {}", module.label),
        "parameters": parameters,
        "responses": responses(200, found, &[404, 422]),
    }})
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

/// Each part as the lead says, unless something else is said.
fn convert(modules: &[Module], module: &Module) -> Value {
    let said = |name: &str| {
        let part = modules.iter().find(|module| module.name == name);
        part.map_or_else(|| json!({"type": "object"}), |module| reference(&input_name(module)))
    };
    let asked = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "use_account": uuid(),
            "use_contact": uuid(),
            "account": said("accounts"),
            "contact": said("contacts"),
            "opportunity": optional(said("opportunities")),
        },
    });
    let deal = optional(uuid());
    let made = object(json!({"account": uuid(), "contact": uuid(), "opportunity": deal, "action": uuid()}));
    json!({
        "parameters": [id()],
        "post": {
            "summary": format!("Convert: {}", module.label_one),
            "requestBody": takes(asked),
            "responses": responses(200, json_response("What was made or used", made), &[403, 404, 413, 415, 422]),
        },
    })
}

fn has_list(field: &Field) -> bool {
    field.editable() && !field.hidden && !field.kind.choices().is_empty()
}

fn replace_value(module: &Module) -> Value {
    let fields: Vec<&str> =
        module.fields.iter().filter(|field| has_list(field)).map(|field| field.name.as_str()).collect();
    let asked = object(json!({"field": {"enum": fields}, "from": text(), "to": text()}));
    json!({"post": {
        "summary": format!("Put another value in the place of one, everywhere; for administrators: {}", module.label),
        "requestBody": takes(asked),
        "responses": responses(200, json_response("What was changed", acted()), &[403, 404, 413, 415, 422]),
    }})
}

fn invitations() -> Value {
    let languages = Language::ALL.map(Language::code);
    let asked = object_with(
        json!({"name": text(), "email": text(), "role": uuid()}),
        json!({"team": optional(uuid()), "department": optional(uuid()), "language": {"enum": languages}}),
    );
    let link = json!({
        "type": ["string", "null"],
        "description": "Where she chooses a password, without the site; null where a mail goes to her",
    });
    let invited = json_response("Who was invited", object(json!({"user": uuid(), "link": link})));
    json!({"post": {
        "summary": "Make a user who chooses a password herself; for administrators",
        "requestBody": takes(asked),
        "responses": responses(201, invited, &[403, 413, 415, 422]),
    }})
}

fn hand_over() -> Value {
    let users = object(json!({"users": {"type": "array", "items": uuid(), "minItems": 1}}));
    let receiver = json!({"oneOf": [{"const": "pool"}, users]});
    let asked = object(json!({
        "modules": {"type": "object", "additionalProperties": receiver},
        "deactivate": {"type": "boolean"},
    }));
    json!({
        "parameters": [id()],
        "post": {
            "summary": "Hand over what a user owns, evenly where several take it; for administrators",
            "requestBody": takes(asked),
            "responses": responses(202, json_response("The job", object(json!({"id": uuid()}))), &[403, 404, 413, 415, 422]),
        },
    })
}

fn handed_over() -> Value {
    let state = object(json!({
        "stage": {"enum": ["running", "finished", "stopped", "failed"]},
        "total": count(),
        "done": count(),
        "skipped": count(),
        "action": optional(uuid()),
    }));
    json!({
        "parameters": [id()],
        "get": {
            "summary": "How far a hand-over is; for administrators",
            "responses": responses(200, json_response("Its state", state), &[403, 404]),
        },
    })
}

fn shape() -> Value {
    let dry = query("dry", "Change nothing, and say what would change", json!({"type": "boolean"}));
    let told = json!({"oneOf": [shape_changes(), acted()]});
    json!({
        "get": {
            "summary": "Own modules, fields and layouts as a file; for administrators",
            "responses": responses(200, json_response("The file", shape_file()), &[403]),
        },
        "post": {
            "summary": "Take up such a file; for administrators",
            "parameters": [dry],
            "requestBody": takes(shape_file()),
            "responses": responses(200, json_response("What was changed, or would be", told), &[403, 413, 415, 422]),
        },
    })
}

fn personal_data(module: &Module) -> Value {
    let archive = json!({
        "description": "An archive with a page to read, the same as JSON, and the files",
        "content": {"application/zip": {}},
    });
    json!({
        "parameters": [id()],
        "get": {
            "summary": format!("All that is kept of a person: {}", module.label_one),
            "responses": responses(200, archive, &[403, 404]),
        },
    })
}

fn seen(module: &Module) -> Value {
    json!({
        "parameters": [id()],
        "get": {
            "summary": format!("Who saw a person; for administrators: {}", module.label_one),
            "responses": responses(200, json_response("The latest first", watched()), &[403, 404]),
        },
    })
}

fn erase(module: &Module) -> Value {
    let confirm = json!({"type": "string", "description": "The title of the record"});
    let reason = json!({"type": "string", "maxLength": api::LONGEST_REASON});
    let asked = json!({
        "type": "object",
        "required": ["confirm"],
        "additionalProperties": false,
        "properties": {"confirm": confirm, "reason": reason},
    });
    let count = json!({"type": "integer", "minimum": 1});
    let told = json!({
        "type": "object",
        "required": ["number", "title", "records"],
        "additionalProperties": false,
        "properties": {"number": count, "title": text(), "records": count},
    });
    json!({
        "parameters": [id()],
        "post": {
            "summary": format!("Erase a person for good: {}", module.label_one),
            "requestBody": takes(asked),
            "responses": responses(200, json_response("By which the register names her", told), &[403, 404, 413, 415, 422]),
        },
    })
}

fn single(module: &Module) -> Value {
    let found = || record_response("The record", module, json!({"ETag": etag()}));
    let gone = json!({"description": "Deleted"});
    let as_of = query(
        "as_of",
        "As it was at an instant or at the end of a day: 2026-11-20, 2026-11-20T09:30:00Z",
        text(),
    );
    json!({
        "parameters": [id()],
        "get": {
            "summary": module.label_one,
            "parameters": [as_of],
            "responses": responses(200, found(), &[404, 422]),
        },
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

fn actions() -> Value {
    let parameters = [
        query("everybody", "Not the caller's own alone; for administrators", json!({"type": "boolean"})),
        query("after", "The `next` of the page before", uuid()),
    ];
    let done = json_response("What was done, latest first", done());
    json!({"get": {
        "summary": "What was done",
        "parameters": parameters,
        "responses": responses(200, done, &[403, 404, 422]),
    }})
}

fn undo() -> Value {
    let undone = json_response("What was taken back", acted());
    json!({
        "parameters": [id()],
        "post": {"summary": "Take an action back", "responses": responses(200, undone, &[403, 404, 422])},
    })
}

fn audit() -> Value {
    let narrows = [
        ("by", "Done by this user", uuid()),
        ("module", "In this module; `-` for what belongs to none, such as signing in", text()),
        ("record", "To this record; of events, about this user", uuid()),
        ("action", "Of this kind, such as `updated` or `signed_in`", text()),
        ("text", "With this text in a value", text()),
        ("from", "From this day on", day()),
        ("until", "Until this day", day()),
        ("after", "The `next` of the page before", text()),
    ];
    let mut parameters: Vec<Value> =
        narrows.into_iter().map(|(name, about, schema)| query(name, about, schema)).collect();
    parameters.push(limit(200, 50));
    json!({"get": {
        "summary": "What happened, the newest first; for administrators",
        "parameters": parameters,
        "responses": responses(200, json_response("A page of the log", audited()), &[403, 422]),
    }})
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
