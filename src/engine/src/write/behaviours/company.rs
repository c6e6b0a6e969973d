//! The company: there is one, and what it says of its working time can be read.

use model::kind::money;
use model::{Problem, Record, Value, hours};
use modules::company::{self, CURRENCIES, CURRENCY, DAYS, HOLIDAYS};

use crate::write::draft::{Draft, Origin, Scene};

pub(super) fn be_the_only_one(draft: &mut Draft, scene: &Scene) {
    if draft.is_new() && scene.world.company.id.is_some() {
        draft.problem(Problem::new("", "company-is-there"));
    }
}

pub(super) fn stays(_: &Record, _: &Scene) -> Option<Problem> {
    Some(Problem::new("", "company-stays"))
}

/// Written down as all read it, whatever signs were typed.
pub(super) fn read_the_hours(draft: &mut Draft, _: &Scene) {
    let working = match company::working(&draft.after()) {
        Ok(working) => working,
        Err(problems) => return draft.problems.extend(problems),
    };
    let days = DAYS.iter().zip(&working.days).map(|(key, spans)| (key.name, hours::write_day(spans)));
    let all = days.chain([(HOLIDAYS.name, hours::write_holidays(&working.holidays))]);
    for (name, text) in all {
        if draft.changes(name) {
            draft.set(name, if text.is_empty() { Value::Empty } else { Value::Text(text) });
        }
    }
}

/// By the codes of ISO 4217, in whatever case they were typed.
pub(super) fn know_the_currencies(draft: &mut Draft, _: &Scene) {
    if !draft.changes(CURRENCIES) {
        return;
    }
    let mut codes: Vec<String> = Vec::new();
    for code in draft.value(CURRENCIES).as_many().iter().map(|code| code.to_uppercase()) {
        if !money::is_currency(&code) {
            return draft.problem(Problem::new(CURRENCIES, "unknown-choice").detail(code));
        }
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    draft.set(CURRENCIES, if codes.is_empty() { Value::Empty } else { Value::Many(codes) });
}

/// Since then amounts may have been written that are meant in the present currency; nobody asks here whether.
pub(super) fn keep_the_currency_in_undo(draft: &mut Draft, _: &Scene) {
    if draft.origin == Origin::Undo && draft.changes(CURRENCY.name) {
        draft.problem(Problem::new(CURRENCY.name, "fixed"));
    }
}
