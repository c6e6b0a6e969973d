//! What administrators do with a person's data: they see who saw it, and erase it.

use api::{ErasurePreview, ModuleRecords, Seen, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::{Id, Link, Name};

use super::open::Open;
use crate::dialog::Modal;
use crate::failed::Failed;
use crate::field;
use crate::icon::Icon;
use crate::settings::Wrong;
use crate::texts::{failure_text, t, t_with};
use crate::time::Time;
use crate::toast::toast;

/// Where the archive of a person is.
pub fn archive(module: &Name, id: Id) -> String {
    format!("/personal-data/{module}/{id}")
}

#[component]
pub fn SeenDialog(module: Name, id: Id, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Modal open title=Signal::derive(|| t("privacy-seen"))>
            <div class="modal-body"><WhoSaw module=module.clone() id/></div>
        </Modal>
    }
}

#[component]
fn WhoSaw(module: Name, id: Id) -> impl IntoView {
    let seen = Resource::new(|| (), move |()| calls::seen(module.clone(), id));
    view! {
        <Suspense fallback=|| view! { <p class="skeleton"></p> }>
            {move || Suspend::new(async move {
                match seen.await {
                    Ok(all) if all.is_empty() => {
                        view! { <p class="muted">{t("privacy-seen-nobody")}</p> }.into_any()
                    }
                    Ok(all) => {
                        view! { <div class="seen">{all.into_iter().map(one).collect_view()}</div> }.into_any()
                    }
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn one(seen: Seen) -> impl IntoView {
    let how = t_with(&format!("privacy-seen-{}", seen.how.replace('_', "-")), &[("n", &seen.count)]);
    let filter = (!seen.filter.is_empty()).then(|| format!(" · {}", seen.filter));
    view! {
        <div class="setting">
            <div>
                <b>{seen.user.title}</b>
                <small>{how}{filter}</small>
            </div>
            <span class="muted"><Time at=seen.at/></span>
        </div>
    }
}

#[component]
pub fn EraseDialog(record: Open, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Modal open title=Signal::derive(|| t("privacy-erase-title"))>
            <Asked record open/>
        </Modal>
    }
}

#[component]
fn Asked(record: Open, open: RwSignal<bool>) -> impl IntoView {
    let preview = Resource::new(|| (), move |()| calls::preview_erasure(record.module(), record.id));
    view! {
        <Suspense fallback=|| view! { <div class="modal-body"><p class="skeleton"></p></div> }>
            {move || Suspend::new(async move {
                match preview.await {
                    Ok(preview) => view! { <Form record preview open/> }.into_any(),
                    Err(failure) => {
                        view! { <div class="modal-body"><Wrong text=RwSignal::new(failure_text(&failure))/></div> }
                            .into_any()
                    }
                }
            })}
        </Suspense>
    }
}

#[component]
fn Form(record: Open, preview: ErasurePreview, open: RwSignal<bool>) -> impl IntoView {
    let (typed, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let title = preview.title.clone();
    let expected = StoredValue::new(preview.title.clone());
    let may = move || expected.with_value(|expected| typed.read().trim() == expected.trim());
    let erase = move |event: SubmitEvent| {
        event.prevent_default();
        if !untrack(may) || busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(String::new());
        let (confirm, reason) = (typed.get_untracked(), reason.get_untracked());
        spawn_local(async move {
            match calls::erase(record.module(), record.id, confirm, reason).await {
                // The form goes with its dialog: it has nothing to say any more.
                Ok(erased) => {
                    toast(t_with("privacy-erased", &[("record", &erased.title)]));
                    let _ = open.try_set(false);
                    record.written();
                }
                Err(failure) => {
                    let _ = wrong.try_set(failure_text(&failure));
                    let _ = busy.try_set(false);
                }
            }
        });
    };
    let ErasurePreview { records, fields, gone, stays, named, .. } = preview;
    view! {
        <form on:submit=erase>
            <div class="modal-body stack">
                <div class="banner warn">
                    <Icon name="triangle-alert"/>
                    <p>{t("privacy-erase-warning")}</p>
                </div>
                <dl class="erasure">
                    {part("privacy-erase-records", links(records))}
                    {part("privacy-erase-fields", fields.join(", ").into_any())}
                    {part("privacy-erase-gone", counts(gone).into_any())}
                    {part("privacy-erase-stays", counts(stays).into_any())}
                    {(!named.is_empty()).then(|| part("privacy-erase-named", links(named)))}
                </dl>
                {line("erase-reason", t("privacy-erase-reason"), reason)}
                {line("erase-confirm", t_with("database-confirm", &[("detail", &title)]), typed)}
                <Wrong text=wrong/>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{t("cancel")}</button>
                <button
                    type="submit"
                    class="btn primary danger"
                    disabled=move || !may()
                    aria-busy=move || busy.get().to_string()
                >
                    {t("privacy-erase-now")}
                </button>
            </footer>
        </form>
    }
}

fn part(key: &'static str, content: AnyView) -> impl IntoView {
    view! {
        <dt>{t(key)}</dt>
        <dd>{content}</dd>
    }
}

fn links(all: Vec<Link>) -> AnyView {
    let link = |link: Link| {
        view! { <li><a href=field::href(&link) target="_blank" rel="noopener">{link.title.clone()}</a></li> }
    };
    view! { <ul>{all.into_iter().map(link).collect_view()}</ul> }.into_any()
}

fn counts(all: Vec<ModuleRecords>) -> String {
    if all.is_empty() {
        return t("privacy-erase-nothing");
    }
    let one = |one: ModuleRecords| format!("{}: {}", one.label, one.records);
    all.into_iter().map(one).collect::<Vec<_>>().join(", ")
}

fn line(id: &'static str, label: String, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                class="input"
                id=id
                autocomplete="off"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}
