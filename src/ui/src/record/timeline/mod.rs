//! What has happened to a record, newest first: changes, notes, comments, files, tasks; and the place to add to it.

mod change;
mod comment;
mod composer;
mod entry;
mod files;
mod mention;
mod rows;
mod story;
mod task;
mod words;

use leptos::prelude::*;

use super::open::Open;
use crate::failed::Failed;
use crate::texts::t;
use composer::Composer;
use entry::EntryView;
use story::{Line, Only};

pub use story::{First, Story};
pub use words::without_ids;

#[component]
pub fn TimelinePart(open: Open, story: Story) -> impl IntoView {
    let content = move || {
        story.first().map(|answer| match answer {
            Ok(()) => view! { <Entries open story/> }.into_any(),
            Err(failure) => view! { <Failed failure/> }.into_any(),
        })
    };
    let takes_more = Memo::new(move |_| open.takes_more());
    view! {
        <section class="section stack" aria-labelledby="timeline-title">
            <header class="row">
                <h2 id="timeline-title">{t("record-timeline")}</h2>
                <span class="grow"></span>
                <div>
                    <Choose story/>
                </div>
            </header>
            <Show when=move || takes_more.get()>
                <Composer open/>
            </Show>
            <Transition fallback=|| view! { <p class="skeleton"></p> }>{content}</Transition>
        </section>
    }
}

/// Which kinds of entries are shown.
#[component]
fn Choose(story: Story) -> impl IntoView {
    let option = |only: Only| {
        view! {
            <option value=only.key() selected=untrack(|| story.only.get() == only)>
                {t(only.key())}
            </option>
        }
    };
    view! {
        <select
            class="select small"
            aria-label=t("show")
            on:change=move |event| story.only.set(Only::from_key(&event_target_value(&event)))
        >
            {Only::ALL.map(option).collect_view()}
        </select>
    }
}

#[component]
fn Entries(open: Open, story: Story) -> impl IntoView {
    let lines = Memo::new(move |_| story.lines());
    let empty = move || lines.with(Vec::is_empty);
    let text = move || t(story.only.get().empty_key());
    view! {
        <Show when=empty>
            <p class="muted">{text}</p>
        </Show>
        <ol class="timeline">
            <For each=move || lines.get() key=Line::key let:line>
                {match line {
                    Line::Day(text, _) => view! { <li class="timeline-day">{text}</li> }.into_any(),
                    Line::Entry(entry) => view! { <EntryView open story entry=*entry/> }.into_any(),
                }}
            </For>
        </ol>
        <Show when=move || story.has_more()>
            <button
                type="button"
                class="btn small"
                aria-busy=move || story.loading.get().to_string()
                on:click=move |_| story.more()
            >
                {t("show-more")}
            </button>
        </Show>
    }
}
