//! A record from the moment it is asked for.

use api::{RecordPage as Page, calls};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use model::module::{ERASED_AT, REVIEW};
use model::{Id, Instant, Key, Kind, Link, Name};

use super::attachments::{self, Attachments};
use super::conflict::Conflicting;
use super::consents::{self, Consents, Said};
use super::form::EditForm;
use super::guard::guard;
use super::head::Head;
use super::open::{Mode, Open};
use super::quote::{ApprovalBanner, Revision, is_approved};
use super::related::{self, List, RelatedLists};
use super::review::ReviewBanner;
use super::sections::{Common, Sections};
use super::timeline::{First, Story, TimelinePart};
use super::trail::Around;
use crate::context::{ModuleRef, formats, module as find_module};
use crate::convert::ConvertDialog;
use crate::dialog::ask_danger;
use crate::failed::Failed;
use crate::field;
use crate::icon::Icon;
use crate::keys::{on_key, on_keydown};
use crate::pool::PoolBanner;
use crate::query::go_instead;
use crate::texts::{t, t_with};
use crate::title::PageTitle;

const ERASED: Key<Instant> = Key::new(ERASED_AT);

/// What stands around the content of a record, and what it tells to that.
#[derive(Clone, Copy)]
pub struct Frame {
    /// On a page of its own: the list that one came from.
    pub around: Option<RwSignal<Around>>,
    /// The record was deleted here.
    pub on_gone: Callback<()>,
    pub converting: RwSignal<bool>,
}

