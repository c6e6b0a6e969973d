//! A record as it was at a moment, for reading, with what is different now.

use api::{Failure, PastRecord, calls};
use leptos::prelude::*;
use model::module::{CREATED_AT, OWNER, TAGS};
use model::{Field, Id, Instant, Kind, Name, Record};

use super::sections::{Part, facts};
use crate::context::{ModuleRef, formats, module as find_module};
use crate::failed::Failed;
use crate::field::{self, Avatar};
use crate::icon::Icon;
use crate::query::{encode, go};
use crate::texts::{failure_text, t, t_with};
use crate::title::PageTitle;

/// Where a record's page takes the moment from.
pub const ON: &str = "on";

/// The address of the record as it was at a moment.
pub fn address(module: &str, id: Id, at: Instant) -> String {
    format!("/m/{module}/{id}?{ON}={}", encode(&at.to_rfc3339()))
}

#[component]
pub fn Past(module: Name, id: Id, on: String) -> impl IntoView {
    let name = module.clone();
    let past = Resource::new(|| (), move |()| calls::record_as_of(name.clone(), id, on.clone()));
    view! {
        <Suspense fallback=|| view! { <p class="skeleton"></p> }>
            {move || {
                let module = module.clone();
                Suspend::new(async move {
                    match past.await {
                        Ok(past) => drawn(&module, past),
                        Err(Failure::Invalid(problems)) => {
                            view! { <NotThen module id failure=Failure::Invalid(problems)/> }.into_any()
                        }
                        Err(failure) => view! { <Failed failure page=true/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

fn drawn(name: &Name, past: PastRecord) -> AnyView {
    let name = name.clone();
    (move || find_module(&name).map(|module| view! { <Whole module past=past.clone()/> })).into_any()
}

/// At that moment it was not there, or the moment is none.
#[component]
fn NotThen(module: Name, id: Id, failure: Failure) -> impl IntoView {
    view! {
        <PageTitle title=Signal::derive(|| t("past-title"))/>
        <div class="empty" role="alert">
            <Icon name="history"/>
            <h1>{move || t("past-title")}</h1>
            <p>{move || failure_text(&failure)}</p>
            <div class="btn-row">
                <a class="btn" href=format!("/m/{module}/{id}")>{move || t("past-back")}</a>
            </div>
        </div>
    }
}

#[component]
fn Whole(module: ModuleRef, past: PastRecord) -> impl IntoView {
    let title = past.then.title.clone();
    let now = format!("/m/{}/{}", module.name, past.now.id);
    let shown = title.clone();
    let sections = module.sections.iter().filter_map(|section| {
        let fields = facts(&module, &section.fields);
        part(section.label.clone(), fields, &past)
    });
    let common = [OWNER, TAGS].into_iter().filter_map(|name| module.field(name)).cloned().collect();
    view! {
        <PageTitle title=Signal::derive(move || format!("{shown} · {}", t("past-title")))/>
        <article class="record">
            <header class="record-head">
                <Avatar title=title.clone() id=past.now.id look="large square"/>
                <div class="record-title"><h1>{title}</h1><p class="subtitle">{t("past-title")}</p></div>
                <div class="actions">
                    <a class="btn primary" href=now><Icon name="undo-2"/><span>{t("past-back")}</span></a>
                </div>
            </header>
            <div class="record-main">
                <Moment module=module.name.clone() past=past.clone()/>
                {sections.collect_view()}
                {part(t("record-details"), common, &past)}
            </div>
        </article>
    }
}

/// When that was, who had changed it last, and the ways to other moments.
#[component]
fn Moment(module: Name, past: PastRecord) -> impl IntoView {
    let formats = formats();
    let id = past.now.id;
    let said = t_with("past-on", &[("date", &formats.instant(past.at))]);
    let by = past.last.as_ref().map(|(at, by)| {
        let user = by.as_ref().map_or_else(|| t("record-system"), |user| user.title.clone());
        t_with("past-last", &[("date", &formats.instant(*at)), ("user", &user)])
    });
    let made = past.then.value(CREATED_AT).clone();
    let earlier = past.last.map(|(at, _)| at).filter(|at| model::Value::Instant(*at) != made);
    let earlier = earlier.map(|at| address(&module, id, at - chrono::Duration::milliseconds(1)));
    let later = past.next.map(|at| address(&module, id, at));
    let zone = formats.zone.clone();
    let local = formats.zone.local(past.at).format("%Y-%m-%dT%H:%M").to_string();
    let choose = move |event| {
        let typed = event_target_value(&event);
        if let Ok(moment) = chrono::NaiveDateTime::parse_from_str(&typed, "%Y-%m-%dT%H:%M") {
            go(&address(&module, id, zone.instant(moment)));
        }
    };
    view! {
        <div class="banner">
            <Icon name="history"/>
            <p>{said} " " {by} " " {past.deleted.then(|| t("past-deleted"))}</p>
        </div>
        <div class="past-ways">
            {step(earlier, "chevron-left", "past-earlier")}
            <label class="sr-only" for="past-moment">{t("past-moment")}</label>
            <input class="input" id="past-moment" type="datetime-local" value=local on:change=choose/>
            {step(later, "chevron-right", "past-later")}
        </div>
    }
}

fn step(to: Option<String>, icon: &'static str, key: &'static str) -> impl IntoView {
    let none = to.is_none().then_some("true");
    view! {
        <a class="btn icon" role="link" href=to aria-disabled=none aria-label=t(key) title=t(key)>
            <Icon name=icon/>
        </a>
    }
}

/// The fields of a section that held something or do now.
fn part(label: String, fields: Vec<Field>, past: &PastRecord) -> Option<impl IntoView + use<>> {
    let said: Vec<_> = fields.iter().filter_map(|field| fact(field, past)).collect();
    (!said.is_empty()).then(|| {
        view! { <Part label expanded=true><dl class="fields">{said}</dl></Part> }
    })
}

fn fact(field: &Field, past: &PastRecord) -> Option<impl IntoView + use<>> {
    let (then, now) = (held(field, &past.then), held(field, &past.now));
    if then.is_none() && now.is_none() {
        return None;
    }
    let differs = then != now;
    let wide = matches!(field.kind, Kind::LongText(_));
    let value = then.map_or_else(
        || view! { <span class="none">{t("empty-value")}</span> }.into_any(),
        |_| field::show(field, &past.then, &formats()),
    );
    let since = differs.then(|| {
        let now = now.unwrap_or_else(|| t("empty-value"));
        view! { <small class="muted">{t_with("past-now", &[("detail", &now)])}</small> }
    });
    Some(view! {
        <div class="fact" class:wide=wide class:differs=differs>
            <dt>{field.label.clone()}</dt>
            <dd>{value} {since}</dd>
        </div>
    })
}

/// What a person reads in the field; nothing where it is empty.
fn held(field: &Field, record: &Record) -> Option<String> {
    Some(record.format(field, &formats())).filter(|text| !text.is_empty())
}
