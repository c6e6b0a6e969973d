//! What a mail says: a few sentences and perhaps a link, as plain text and as simple HTML, in its reader's language.

use api::{MailServer, Me};
use lettre::Message;
use lettre::message::MultiPart;
use lettre::message::header::{HeaderName, HeaderValue};
use model::{Id, Language, Texts};
use serde::{Deserialize, Serialize};

use super::mailbox;
use crate::Engine;
use crate::error::{Error, Result};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Letter {
    pub(crate) to: String,
    to_name: String,
    pub(crate) subject: String,
    text: String,
    html: String,
}

/// What it says, from which text and HTML are made.
struct Words {
    greeting: String,
    body: String,
    /// What the link is called, and where it leads.
    link: Option<(String, String)>,
    note: String,
    footer: String,
}

impl Letter {
    /// By the texts `mail-KIND-…`; `link` is where its button leads.
    pub(crate) fn new(
        engine: &Engine,
        kind: &str,
        language: Language,
        (name, to): (&str, &str),
        by: &str,
        link: Option<String>,
    ) -> Letter {
        let (texts, company) = (engine.texts(language), engine.company().name);
        let say = |part: &str| {
            let key = format!("mail-{kind}-{part}");
            texts.find(&key, &[("company", &company), ("person", &by)]).unwrap_or_default()
        };
        let words = Words {
            greeting: texts.with("mail-greeting", &[("name", &name)]),
            body: say("body"),
            link: link.map(|link| (say("link"), link)),
            note: say("note"),
            footer: texts.with("mail-footer", &[("company", &company)]),
        };
        Letter {
            to: to.to_owned(),
            to_name: name.to_owned(),
            subject: one_line(&say("subject")),
            text: words.text(),
            html: words.html(&texts),
        }
    }

    /// As it is handed to the server. Sent twice, it has the same identity twice, so that nobody reads it twice.
    pub(crate) fn message(&self, server: &MailServer, id: Id) -> Result<Message> {
        let from = mailbox(&server.sender_name, &server.sender, "sender")?;
        let domain = from.email.domain().to_owned();
        let automatic =
            HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        let message = Message::builder()
            .from(from)
            .to(mailbox(&self.to_name, &self.to, "email")?)
            .subject(&self.subject)
            .message_id(Some(format!("<{id}@{domain}>")))
            .raw_header(automatic)
            .multipart(MultiPart::alternative_plain_html(self.text.clone(), self.html.clone()));
        message.map_err(|error| Error::Letter(error.to_string()))
    }
}

/// The mail with which a server is tried.
pub(super) fn test(engine: &Engine, to: &Me, language: Language) -> Letter {
    Letter::new(engine, "test", language, (&to.name, &to.email), &to.name, None)
}

impl Words {
    fn text(&self) -> String {
        let link = self.link.as_ref().map(|(label, link)| format!("{label}:\n{link}"));
        let parts = [Some(self.greeting.clone()), Some(self.body.clone()), link, Some(self.note.clone())];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        format!("{}\n\n-- \n{}\n", parts.join("\n\n"), self.footer)
    }

    fn html(&self, texts: &Texts) -> String {
        let paragraph = |text: &str| match text {
            "" => String::new(),
            text => format!("<p>{}</p>\n", escaped(text).replace('\n', "<br>")),
        };
        let link = self.link.as_ref().map(|(label, link)| {
            let (label, link) = (escaped(label), escaped(link));
            format!(
                "<p><a href=\"{link}\" style=\"display:inline-block;padding:10px 18px;border-radius:6px;\
                 background:#1f5fbf;color:#ffffff;text-decoration:none;font-weight:600\">{label}</a></p>\n\
                 <p style=\"font-size:13px;color:#555555;word-break:break-all\">{link}</p>\n"
            )
        });
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<body style=\"margin:0;padding:24px;\
             font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a\">\n\
             {}{}{}{}<p style=\"font-size:13px;color:#555555\">{}</p>\n</body>\n</html>\n",
            texts.language.code(),
            paragraph(&self.greeting),
            paragraph(&self.body),
            link.unwrap_or_default(),
            paragraph(&self.note),
            escaped(&self.footer),
        )
    }
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A header is one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_becomes_markup() {
        let words = Words {
            greeting: "Hello <b>Eve</b> & \"Co\"".into(),
            body: "One\ntwo".into(),
            link: Some(("Open".into(), "https://crm.example.com/a?b&c".into())),
            note: String::new(),
            footer: "Sent".into(),
        };
        let html = words.html(&Texts::new(Language::Korean, []));
        assert!(
            html.contains("Hello &lt;b&gt;Eve&lt;/b&gt; &amp; &quot;Co&quot;")
                && html.contains("lang=\"ko\"")
        );
        assert!(html.contains("One<br>two") && html.contains("href=\"https://crm.example.com/a?b&amp;c\""));
        assert_eq!(
            words.text(),
            "Hello <b>Eve</b> & \"Co\"\n\nOne\ntwo\n\nOpen:\nhttps://crm.example.com/a?b&c\n\n-- \nSent\n"
        );
        assert_eq!(one_line("a\r\nBcc: b"), "a Bcc: b");
    }
}
