//! Markdown as HTML that can do no harm: no scripts, no styles, no pictures from elsewhere. Mentions become links.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use model::Id;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// What may stand in the result; everything else is taken out.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    const TAGS: [&str; 25] = [
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "ul",
    ];
    let mut cleaner = Builder::empty();
    cleaner
        .tags(TAGS.into_iter().chain(["thead", "tr"]).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .allowed_classes(HashMap::from([("a", HashSet::from(["mention"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

pub(crate) fn to_html(text: &str) -> String {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let events = mentions(Parser::new_ext(text, options).map(lines_stay));
    let mut made = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut made, events.into_iter());
    CLEANER.clean(&made).to_string()
}

/// People who write comments mean the line breaks that they type, and no markup.
fn lines_stay(event: Event<'_>) -> Event<'_> {
    match event {
        Event::SoftBreak => Event::HardBreak,
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        event => event,
    }
}

/// `@[name](id)` arrives as a text that ends in `@`, followed by a link to `id`.
fn mentions<'t>(events: impl Iterator<Item = Event<'t>>) -> Vec<Event<'t>> {
    let mut made: Vec<Event<'t>> = Vec::new();
    let mut inside = false;
    for event in events {
        match event {
            Event::Start(Tag::Link { dest_url, .. })
                if follows_at(&made) && Id::from_str(&dest_url).is_ok() =>
            {
                drop_at(&mut made);
                made.push(Event::InlineHtml(CowStr::from(format!(
                    "<a class=\"mention\" href=\"/m/users/{}\">@",
                    Id::from_str(&dest_url).map(|id| id.to_string()).unwrap_or_default()
                ))));
                inside = true;
            }
            Event::End(TagEnd::Link) if inside => {
                made.push(Event::InlineHtml(CowStr::from("</a>")));
                inside = false;
            }
            event => made.push(event),
        }
    }
    made
}

fn follows_at(made: &[Event<'_>]) -> bool {
    matches!(made.last(), Some(Event::Text(text)) if text.ends_with('@'))
}

fn drop_at(made: &mut Vec<Event<'_>>) {
    if let Some(Event::Text(text)) = made.pop() {
        made.push(Event::Text(CowStr::from(text[..text.len() - 1].to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_markup() {
        assert_eq!(
            to_html("**bold**\nand *not*").trim(),
            "<p><strong>bold</strong><br>\nand <em>not</em></p>"
        );
        let link = to_html("[us](https://example.com)");
        assert!(link.contains("href=\"https://example.com\"") && link.contains("noopener"), "{link}");
    }

    #[test]
    fn mentions_lead_to_the_colleague() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let html = to_html(&format!("Ask @[Kim 민수]({id}) please"));
        assert!(html.contains("class=\"mention\""), "{html}");
        assert!(html.contains(&format!("href=\"/m/users/{id}\"")), "{html}");
        assert!(html.contains(">@Kim 민수</a> please"), "{html}");
    }

    #[test]
    fn nothing_that_acts_comes_through() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "![x](https://evil.example/pixel.png)",
            "<a href=\"data:text/html,x\" onclick=\"x\">x</a>",
            "@[<svg onload=alert(1)>](01890a5d-ac96-774b-bcce-b302099a8057)",
            "<style>*{display:none}</style>",
        ] {
            let html = to_html(text);
            let tags = html.split('<').skip(1).filter_map(|tag| tag.split('>').next());
            for tag in tags.map(|tag| tag.to_lowercase()) {
                let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
                assert!(["p", "a", "pre", "code"].contains(&name), "{text} → {html}");
                assert!(
                    !tag.contains(" on") && !tag.contains("javascript:") && !tag.contains("data:"),
                    "{html}"
                );
            }
        }
    }
}
