//! The hours of each weekday and the public holidays, with what they come to.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use leptos::prelude::*;
use model::{Field, Value, WorkingHours, Zone, hours};
use rust_decimal::Decimal;

use crate::context::{ModuleRef, formats, today};
use crate::field::{Draft, FormField};
use crate::icon::Icon;
use crate::settings::block::Block;
use crate::texts::{problem_text, t, t_with};

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const HOLIDAYS: &str = "holidays";

#[component]
pub fn Hours(module: ModuleRef, draft: Draft) -> impl IntoView {
    let day = |field: &Field| {
        let field = field.clone();
        view! { <FormField id=format!("company-{}", field.name) field draft/> }
    };
    let days = DAYS.iter().filter_map(|name| module.field(name)).map(day).collect_view();
    let label = module.field(HOLIDAYS).map(|field| field.label.clone());
    view! {
        <Block title="company-section-hours" text="company-hours-text">
            <div class="form two">{days}</div>
            <p class="note" role="status">{move || example(draft)}</p>
        </Block>
        <Block>
            <h2>{label}</h2>
            <Holidays draft/>
        </Block>
    }
}

/// What a week has, and what lies over a weekend; nothing while the hours cannot be read.
fn example(draft: Draft) -> Option<String> {
    let working = working(draft)?;
    let today = today();
    let to_friday = (Weekday::Fri.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7;
    let friday = today + Days::new(to_friday.into());
    let (from, until) = (friday.and_hms_opt(16, 0, 0)?, (friday + Days::new(3)).and_hms_opt(10, 0, 0)?);
    let (utc, formats) = (Zone::default(), formats());
    let hours = |minutes: i64| {
        let hours = (Decimal::from(minutes) / Decimal::from(60)).round_dp(1).normalize();
        formats.number(hours, hours.scale())
    };
    let say = |at: chrono::NaiveDateTime| format!("{} {}", formats.date(at.date()), at.format("%H:%M"));
    let between = working.minutes_between(&utc, from.and_utc(), until.and_utc());
    let week = t_with("company-hours-week", &[("n", &hours(working.minutes_a_week()))]);
    let over = [("from", &say(from) as &dyn ToString), ("until", &say(until)), ("n", &hours(between))];
    Some(format!("{week} {}", t_with("company-hours-example", &over)))
}

fn working(draft: Draft) -> Option<WorkingHours> {
    let text = |name: &str| draft.get(name).as_text().unwrap_or_default().to_owned();
    let mut working = WorkingHours::default();
    for (spans, name) in working.days.iter_mut().zip(DAYS) {
        *spans = hours::read_day(&text(name)).ok()?;
    }
    working.holidays = hours::read_holidays(&text(HOLIDAYS)).ok()?;
    Some(working)
}

/// A row as it is typed: its day may still be missing.
#[derive(Clone)]
struct Row {
    key: usize,
    date: String,
    name: String,
}

#[derive(Clone, Copy)]
struct Rows {
    draft: Draft,
    rows: RwSignal<Vec<Row>>,
    next: RwSignal<usize>,
}

impl Rows {
    fn of(draft: Draft) -> Rows {
        let text = untrack(|| draft.get(HOLIDAYS)).as_text().unwrap_or_default().to_owned();
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let row = |(key, line): (usize, &&str)| {
            let (date, name) = line.split_once(' ').unwrap_or((line, ""));
            let is_date = date.parse::<NaiveDate>().is_ok();
            let (date, name) = if is_date { (date, name) } else { ("", *line) };
            Row { key, date: date.to_owned(), name: name.to_owned() }
        };
        let rows: Vec<Row> = lines.iter().enumerate().map(row).collect();
        Rows { draft, next: RwSignal::new(rows.len()), rows: RwSignal::new(rows) }
    }

    fn add(self) {
        let key = self.next.get_untracked();
        self.next.set(key + 1);
        let date = today().to_string();
        self.rows.update(|rows| rows.push(Row { key, date, name: String::new() }));
        self.write();
    }

    fn remove(self, key: usize) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
        self.write();
    }

    fn change(self, key: usize, change: impl FnOnce(&mut Row)) {
        self.rows.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.key == key) {
                change(row);
            }
        });
        self.write();
    }

    /// As the server reads it: where it can, in the order of the days.
    fn write(self) {
        let line = |row: &Row| format!("{} {}", row.date, row.name).trim().to_owned();
        let typed = self.rows.with_untracked(|rows| rows.iter().map(line).collect::<Vec<_>>().join("\n"));
        let read: Result<BTreeMap<_, _>, _> = hours::read_holidays(&typed);
        let text = read.map_or(typed, |holidays| hours::write_holidays(&holidays));
        self.draft.set(HOLIDAYS, if text.is_empty() { Value::Empty } else { Value::Text(text) });
    }
}

#[component]
fn Holidays(draft: Draft) -> impl IntoView {
    let rows = Rows::of(draft);
    let wrong = move || draft.problem(HOLIDAYS).map(|problem| problem_text(&problem));
    let none = move || rows.rows.with(Vec::is_empty);
    view! {
        <div class="holidays">
            <For each=move || rows.rows.get() key=|row| row.key let:row>
                <Holiday rows row/>
            </For>
        </div>
        {move || none().then(|| view! { <p class="muted">{t("company-holidays-none")}</p> })}
        {move || wrong().map(|text| view! { <p class="error" role="alert">{text}</p> })}
        <div class="btn-row">
            <button type="button" class="btn small" on:click=move |_| rows.add()>
                <Icon name="plus"/>
                {move || t("company-holiday-add")}
            </button>
        </div>
    }
}

#[component]
fn Holiday(rows: Rows, row: Row) -> impl IntoView {
    let Row { key, date, name } = row;
    let called = move || {
        let of_row = |rows: &Vec<Row>| rows.iter().find(|row| row.key == key).map(|row| row.name.clone());
        let name = rows.rows.try_with(of_row).flatten().unwrap_or_default();
        t_with("company-holiday-remove", &[("name", &name)])
    };
    view! {
        <div class="holiday">
            <input
                class="input"
                type="date"
                aria-label=move || t("company-holiday-date")
                prop:value=date
                on:change=move |event| rows.change(key, |row| row.date = event_target_value(&event))
            />
            <input
                class="input"
                aria-label=move || t("company-holiday-name")
                prop:value=name
                on:change=move |event| rows.change(key, |row| row.name = event_target_value(&event))
            />
            <button type="button" class="btn ghost icon" aria-label=called on:click=move |_| rows.remove(key)>
                <Icon name="x"/>
            </button>
        </div>
    }
}