#[component]
pub fn Loaded(
    module: Name,
    id: Id,
    around: Option<RwSignal<Around>>,
    #[prop(into)] on_gone: Callback<()>,
) -> impl IntoView {
    let name = module.clone();
    let page = Resource::new(|| (), move |()| calls::record(name.clone(), id));
    let has_timeline = find_module(&module).is_some_and(|module| module.features.timeline);
    let name = module.clone();
    // The timeline is asked for at the same time.
    let first: Option<First> =
        has_timeline.then(|| Resource::new(|| (), move |()| calls::timeline(name.clone(), id, None)));
    let frame = Frame { around, on_gone, converting: RwSignal::new(false) };
    let alone = around.is_some();
    view! {
        <Suspense fallback=Waiting>
            {Suspend::new(async move {
                match page.await {
                    Ok(Page { merged_into: Some(into), .. }) if alone => {
                        view! { <PartOf module into/> }.into_any()
                    }
                    Ok(page) => view! { <Content name=module page first frame/> }.into_any(),
                    Err(failure) => view! { <Failed failure page=alone/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// It was merged: who comes to its address is led to the record that it is a part of now.
#[component]
fn PartOf(module: Name, into: Id) -> impl IntoView {
    let address = format!("/m/{module}/{into}");
    let to = address.clone();
    Effect::new(move |_| go_instead(&to));
    view! {
        <div class="banner">
            <Icon name="git-merge"/>
            <p>{t("merge-became")}</p>
            <div class="btn-row"><a class="btn small" href=address>{t("open")}</a></div>
        </div>
    }
}

/// As large as what will come, so that nothing jumps.
#[component]
fn Waiting() -> impl IntoView {
    let line = |_| view! { <p class="fact"><span class="skeleton"></span></p> };
    view! {
        <article class="record" aria-busy="true">
            <header class="record-head">
                <span class="avatar large square"></span>
                <div class="record-title">
                    <h1><span class="skeleton"></span></h1>
                </div>
            </header>
            <div class="record-main">{(0..8).map(line).collect_view()}</div>
        </article>
    }
}

/// The state outlives a change of language, which draws everything else anew. All that is asked for is asked for here,
/// because the server runs the closures of a view twice.
#[component]
fn Content(name: Name, page: Page, first: Option<First>, frame: Frame) -> impl IntoView {
    let open = Open::new(name.clone(), page);
    keys(open);
    guard(move || open.mode.with_untracked(|mode| *mode != Mode::Reading) && open.draft.is_dirty());
    let parts = Parts {
        story: first.map(|first| Story::new(open, first)),
        files: StoredValue::new(attachments::list(open)),
        lists: StoredValue::new(related::lists(open)),
        said: consents::said(open),
    };
    let title = Signal::derive(move || open.page.with(|page| page.record.title.clone()));
    view! {
        {frame.around.is_some().then(|| view! { <PageTitle title/> })}
        {move || match open.gone.get() {
            Some(failure) => view! { <Failed failure/> }.into_any(),
            None => {
                find_module(&name).map(|module| view! { <Article open module parts frame/> }).into_any()
            }
        }}
    }
}

/// What hangs on the record.
#[derive(Clone, Copy)]
struct Parts {
    story: Option<Story>,
    files: StoredValue<Option<List>>,
    lists: StoredValue<Vec<List>>,
    said: Option<Said>,
}

#[component]
fn Article(open: Open, module: ModuleRef, parts: Parts, frame: Frame) -> impl IntoView {
    let converting = frame.converting;
    let (head, body, side, person) = (module.clone(), module.clone(), module.clone(), module.clone());
    let converts = module.features.convert;
    let reviewed = module.field(REVIEW).is_some().then(|| module.clone());
    let approved = is_approved(&module).then(|| module.clone());
    let whole = Memo::new(move |_| open.mode.with(|mode| *mode == Mode::All));
    let conflicting = {
        let module = module.clone();
        move || {
            let module = module.clone();
            open.conflict.get().map(|conflict| view! { <Conflicting open module conflict/> })
        }
    };
    let main = move || {
        let module = body.clone();
        if whole.get() {
            view! { <EditForm open module/> }.into_any()
        } else {
            view! { <Sections open module/> }.into_any()
        }
    };
    view! {
        <article class="record" on:keydown=move |event| escape(open, &event)>
            <Head open module=head frame/>
            <div class="record-main">
                <Notices open/>
                {reviewed.map(|module| view! { <ReviewBanner open module/> })}
                {approved.map(|module| view! { <ApprovalBanner open/> <Revision open module/> })}
                {converts.then(|| view! { <Became open module=module.clone()/> })}
                {conflicting}
                {main}
                {parts.said.map(|said| view! { <Consents open of=person said/> })}
                {parts.story.map(|story| view! { <TimelinePart open story/> })}
            </div>
            <aside class="record-side" aria-label=t("record-related")>
                <Common open module=side/>
                {parts.files.get_value().map(|list| view! { <Attachments list/> })}
                <RelatedLists open lists=parts.lists/>
            </aside>
        </article>
        {converts.then(|| view! { <ConvertDialog open=converting lead=open.id/> })}
    }
}

/// What a lead has become: the first thing that one wants to know of it.
#[component]
fn Became(open: Open, module: ModuleRef) -> impl IntoView {
    let made = Memo::new(move |_| {
        let fields =
            module.fields.iter().filter(|field| field.read_only && matches!(field.kind, Kind::Link(_)));
        open.page.with(|page| {
            fields
                .filter_map(|field| page.record.value(&field.name).as_link().cloned())
                .collect::<Vec<Link>>()
        })
    });
    let icon =
        |link: &Link| find_module(&link.module).map(|module| view! { <Icon name=module.icon.to_string()/> });
    let way = move |link: Link| {
        view! {
            <a class="btn small" href=field::href(&link)>
                {icon(&link)}
                <span>{field::title(&link)}</span>
            </a>
        }
    };
    // What was erased is locked too, whether it has become something or not.
    let erased = Memo::new(move |_| open.page.with(|page| !page.record.value(ERASED_AT).is_empty()));
    let locked =
        Memo::new(move |_| open.page.with(|page| page.locked) && !(erased.get() && made.with(Vec::is_empty)));
    let said = move || {
        let links = made.get();
        locked.get().then(|| {
            // What it became may be out of her sight, or be deleted.
            let text = t(if links.is_empty() { "convert-already" } else { "convert-converted-to" });
            view! {
                <div class="banner good">
                    <Icon name="git-merge"/>
                    <p>{text}</p>
                    <div class="btn-row">{links.into_iter().map(way).collect_view()}</div>
                </div>
            }
        })
    };
    view! { {said} }
}

/// It lies in the recycle bin; somebody else saved while one writes.
#[component]
fn Notices(open: Open) -> impl IntoView {
    let deleted = Memo::new(move |_| open.page.with(|page| page.deleted.then_some(page.may_delete)));
    let goes = move || {
        open.page.with(|page| page.gone_at.map(|at| t_with("bin-goes", &[("date", &formats().instant(at))])))
    };
    let in_bin = move || {
        deleted.get().map(|may| {
            view! {
                <div class="banner warn" role="status">
                    <Icon name="trash-2"/>
                    <p>{t("record-is-deleted")} " " {goes}</p>
                    {may
                        .then(|| {
                            view! {
                                <button type="button" class="btn small" on:click=move |_| open.restore()>
                                    {t("restore")}
                                </button>
                            }
                        })}
                </div>
            }
        })
    };
    let meanwhile = move || {
        let user = open.meanwhile.get().filter(|_| open.conflict.with(Option::is_none));
        user.map(|user| {
            view! {
                <div class="banner">
                    <Icon name="info"/>
                    <p>{t_with("toast-changed-elsewhere", &[("user", &user)])}</p>
                </div>
            }
        })
    };
    let note = Memo::new(move |_| open.page.with(|page| page.pool.clone()));
    let pool = move || {
        note.get().map(|note| {
            let (module, id) = (open.module(), open.id);
            view! { <PoolBanner module id note on_claimed=move |()| open.written()/> }
        })
    };
    let erased_at = Memo::new(move |_| open.page.with(|page| page.record.get(ERASED)));
    let erased = move || {
        erased_at.get().map(|at| {
            view! {
                <div class="banner" role="status">
                    <Icon name="eraser"/>
                    <p>{t_with("privacy-is-erased", &[("date", &formats().instant(at))])}</p>
                </div>
            }
        })
    };
    view! {
        {in_bin}
        {erased}
        {pool}
        <div role="status">{meanwhile}</div>
    }
}

fn keys(open: Open) {
    on_key("e", move || open.edit_all());
    on_keydown(move |event: &KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        let saves = command && matches!(event.key().as_str(), "s" | "S" | "Enter");
        if saves && open.mode.with_untracked(|mode| *mode != Mode::Reading) && !event.default_prevented() {
            event.prevent_default();
            open.save();
        }
    });
}

/// Leaves the form; where something was typed, not without asking.
fn escape(open: Open, event: &KeyboardEvent) {
    let leaves = event.key() == "Escape" && open.mode.with_untracked(|mode| *mode == Mode::All);
    if !leaves || event.default_prevented() || event.is_composing() {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    if open.draft.is_dirty() {
        ask_danger(t("record-edit"), t("record-unsaved"), t("record-leave"), move || open.cancel());
    } else {
        open.cancel();
    }
}
