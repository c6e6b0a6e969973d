//! What can be done with a record.

use api::RecordPage;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::document::TOTAL;
use model::module::{ERASED_AT, REVIEW};
use model::{Id, Kind, Module, Name, Record};

use super::loaded::Frame;
use super::open::{EDIT_BUTTON, Mode, Open};
use super::past::ON;
use super::privacy::{EraseDialog, SeenDialog, archive};
use super::quote::{may_revise, revise};
use super::trail::Around;
use super::why::WhyDialog;
use crate::browser;
use crate::context::{ModuleRef, is_administrator, today};
use crate::field::dial;
use crate::icon::Icon;
use crate::menu::{Menu, MenuItem, MenuLink};
use crate::paper::PaperDialog;
use crate::texts::{t, t_with};
use crate::toast::toast;

const MORE: &str = "record-more";

/// What can be done with the record as it is; the buttons are made anew only when this changes.
#[derive(Clone, Debug, PartialEq)]
struct Offered {
    edit: bool,
    delete: bool,
    convert: bool,
    revise: bool,
    paper: bool,
    phone: Option<String>,
    email: Option<String>,
}

impl Offered {
    fn of(module: &Module, page: &RecordPage) -> Offered {
        Offered {
            edit: page.may_edit && !page.locked,
            delete: page.may_delete && !page.deleted,
            convert: page.may_edit
                && !page.locked
                && module.features.convert
                && page.record.value(REVIEW).is_empty(),
            revise: page.may_edit && page.locked && may_revise(module, &page.record),
            paper: module.features.document && module.field(TOTAL).is_some() && !page.deleted,
            phone: first(module, &page.record, |kind| matches!(kind, Kind::Phone(_))),
            email: first(module, &page.record, |kind| matches!(kind, Kind::Email(_))),
        }
    }
}

#[component]
pub fn Actions(open: Open, module: ModuleRef, frame: Frame) -> impl IntoView {
    let whole = Memo::new(move |_| open.mode.with(|mode| *mode == Mode::All));
    let own = module.clone();
    let offered = Memo::new(move |_| open.page.with(|page| Offered::of(&own, page)));
    let shown = move || {
        if whole.get() {
            return view! { <SaveOrNot open/> }.into_any();
        }
        let Offered { edit, delete, convert, revise, paper, phone, email } = offered.get();
        let module = module.clone();
        view! {
            {convert.then(|| convert_button(frame))}
            {paper.then(|| view! { <PaperButton open/> })}
            {revise.then(|| revise_button(open))}
            {edit.then(|| edit_button(open))}
            {phone.map(|to| reach("phone", "widget-call", dial(&to), &to))}
            {email.map(|to| reach("mail", "widget-write-email", format!("mailto:{to}"), &to))}
            {frame.around.map(|around| view! { <Neighbours around module=module.name.clone()/> })}
            <More open module frame delete/>
        }
        .into_any()
    };
    view! { <div class="actions">{shown}</div> }
}

#[component]
fn SaveOrNot(open: Open) -> impl IntoView {
    view! {
        <button type="button" class="btn" on:click=move |_| open.cancel()>
            {t("record-cancel")}
        </button>
        <button
            type="button"
            class="btn primary"
            aria-busy=move || open.saving.get().to_string()
            on:click=move |_| open.save()
        >
            {t("record-save")}
        </button>
    }
}

fn convert_button(frame: Frame) -> impl IntoView {
    view! {
        <button type="button" class="btn primary" on:click=move |_| frame.converting.set(true)>
            <Icon name="git-merge"/>
            <span class="label">{t("convert-lead")}</span>
        </button>
    }
}

/// Shows it as its customer gets it.
#[component]
fn PaperButton(open: Open) -> impl IntoView {
    let asked = RwSignal::new(false);
    view! {
        <button type="button" class="btn" on:click=move |_| asked.set(true)>
            <Icon name="file-text"/>
            <span class="label">{t("paper-preview")}</span>
        </button>
        <PaperDialog module=open.module() id=open.id open=asked/>
    }
}

fn revise_button(open: Open) -> impl IntoView {
    view! {
        <button type="button" class="btn" on:click=move |_| revise(open)>
            <Icon name="copy"/>
            <span class="label">{t("revision-make")}</span>
        </button>
    }
}

fn edit_button(open: Open) -> impl IntoView {
    view! {
        <button type="button" class="btn" id=EDIT_BUTTON aria-keyshortcuts="e" on:click=move |_| open.edit_all()>
            <Icon name="pencil"/>
            <span class="label">{t("record-edit")}</span>
        </button>
    }
}

