//! What a quote's page says besides: whether somebody has to approve it, and what is new in a revision.

use api::{Approval, Failure, Saved, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::document::{LINES, LineChange, TOTAL, differences, line};
use model::kind::Show as Written;
use model::{Field, Link, Module, Name, Record, Row, Value};

use super::open::Open;
use crate::context::{ModuleRef, formats};
use crate::dialog::Modal;
use crate::field::{self, Draft, FormField};
use crate::icon::Icon;
use crate::lines::why;
use crate::query::go;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

const APPROVAL: &str = "approval";
const NOTE: &str = "approval_note";
const BY: &str = "approved_by";
const STAGE: &str = "stage";
const BEGIN: &str = "in_quotation";
const REVISION_OF: &str = "revision_of";

/// Whether records of `module` are approved before they are sent.
pub fn is_approved(module: &Module) -> bool {
    module.features.document && module.field(APPROVAL).is_some()
}

/// Whether something else can be offered instead of `record`.
pub fn may_revise(module: &Module, record: &Record) -> bool {
    let stage = record.value(STAGE).as_text().unwrap_or_default();
    let given = module
        .stage_field()
        .is_some_and(|field| field.kind.choices().iter().any(|choice| choice.key == stage && choice.given));
    is_approved(module) && module.may.create && module.stage_locks(stage) && !given
}

/// Makes the revision and goes to it.
pub fn revise(open: Open) {
    let Link { module, id, .. } = open.link();
    spawn_local(async move {
        match calls::revise(module.clone(), id).await {
            Ok(Saved { record, batch }) => {
                toast_undo(t_with("record-created", &[("record", &record.title)]), batch);
                go(&format!("/m/{module}/{}", record.id));
            }
            Err(failure) => toast_failure(&failure),
        }
    });
}

#[component]
pub fn ApprovalBanner(open: Open) -> impl IntoView {
    let known = RwSignal::new(None::<Approval>);
    let text = move |name: &str| {
        open.page.with(|page| page.record.value(name).as_text().unwrap_or_default().to_owned())
    };
    let begins = Memo::new(move |_| text(STAGE) == BEGIN && open.page.with(|page| !page.deleted));
    Effect::new(move |_| {
        open.page.track();
        if !begins.get() {
            return known.set(None);
        }
        let module = open.module();
        spawn_local(async move {
            let answer: Result<Approval, Failure> = calls::approval(module, open.id).await;
            // Who does not see what it comes to has nothing to say here.
            let _ = known.try_set(answer.ok());
        });
    });
    let refusing = RwSignal::new(false);
    let banner = move || {
        let approval = known.get().filter(|_| begins.get())?;
        let state = text(APPROVAL);
        let by = open
            .page
            .with(|page| page.record.value(BY).as_link().map(|link| link.title.clone()))
            .unwrap_or_default();
        let currency = text(model::module::CURRENCY);
        let may_edit = open.page.with(|page| page.may_edit);
        match state.as_str() {
            "approved" => Some(told(
                "good",
                "circle-check",
                t_with("approval-given", &[("user", &by)]),
                None,
                &currency,
                None,
            )),
            "refused" => {
                let said = t_with("approval-refused", &[("user", &by), ("note", &text(NOTE))]);
                Some(told(
                    "danger",
                    "circle-alert",
                    said,
                    Some(&approval),
                    &currency,
                    may_edit.then(|| ask(open)),
                ))
            }
            "asked" => {
                let buttons = approval.may_approve.then(|| answer(open, refusing));
                Some(told("warn", "clock", t("approval-waits"), Some(&approval), &currency, buttons))
            }
            _ if approval.needed => Some(told(
                "warn",
                "circle-alert",
                t("approval-needed"),
                Some(&approval),
                &currency,
                may_edit.then(|| ask(open)),
            )),
            _ => None,
        }
        .map(|(look, view)| view! { <div class=format!("banner {look}") role="status">{view}</div> })
    };
    view! {
        {banner}
        <Modal open=refusing title=Signal::derive(|| t("approval-refuse"))>
            <Refuse open asked=refusing/>
        </Modal>
    }
}

fn told(
    look: &'static str,
    icon: &'static str,
    said: String,
    approval: Option<&Approval>,
    currency: &str,
    buttons: Option<AnyView>,
) -> (&'static str, AnyView) {
    let reasons = approval.map(|approval| {
        let reason = |breach| view! { <li>{why(breach, currency)}</li> };
        view! { <ul>{approval.breaches.iter().map(reason).collect_view()}</ul> }
    });
    let view = view! {
        <Icon name=icon/>
        <div class="grow">
            <p>{said}</p>
            {reasons}
        </div>
        {buttons}
    };
    (look, view.into_any())
}

fn put(open: Open, state: &'static str) {
    open.put(&Name::new_static(APPROVAL), Value::text(state));
}

fn ask(open: Open) -> AnyView {
    view! {
        <div class="btn-row">
            <button type="button" class="btn small primary" on:click=move |_| put(open, "asked")>
                {t("approval-ask")}
            </button>
        </div>
    }
    .into_any()
}

fn answer(open: Open, refusing: RwSignal<bool>) -> AnyView {
    view! {
        <div class="btn-row">
            <button type="button" class="btn small primary" on:click=move |_| put(open, "approved")>
                {t("approval-approve")}
            </button>
            <button type="button" class="btn small" on:click=move |_| refusing.set(true)>
                {t("approval-refuse")}
            </button>
        </div>
    }
    .into_any()
}

/// Asks why.
#[component]
fn Refuse(open: Open, asked: RwSignal<bool>) -> impl IntoView {
    let module = crate::context::module(&open.module());
    let note = module.and_then(|module| module.field(NOTE).cloned());
    let Some(note) = note.map(|note| Field { required: true, ..note }) else { return ().into_any() };
    let draft = Draft::empty(open.module());
    let field = note.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(mut values) = draft.check([&note]) else { return };
        values.insert(Name::new_static(APPROVAL), Value::text("refused"));
        asked.set(false);
        open.send(open.page.with_untracked(|page| page.record.clone()), values, None);
    };
    view! {
        <form on:submit=send novalidate>
            <div class="modal-body">
                <div class="form"><FormField id="approval-note" field draft focus=true/></div>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| asked.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary">{t("approval-refuse")}</button>
            </footer>
        </form>
    }
    .into_any()
}

