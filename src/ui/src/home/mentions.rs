//! Where colleagues mentioned me in their comments of late, the latest first. Not there before somebody does.

use api::ListQuery;
use leptos::prelude::*;
use model::module::{CREATED_AT, CREATED_BY};
use model::{Id, Name, Record, Value};

use crate::context::{me, module};
use crate::icon::Icon;
use crate::record::without_ids;
use crate::texts::t;
use crate::time::Time;

use super::panel::{Panel, short, with_fields};

const MODULE: Name = Name::new_static("comments");
const BODY: &str = "body";
const ABOUT: &str = "about";
/// As many characters of a comment as fit in a line of the widest screen.
const BEGINNING: usize = 200;

#[component]
pub fn Mentions() -> impl IntoView {
    untrack(|| with_fields(&MODULE, &[BODY, ABOUT]).and(me())).map(|me| view! { <Latest me=me.id/> })
}

#[component]
fn Latest(me: Id) -> impl IntoView {
    let mentions = short(ListQuery {
        module: MODULE,
        // What is older is no news; and ids are made of pairs of letters that every mention has, so that the search
        // index alone would leave too much to look through.
        filter: format!("{CREATED_AT} >= today - 30d and {BODY} contains \"]({me})\""),
        sort: format!("-{CREATED_AT}"),
        columns: [BODY, ABOUT, CREATED_AT, CREATED_BY].map(Name::new_static).into(),
        limit: 5,
        ..ListQuery::default()
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                // A list that cannot be read has a page of its own to say why.
                let records = mentions.await.map(|page| page.records).unwrap_or_default();
                (!records.is_empty()).then(|| {
                    view! {
                        <Panel title="home-mentions" href="" wide=true>
                            <table class="table"><tbody>{records.iter().map(row).collect_view()}</tbody></table>
                        </Panel>
                    }
                })
            })}
        </Transition>
    }
}

fn row(comment: &Record) -> impl IntoView + use<> {
    let about = comment.value(ABOUT).as_link().map(|link| {
        let icon = untrack(|| module(&link.module)).map(|module| module.icon.to_string()).unwrap_or_default();
        view! {
            <a href=format!("/m/{}/{}", link.module, link.id)>
                <span class="who"><Icon name=icon/><span>{link.title.clone()}</span></span>
            </a>
        }
    });
    let by = comment.value(CREATED_BY).as_link().map(|link| link.title.clone());
    let at = if let Value::Instant(at) = comment.value(CREATED_AT) { Some(*at) } else { None };
    view! {
        <tr>
            <td class="whole">
                {about}
                <small><b>{by.unwrap_or_else(|| t("record-system"))}</b>" "{beginning(comment)}</small>
            </td>
            <td class="number muted">{at.map(|at| view! { <Time at/> })}</td>
        </tr>
    }
}

/// The comment as it was typed, in one line.
fn beginning(comment: &Record) -> String {
    let (text, _) = without_ids(comment.value(BODY).as_text().unwrap_or_default());
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(BEGINNING).collect()
}
