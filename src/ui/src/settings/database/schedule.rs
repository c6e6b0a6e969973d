//! When backups are made by themselves. What is chosen holds at once.

use api::{Every, Failure, MOST_KEPT, Schedule, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::context::formats;
use crate::icon::Icon;
use crate::settings::block::{Block, Setting};
use crate::settings::zones::ZoneSelect;
use crate::texts::{problem_text, t, t_with};
use crate::toast::{toast, toast_failure};

use super::State;

const WEEKDAYS: [&str; 7] = [
    "weekday-monday",
    "weekday-tuesday",
    "weekday-wednesday",
    "weekday-thursday",
    "weekday-friday",
    "weekday-saturday",
    "weekday-sunday",
];
const EVERY: [(Every, &str, &str); 3] = [
    (Every::Never, "never", "database-every-never"),
    (Every::Day, "day", "database-every-day"),
    (Every::Week, "week", "database-every-week"),
];

#[component]
pub fn ScheduleBlock(state: State) -> impl IntoView {
    let schedule = state.of(|database| database.schedule.clone());
    let every = Memo::new(move |_| schedule.with(|schedule| schedule.every));
    view! {
        <Block title="database-schedule" text="database-schedule-text">
            <Trouble state/>
            <Setting label=Signal::derive(|| t("database-every")) r#for="backup-every">
                <Often state schedule/>
            </Setting>
            {move || (every.get() == Every::Week).then(|| view! {
                <Setting label=Signal::derive(|| t("database-weekday")) r#for="backup-weekday">
                    <Weekday state schedule/>
                </Setting>
            })}
            {move || (every.get() != Every::Never).then(|| view! {
                <Setting label=Signal::derive(|| t("database-hour")) r#for="backup-hour">
                    <Hour state schedule/>
                </Setting>
                <Setting label=Signal::derive(|| t("database-zone")) r#for="backup-zone">
                        <ZoneSelect
                    id="backup-zone"
                    chosen=Signal::derive(move || schedule.read().zone.clone())
                    choose=move |zone| save(state, |schedule| schedule.zone = zone)
                />
                </Setting>
                <Setting label=Signal::derive(|| t("database-keep")) r#for="backup-keep">
                    <Keep state schedule/>
                </Setting>
                <Next state/>
            })}
        </Block>
    }
}

/// Keeps the schedule as `change` makes it. It is shown at once; of changes that come while one is on its way, the last
/// is sent after it, so that none overtakes another.
fn save(state: State, change: impl FnOnce(&mut Schedule)) {
    state.database.update(|database| change(&mut database.schedule));
    if state.saving.get_untracked() {
        return;
    }
    state.saving.set(true);
    spawn_local(async move {
        match send(state).await {
            Ok(()) => toast(t("settings-saved")),
            Err(failure) => toast_failure(&failure),
        }
        state.saving.set(false);
        state.reload();
    });
}

/// Until what was sent is what is shown.
async fn send(state: State) -> Result<(), Failure> {
    loop {
        let schedule = state.schedule();
        calls::set_backup_schedule(schedule.clone()).await?;
        if state.schedule() == schedule {
            return Ok(());
        }
    }
}

#[component]
fn Often(state: State, schedule: Memo<Schedule>) -> impl IntoView {
    let choose = move |event| {
        let key = event_target_value(&event);
        if let Some((every, ..)) = EVERY.into_iter().find(|(_, known, _)| *known == key) {
            save(state, |schedule| schedule.every = every);
        }
    };
    let option = move |(every, key, text): (Every, &'static str, &'static str)| {
        view! { <option value=key selected=move || schedule.read().every == every>{move || t(text)}</option> }
    };
    view! {
        <select class="select" id="backup-every" on:change=choose>{EVERY.map(option).collect_view()}</select>
    }
}

#[component]
fn Weekday(state: State, schedule: Memo<Schedule>) -> impl IntoView {
    let choose = move |event| {
        if let Ok(weekday) = event_target_value(&event).parse() {
            save(state, |schedule| schedule.weekday = weekday);
        }
    };
    let option = move |(number, text): (u8, &'static str)| {
        let selected = move || schedule.read().weekday == number;
        view! { <option value=number.to_string() selected=selected>{move || t(text)}</option> }
    };
    view! {
        <select class="select" id="backup-weekday" on:change=choose>
            {(0..).zip(WEEKDAYS).map(option).collect_view()}
        </select>
    }
}

#[component]
fn Hour(state: State, schedule: Memo<Schedule>) -> impl IntoView {
    let choose = move |event| {
        if let Ok(hour) = event_target_value(&event).parse() {
            save(state, |schedule| schedule.hour = hour);
        }
    };
    let option = move |hour: u8| {
        let selected = move || schedule.read().hour == hour;
        view! { <option value=hour.to_string() selected=selected>{format!("{hour:02}:00")}</option> }
    };
    view! {
        <select class="select" id="backup-hour" on:change=choose>{(0..24).map(option).collect_view()}</select>
    }
}

#[component]
fn Keep(state: State, schedule: Memo<Schedule>) -> impl IntoView {
    let choose = move |event| match event_target_value(&event).parse() {
        Ok(keep) if (1..=MOST_KEPT).contains(&keep) => save(state, |schedule| schedule.keep = keep),
        _ => state.database.update(|_| ()),
    };
    view! {
        <input
            class="input number"
            id="backup-keep"
            type="number"
            min="1"
            max=MOST_KEPT.to_string()
            prop:value=move || schedule.read().keep.to_string()
            on:change=choose
        />
    }
}

#[component]
fn Next(state: State) -> impl IntoView {
    let next = state.of(|database| database.next);
    let said = move || next.get().map(|at| t_with("database-next", &[("time", &formats().instant(at))]));
    view! { <p class="note" role="status">{said}</p> }
}

/// Why the last one was not made.
#[component]
fn Trouble(state: State) -> impl IntoView {
    let trouble = state.of(|database| database.trouble.clone());
    move || {
        trouble.get().map(|trouble| {
            let (time, why) = (formats().instant(trouble.at), problem_text(&trouble.why));
            let said = t_with("database-trouble", &[("time", &time), ("detail", &why)]);
            view! { <div class="banner danger" role="status"><Icon name="triangle-alert"/><p>{said}</p></div> }
        })
    }
}
