//! The same as a page that anybody can open, without anything from elsewhere.

use std::fmt::Write;

use model::Texts;

use super::file::{Happened, Person, Told};
use crate::mail::escaped;

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem}\
    h2{margin-top:2.5rem}h3{margin-bottom:.25rem}dl{display:grid;grid-template-columns:14rem 1fr;gap:.25rem 1rem}\
    dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}\
    @media(max-width:40rem){dl{grid-template-columns:1fr}}";

pub(super) fn html(person: &Person, texts: &Texts) -> String {
    let mut html = String::new();
    let title = texts.with("privacy-file-title", &[("person", &person.title)]);
    let _ = write!(
        html,
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><h1>{title}</h1><p>{}</p>",
        texts.language.code(),
        escaped(&person.exported_at),
        title = escaped(&title),
    );
    for told in &person.records {
        let _ = write!(html, "<h2>{}: {}</h2>", escaped(&told.label), escaped(&told.title));
        list(&mut html, &told.texts);
        history(&mut html, &told.history, texts);
    }
    section(&mut html, &texts.get("privacy-file-about"), &person.about);
    section(&mut html, &texts.get("privacy-file-linked"), &person.linked);
    let mails =
        person.mails.iter().map(|mail| (mail.at.clone(), format!("{} · {}", mail.recipient, mail.subject)));
    let mails: Vec<(String, String)> = mails.collect();
    if !mails.is_empty() {
        let _ = write!(html, "<h2>{}</h2>", escaped(&texts.get("privacy-file-mails")));
        list(&mut html, &mails);
    }
    if !person.files.is_empty() {
        let _ = write!(html, "<h2>{}</h2><ul>", escaped(&texts.get("privacy-file-files")));
        for file in &person.files {
            let _ = write!(html, "<li><a href=\"{0}\">{0}</a></li>", escaped(file));
        }
        html.push_str("</ul>");
    }
    html.push_str("</body></html>\n");
    html
}

fn section(html: &mut String, title: &str, all: &[Told]) {
    if all.is_empty() {
        return;
    }
    let _ = write!(html, "<h2>{}</h2>", escaped(title));
    for told in all {
        let _ = write!(html, "<h3>{}: {}</h3>", escaped(&told.label), escaped(&told.title));
        list(html, &told.texts);
    }
}

fn history(html: &mut String, history: &[Happened], texts: &Texts) {
    if history.is_empty() {
        return;
    }
    let _ = write!(html, "<h3>{}</h3>", escaped(&texts.get("privacy-file-history")));
    let line = |one: &Happened| {
        let what = texts.get(&format!("change-{}", one.what));
        let fields =
            one.fields.iter().map(|field| format!("{}: {} → {}", field.field, field.before, field.after));
        let lines: Vec<String> = std::iter::once(format!("{} {what}", one.by)).chain(fields).collect();
        (one.at.clone(), lines.join("\n"))
    };
    let lines: Vec<(String, String)> = history.iter().map(line).collect();
    list(html, &lines);
}

fn list(html: &mut String, entries: &[(String, String)]) {
    if entries.is_empty() {
        return;
    }
    html.push_str("<dl>");
    for (term, text) in entries {
        let _ = write!(html, "<dt>{}</dt><dd>{}</dd>", escaped(term), escaped(text));
    }
    html.push_str("</dl>");
}
