//! A day to compare with: one of the calendar, or one that moves with it, such as "today plus 30 days".

use leptos::prelude::*;
use model::filter::{Moment, Operand, Unit};
use model::{Value, field};

use super::date;
use super::filter::{Asked, typed};
use super::line::line;
use crate::texts::{t, t_with};

const MOMENTS: [Moment; 6] =
    [Moment::Today, Moment::Now, Moment::Week, Moment::Month, Moment::Quarter, Moment::Year];

/// With the keys of their texts.
const UNITS: [(Unit, &str); 6] = [
    (Unit::Days, "unit-days"),
    (Unit::Weeks, "unit-weeks"),
    (Unit::Months, "unit-months"),
    (Unit::Quarters, "unit-quarters"),
    (Unit::Years, "unit-years"),
    (Unit::Hours, "unit-hours"),
];

/// Of a date, or of an instant, which knows hours.
pub fn operand(asked: Asked, hours: bool) -> AnyView {
    if asked.op.takes_list() {
        return typed(asked, date::LINE);
    }
    let value = asked.value;
    let relative = Memo::new(move |_| value.with(|operands| moment_of(operands.first())));
    let choose = move |key: String| {
        let moment = MOMENTS.into_iter().find(|moment| moment.key() == key);
        value.set(moment.map(|moment| at(moment, 0, Unit::Days)).into_iter().collect());
    };
    let moments = MOMENTS.into_iter().filter(|moment| hours || *moment != Moment::Now).map(move |moment| {
        let label = t(&format!("moment-{}", moment.key()));
        option(moment.key().into(), label, move || relative.get() == Some(moment))
    });
    let fixed = asked.clone();
    view! {
        <div class="moment">
            <select
                class="select"
                aria-label=t("filter-moment")
                on:change=move |event| choose(event_target_value(&event))
            >
                {option(String::new(), t("filter-fixed-date"), move || relative.get().is_none())}
                {moments.collect_view()}
            </select>
            {move || match relative.get() {
                Some(_) => shift(value, hours),
                None => calendar(&fixed),
            }}
        </div>
    }
    .into_any()
}

fn option(key: String, label: String, chosen: impl Fn() -> bool + Copy + Send + Sync + 'static) -> AnyView {
    view! {
        <option value=key selected=untrack(chosen) prop:selected=chosen>
            {label}
        </option>
    }
    .into_any()
}

fn moment_of(operand: Option<&Operand>) -> Option<Moment> {
    match operand {
        Some(Operand::Relative { moment, .. }) => Some(*moment),
        _ => None,
    }
}

fn at(moment: Moment, shift: i32, unit: Unit) -> Operand {
    Operand::Relative { moment, shift, unit }
}

/// A whole day, for instants too: nobody filters by the minute.
fn calendar(asked: &Asked) -> AnyView {
    let day = match asked.one() {
        Value::Instant(instant) => Value::Date(crate::context::formats().zone.date(instant)),
        value => value,
    };
    let mut editing = Asked { field: field::date("day"), ..asked.clone() }.editing();
    editing.field.label = asked.field.label.clone();
    editing.draft.set("day", day);
    line(editing, date::LINE)
}

/// The sign, number and unit that follow a moment.
fn shift(value: RwSignal<Vec<Operand>>, hours: bool) -> AnyView {
    let parts = move || match value.with(|operands| operands.first().cloned()) {
        Some(Operand::Relative { moment, shift, unit }) => (moment, shift, unit),
        _ => (Moment::Today, 0, Unit::Days),
    };
    let change = move |change: fn(&mut (Moment, i32, Unit), &str), text: &str| {
        let mut now = untrack(parts);
        change(&mut now, text);
        value.set(vec![at(now.0, now.1, now.2)]);
    };
    // A minus before nothing would be forgotten, were it read from the operand.
    let minus = RwSignal::new(untrack(parts).1 < 0);
    let set_sign = move |text: String| {
        minus.set(text == "-");
        change(|now, text| now.1 = if text == "-" { -now.1.abs() } else { now.1.abs() }, &text);
    };
    let set_count = move |text: String| {
        let count = text.parse::<i32>().unwrap_or_default().clamp(0, 100_000);
        let signed = if minus.get_untracked() { -count } else { count };
        change(|now, text| now.1 = text.parse().unwrap_or_default(), &signed.to_string());
    };
    let set_unit = move |text: String| {
        let by_letter = |now: &mut (Moment, i32, Unit), text: &str| {
            let unit = UNITS.into_iter().find(|(unit, _)| text.starts_with(unit.letter()));
            now.2 = unit.map_or(Unit::Days, |(unit, _)| unit);
        };
        change(by_letter, &text);
    };
    let units =
        UNITS.into_iter().filter(|(unit, _)| hours || *unit != Unit::Hours).map(move |(unit, key)| {
            option(unit.letter().to_string(), t_with(key, &[("n", &2)]), move || parts().2 == unit)
        });
    view! {
        <div class="moment-shift">
            <select
                class="select"
                aria-label=t("filter-moment")
                on:change=move |event| set_sign(event_target_value(&event))
            >
                {option("+".into(), t("filter-shift-plus"), move || !minus.get())}
                {option("-".into(), t("filter-shift-minus"), move || minus.get())}
            </select>
            <input
                class="input number"
                type="number"
                min="0"
                max="100000"
                inputmode="numeric"
                aria-label=t("filter-value")
                value=untrack(parts).1.abs().to_string()
                on:input=move |event| set_count(event_target_value(&event))
            />
            <select
                class="select"
                aria-label=t("filter-unit")
                on:change=move |event| set_unit(event_target_value(&event))
            >
                {units.collect_view()}
            </select>
        </div>
    }
    .into_any()
}
