//! The server that sends mails.

use api::MailSafety;
use serde_json::{Value, json};

use super::super::shapes::wrong;
use super::super::{array, instant, object, object_with, optional, text, uuid};
use super::{json_response, responses, takes};

pub fn all() -> [(String, Value); 2] {
    [("/settings/mail".to_owned(), settings()), ("/settings/mail/test".to_owned(), test())]
}

fn server() -> Value {
    object(json!({
        "host": text(),
        "port": {"type": "integer", "minimum": 1, "maximum": u16::MAX},
        "safety": {"enum": MailSafety::ALL.map(MailSafety::key)},
        "user": text(),
        "sender_name": text(),
        "sender": text(),
        "address": {"type": "string", "description": "How links in mails begin: https://crm.example.com"},
    }))
}

/// The password may be left out, or be `null`: the one that is kept stays, as long as the server is the same.
fn with_password(server: Value) -> Value {
    object_with(json!({"server": server}), json!({"password": {"type": ["string", "null"]}}))
}

fn mail() -> Value {
    let sent = object(json!({
        "id": uuid(),
        "at": instant(),
        "to": text(),
        "subject": text(),
        "progress": {"enum": ["waiting", "sent", "failed"]},
        "due": optional(instant()),
        "trouble": optional(wrong()),
    }));
    object(json!({
        "server": optional(server()),
        "has_password": {"type": "boolean"},
        "latest": array(sent),
    }))
}

fn settings() -> Value {
    let told = || json_response("The server, without its password, and the last mails", mail());
    json!({
        "get": {
            "summary": "How mails are sent; for administrators",
            "responses": responses(200, told(), &[403]),
        },
        "put": {
            "summary": "Send mails by this server, or none; for administrators",
            "requestBody": takes(with_password(optional(server()))),
            "responses": responses(200, told(), &[403, 413, 415, 422]),
        },
    })
}

fn test() -> Value {
    let answer = json_response("What the server answered", object(json!({"answer": text()})));
    json!({"post": {
        "summary": "Send a mail to the caller by this server, and keep nothing; for administrators",
        "requestBody": takes(with_password(server())),
        "responses": responses(200, answer, &[403, 413, 415, 422]),
    }})
}
