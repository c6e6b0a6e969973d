//! The database, for administrators: how large it is and grows, its backups, when they are made, whether it is whole.

mod backups;
mod bin;
mod check;
mod job;
mod restore;
mod schedule;
mod sending;
mod size;
mod tidy;

use api::{Database, Failure, Schedule, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use rust_decimal::Decimal;

use crate::context::{formats, is_administrator};
use crate::failed::Failed;
use crate::texts::t;
use crate::toast::toast_failure;

use super::block::{Block, Heading};
use backups::{Backups, KeyNote};
use bin::Bin;
use check::Check;
use restore::{Chosen, RestoreDialog};
use schedule::ScheduleBlock;
use size::{Modules, Size};
use tidy::Tidy;

/// What is known of the database; its parts show the part of it that is theirs.
#[derive(Clone, Copy)]
pub struct State {
    database: RwSignal<Database>,
    /// The backup that is about to be restored.
    chosen: RwSignal<Option<Chosen>>,
    /// Whether a schedule is on its way to the server.
    saving: RwSignal<bool>,
}

impl State {
    /// Asks anew. A schedule that was chosen since is newer than the answer.
    fn reload(self) {
        let asked = self.schedule();
        spawn_local(async move {
            match calls::database().await {
                Ok(mut database) => {
                    let chosen = self.schedule();
                    if self.saving.get_untracked() || chosen != asked {
                        database.schedule = chosen;
                    }
                    self.database.set(database);
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    /// As it is shown now.
    fn schedule(self) -> Schedule {
        self.database.with_untracked(|database| database.schedule.clone())
    }

    fn of<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&Database) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.database.with(&part))
    }
}

#[component]
pub fn DatabasePage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let database = Resource::new(|| (), |()| calls::database());
    view! {
        <Heading text="settings-database"/>
        <Transition>
            {move || Suspend::new(async move {
                match database.await {
                    Ok(database) => view! { <Whole database/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Whole(database: Database) -> impl IntoView {
    let embedded = database.embedded;
    let (chosen, saving) = (RwSignal::new(None), RwSignal::new(false));
    let state = State { database: RwSignal::new(database), chosen, saving };
    let kept = move || {
        view! {
            <Backups state/>
            <ScheduleBlock state/>
            <RestoreDialog state/>
        }
    };
    view! {
        <Size state/>
        {if embedded {
            kept().into_any()
        } else {
            view! { <Block title="database-backups" text="database-postgres"><KeyNote state/></Block> }.into_any()
        }}
        <Check/>
        <Tidy state/>
        <Bin/>
        <Modules state/>
    }
}

/// A whole number as it is written where the reader is.
fn whole(number: u64) -> String {
    formats().number(Decimal::from(number), 0)
}

/// What a count of days, sizes or records is called.
#[component]
fn Term(text: &'static str, children: Children) -> impl IntoView {
    view! { <div><dt>{move || t(text)}</dt><dd>{children()}</dd></div> }
}
