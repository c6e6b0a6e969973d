//! To what a person consents: each purpose with what she said last, and one tap to note what she says now.

use api::{Failure, ListPage, ListQuery, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::kind::Choice;
use model::module::{CONSENTS, CREATED_BY, ERASED_AT};
use model::{Color, Field, Name, Record, Value};

use super::news::calm_news;
use super::open::Open;
use super::{Problems, sections::Part};
use crate::context::{ModuleRef, formats, module};
use crate::dialog::Modal;
use crate::field::{Draft, FormField};
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

const MODULE: Name = Name::new_static("consents");
const COLUMNS: [&str; 6] = ["purpose", "state", "source", "moment", "note", CREATED_BY];
/// What is asked of whoever notes a consent.
const ASKED: [&str; 3] = ["source", "moment", "note"];
const GIVEN: &str = "given";
const WITHDRAWN: &str = "withdrawn";
/// More than anybody ever said.
const MOST: u32 = 200;

/// What the person said, the latest first.
#[derive(Clone, Copy)]
pub struct Said(Resource<Result<ListPage, Failure>>);

/// What the person of the open record said; nothing where it is no person. To be made outside of any closure of a view.
pub fn said(open: Open) -> Option<Said> {
    let of = untrack(|| module(&open.module()))?;
    if !of.features.person || untrack(|| module(&MODULE)).is_none() {
        return None;
    }
    let query = ListQuery {
        module: MODULE,
        filter: format!("person = {}:{}", open.module(), open.id),
        sort: "-moment".into(),
        columns: COLUMNS.map(Name::new_static).into(),
        limit: MOST,
        ..ListQuery::default()
    };
    let count = Memo::new(move |_| {
        open.page.with(|page| page.related.iter().find(|one| one.module == MODULE).map_or(0, |one| one.count))
    });
    let news = calm_news(MODULE);
    Effect::new(move |before: Option<()>| {
        news.track();
        if before.is_some() {
            open.refresh();
        }
    });
    Some(Said(Resource::new(
        move || (count.get(), news.get(), open.done.get()),
        move |(count, ..)| {
            let query = query.clone();
            async move { if count == 0 { Ok(ListPage::default()) } else { calls::list(query).await } }
        },
    )))
}

/// What is about to be noted: a purpose, and whether consent is given or withdrawn.
#[derive(Clone, PartialEq)]
struct Asked {
    purpose: Choice,
    state: &'static str,
}

#[component]
pub fn Consents(open: Open, of: ModuleRef, said: Said) -> impl IntoView {
    let purposes = of.field(CONSENTS).map(|field| field.kind.choices().to_vec()).unwrap_or_default();
    let there =
        !purposes.is_empty() && open.page.with_untracked(|page| page.record.value(ERASED_AT).is_empty());
    let asked = RwSignal::new(None::<Asked>);
    let shown = RwSignal::new(false);
    there.then(move || {
        let purposes = StoredValue::new(purposes);
        let rows = move || {
            said.0.get().map(|page| {
                let records = page.unwrap_or_default().records;
                let rows = purposes.get_value().into_iter().filter_map(|purpose| {
                    let last =
                        records.iter().find(|record| record.value("purpose").as_text() == Some(&purpose.key));
                    // What is not asked for any more stands where something was said.
                    (last.is_some() || !purpose.retired)
                        .then(|| row(open, purpose, last.cloned(), asked, shown))
                });
                rows.collect_view()
            })
        };
        let title = move || {
            asked.get().map(|Asked { purpose, state }| {
                let key = if state == GIVEN { "privacy-give-of" } else { "privacy-withdraw-of" };
                t_with(key, &[("purpose", &purpose.label)])
            })
        };
        view! {
            <Part label=t("privacy-consents") expanded=true>
                <div class="consents"><Transition>{rows}</Transition></div>
            </Part>
            <Modal open=shown title=Signal::derive(move || title().unwrap_or_default())>
                {move || asked.get().map(|asked| view! { <Form open asked shown/> })}
            </Modal>
        }
    })
}

fn row(
    open: Open,
    purpose: Choice,
    last: Option<Record>,
    asked: RwSignal<Option<Asked>>,
    shown: RwSignal<bool>,
) -> impl IntoView {
    let given = last.as_ref().is_some_and(|last| last.value("state").as_text() == Some(GIVEN));
    let (key, color) = match &last {
        None => ("privacy-never-asked", Color::Grey),
        Some(_) if given => ("consents-state-given", Color::Green),
        Some(_) => ("consents-state-withdrawn", Color::Red),
    };
    let state = if given { WITHDRAWN } else { GIVEN };
    let (button, label) =
        if given { ("privacy-withdraw", "privacy-withdraw-of") } else { ("privacy-give", "privacy-give-of") };
    let may_add = untrack(|| module(&MODULE)).is_some_and(|module| module.may.create);
    let offered = may_add && (given || !purpose.retired);
    let ask = purpose.clone();
    let of = purpose.label.clone();
    view! {
        <div class="setting">
            <div>
                <b>{purpose.label.clone()}</b>
                <small>{last.map(|last| told(&last))}</small>
            </div>
            <span class="chip" data-color=color.key()>{t(key)}</span>
            {move || {
                (offered && open.takes_more()).then(|| {
                    let ask = ask.clone();
                    view! {
                        <button
                            type="button"
                            class="btn small"
                            aria-label=t_with(label, &[("purpose", &of)])
                            on:click=move |_| {
                                asked.set(Some(Asked { purpose: ask.clone(), state }));
                                shown.set(true);
                            }
                        >
                            {t(button)}
                        </button>
                    }
                })
            }}
        </div>
    }
}

/// When, by which way, and who noted it.
fn told(last: &Record) -> String {
    let formats = formats();
    let of = untrack(|| module(&MODULE));
    let text = |name: &str| {
        let field = of.as_ref().and_then(|of| of.field(name))?;
        Some(last.format(field, &formats)).filter(|text| !text.is_empty())
    };
    let by = last.value(CREATED_BY).as_link().map(|link| link.title.clone());
    let note = last.value("note").as_text().map(str::to_owned);
    let parts = [text("moment"), text("source"), by.filter(|by| !by.is_empty()), note];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[component]
fn Form(open: Open, asked: Asked, shown: RwSignal<bool>) -> impl IntoView {
    let Some(of) = untrack(|| module(&MODULE)) else { return ().into_any() };
    let draft = Draft::blank(&of);
    draft.set(&Name::new_static("person"), Value::Link(open.link()));
    draft.set(&Name::new_static("purpose"), Value::text(asked.purpose.key.as_str()));
    draft.set(&Name::new_static("state"), Value::text(asked.state));
    let fields: Vec<Field> = ASKED.iter().filter_map(|name| of.field(name).cloned()).collect();
    let inputs = fields.iter().map(|field| {
        let (id, focus) = (format!("consent-{}", field.name), field.name == "source");
        view! { <FormField id field=field.clone() draft focus/> }
    });
    let inputs = inputs.collect_view();
    let checked: Vec<Field> = ["person", "purpose", "state"]
        .iter()
        .filter_map(|name| of.field(name).cloned())
        .chain(fields)
        .collect();
    let busy = RwSignal::new(false);
    let label = asked.purpose.label.clone();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(values) = draft.check(&checked) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let label = label.clone();
        spawn_local(async move {
            match calls::create(MODULE, values).await {
                Ok(saved) => {
                    toast_undo(t_with("privacy-noted", &[("purpose", &label)]), saved.batch);
                    let _ = shown.try_set(false);
                    open.written();
                }
                Err(Failure::Invalid(problems)) => draft.show_problems(&problems),
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <form on:submit=save novalidate>
            <div class="modal-body stack">
                <Problems draft/>
                <div class="form">{inputs}</div>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| shown.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>{t("save")}</button>
            </footer>
        </form>
    }
    .into_any()
}