/// The way to the records before and after it in the list that one came from. Always there, so that nothing moves when
/// the browser finds the list.
#[component]
fn Neighbours(around: RwSignal<Around>, module: Name) -> impl IntoView {
    let step =
        move |of: fn(&Around) -> Option<Id>, icon: &'static str, key: &'static str, keys: &'static str| {
            let module = module.clone();
            let to = Memo::new(move |_| around.with(of));
            view! {
                <a
                    class="btn ghost icon"
                    href=move || to.get().map(|id| format!("/m/{module}/{id}"))
                    aria-disabled=move || to.get().is_none().then_some("true")
                    role="link"
                    aria-label=t(key)
                    aria-keyshortcuts=keys
                >
                    <Icon name=icon/>
                </a>
            }
        };
    view! {
        <span class="row only-desk">
            {step(|around| around.previous, "chevron-up", "record-previous", "k")}
            {step(|around| around.next, "chevron-down", "record-next", "j")}
        </span>
    }
}

/// The first value that a field of a kind holds.
fn first(module: &Module, record: &Record, is: fn(&Kind) -> bool) -> Option<String> {
    let fields = module.fields.iter().filter(|field| is(&field.kind));
    fields.filter_map(|field| record.value(&field.name).as_text()).next().map(str::to_owned)
}

/// Calls or writes.
fn reach(icon: &'static str, key: &str, href: String, to: &str) -> impl IntoView + use<> {
    view! {
        <a class="btn icon" href=href rel="external" aria-label=t_with(key, &[("detail", &to)])>
            <Icon name=icon/>
        </a>
    }
}

#[component]
fn More(open: Open, module: ModuleRef, frame: Frame, delete: bool) -> impl IntoView {
    let governed = module.is_governed();
    let address = format!("/m/{}/{}", module.name, open.id);
    let duplicate = format!("/m/{}/new?copy={}", module.name, open.id);
    let was = format!("{address}?{ON}={}", today());
    let copy = move |()| {
        let whole = window().location().origin().unwrap_or_default() + &address;
        spawn_local(async move {
            if browser::copy(&whole).await {
                toast(t("copied"));
            }
        });
    };
    let asked = RwSignal::new(false);
    let person = module.features.person;
    let rules = person && untrack(is_administrator);
    let along = (person && module.may.export).then(|| archive(&module.name, open.id));
    let (seen, erasing) = (RwSignal::new(false), RwSignal::new(false));
    let name = module.name.clone();
    let is_erased = Memo::new(move |_| open.page.with(|page| !page.record.value(ERASED_AT).is_empty()));
    let to_bin = move |()| open.delete(move || frame.on_gone.run(()));
    view! {
        <button type="button" class="btn icon" popovertarget=MORE aria-label=t("more-actions")>
            <Icon name="ellipsis"/>
        </button>
        <Menu id=MORE label=t("more-actions") end=true>
            <MenuLink icon="copy" text="record-duplicate" href=duplicate/>
            <MenuItem icon="link" text="record-copy-link" choose=copy/>
            <MenuLink icon="history" text="past-menu" href=was/>
            {governed.then(|| view! { <MenuItem icon="eye" text="why-title" choose=move |()| asked.set(true)/> })}
            {along
                .map(|address| {
                    view! {
                        <a class="menu-item" role="menuitem" href=address rel="external" download="">
                            <Icon name="download"/>
                            <span>{t("privacy-take-along")}</span>
                        </a>
                    }
                })}
            {rules.then(|| view! { <MenuItem icon="eye" text="privacy-seen" choose=move |()| seen.set(true)/> })}
            {move || {
                // Being erased may take this menu away too, and what it read with it.
                (rules && is_erased.try_get() == Some(false)).then(|| {
                    let erase = move |()| erasing.set(true);
                    view! { <MenuItem icon="eraser" text="privacy-erase" class="danger" choose=erase/> }
                })
            }}
            {delete
                .then(|| {
                    view! {
                        <hr/>
                        <MenuItem icon="trash-2" text="record-delete" class="danger" choose=to_bin/>
                    }
                })}
        </Menu>
        <WhyDialog module id=open.id open=asked/>
        {rules
            .then(|| {
                view! {
                    <SeenDialog module=name id=open.id open=seen/>
                    <EraseDialog record=open open=erasing/>
                }
            })}
    }
}
