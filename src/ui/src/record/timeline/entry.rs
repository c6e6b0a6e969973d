//! One entry of the timeline.

use api::{Entry, Happening};
use leptos::prelude::*;
use model::{Instant, Link};

use super::super::open::Open;
use super::change::ChangeEntry;
use super::comment::Written;
use super::files::FileEntry;
use super::story::Story;
use super::task::TaskEntry;
use crate::icon::Icon;
use crate::texts::t;
use crate::time::Time;

#[component]
pub fn EntryView(open: Open, story: Story, entry: Entry) -> impl IntoView {
    let Entry { at, by, what } = entry;
    match what {
        Happening::Change(change) => view! { <ChangeEntry open story at by change/> }.into_any(),
        Happening::Note { record, html } => {
            view! { <Written open at by record html module="notes" icon="sticky-note"/> }.into_any()
        }
        Happening::Comment { record, html } => {
            view! { <Written open at by record html module="comments" icon="message-square"/> }.into_any()
        }
        Happening::Attachment { record, file } => view! { <FileEntry open at by record file/> }.into_any(),
        Happening::Task { record } => view! { <TaskEntry open at by record/> }.into_any(),
    }
}

/// What all entries have: an icon, who and when, and what comes below.
#[component]
pub fn Event(
    icon: &'static str,
    #[prop(optional)] boxed: bool,
    at: Instant,
    by: Option<Link>,
    #[prop(into)] did: String,
    #[prop(optional, into)] tools: ViewFn,
    children: Children,
) -> impl IntoView {
    let who = by.map_or_else(|| t("record-system"), |user| user.title);
    view! {
        <li class="event" class:note=boxed>
            <span class="event-icon">
                <Icon name=icon/>
            </span>
            <div class="event-body">
                <div class="row">
                    <p class="event-line grow">
                        <b>{who}</b>
                        " "
                        {did}
                        " "
                        <Time at/>
                    </p>
                    {move || tools.run()}
                </div>
                {children()}
            </div>
        </li>
    }
}