/// What is new beside the quote that it is offered instead of; asked for when it is opened.
#[component]
pub fn Revision(open: Open, module: ModuleRef) -> impl IntoView {
    let of = Memo::new(move |_| open.page.with(|page| page.record.value(REVISION_OF).as_link().cloned()));
    let old = RwSignal::new(None::<Record>);
    let ask = move |_| {
        let Some(link) = of.get_untracked().filter(|_| old.with_untracked(Option::is_none)) else { return };
        spawn_local(async move {
            match calls::record(link.module, link.id).await {
                Ok(page) => drop(old.try_set(Some(page.record))),
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    let module = StoredValue::new(module);
    let told = move || {
        let old = old.get()?;
        Some(open.page.with(|page| module.with_value(|module| differing(module, &old, &page.record))))
    };
    let shown = move || {
        of.get().map(|link| {
            view! {
                <details class="section" on:toggle=ask>
                    <summary>
                        <Icon name="chevron-down"/>
                        <h2>{t("revision-differs")}</h2>
                        <a href=field::href(&link)>{field::title(&link)}</a>
                    </summary>
                    <div class="section-body">{told}</div>
                </details>
            }
        })
    };
    view! { {shown} }
}

fn differing(module: &Module, old: &Record, new: &Record) -> AnyView {
    let formats = formats();
    // What people write, and of what it comes to the total.
    let is_told = |field: &&Field| {
        let own = [STAGE, APPROVAL, NOTE, LINES].contains(&field.name.as_str());
        let said = field.name == TOTAL || !field.read_only && !own;
        said && !field.hidden && old.format(field, &formats) != new.format(field, &formats)
    };
    let fields = module
        .fields
        .iter()
        .filter(is_told)
        .map(|field| changed(&field.label, &old.format(field, &formats), &new.format(field, &formats)));
    let lines = differences(old.value(LINES).as_rows(), new.value(LINES).as_rows());
    let lines = lines.iter().map(|change| line_change(module, change, new));
    let all: Vec<AnyView> = lines.chain(fields).collect();
    if all.is_empty() {
        return view! { <p class="muted">{t("revision-same")}</p> }.into_any();
    }
    view! { <ul class="differences">{all}</ul> }.into_any()
}

fn changed(label: &str, before: &str, after: &str) -> AnyView {
    view! {
        <li>
            {label.to_owned()} ": " <del>{before.to_owned()}</del> " " <ins>{after.to_owned()}</ins>
        </li>
    }
    .into_any()
}

fn line_change(module: &Module, change: &LineChange, record: &Record) -> AnyView {
    let formats = formats();
    let text = |row: &Row| {
        let rows = module.rows().find(|(field, _)| field.name == LINES).map(|(_, rows)| rows);
        let show = Written { formats: &formats, currency: record.currency(&formats) };
        let part = |name: &str| {
            rows.and_then(|rows| rows.field(name))
                .map(|field| field.format(row.value(name), show))
                .unwrap_or_default()
        };
        let off = [part("discount_percent"), part("discount_amount")].concat();
        let off = if off.is_empty() { off } else { format!("− {off}") };
        let parts = [
            part(line::QUANTITY),
            "×".to_owned(),
            part(line::PRICE),
            off,
            "=".to_owned(),
            part(line::AMOUNT),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let name = |row: &Row| row.value(line::NAME).as_text().unwrap_or_default().to_owned();
    match change {
        LineChange::Added(row) => view! { <li>{name(row)} ": " <ins>{text(row)}</ins></li> }.into_any(),
        LineChange::Removed(row) => view! { <li>{name(row)} ": " <del>{text(row)}</del></li> }.into_any(),
        LineChange::Changed { before, after } => changed(&name(after), &text(before), &text(after)),
    }
}
