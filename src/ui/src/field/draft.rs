//! What is typed into the fields of a record and not yet saved.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::field::Default;
use model::module::CURRENCY;
use model::record::Values;
use model::{Field, Id, Kind, Link, Module, Name, Problem, Record, Value};

use crate::context;

/// The values of one record while they are changed: each a signal of its own, made when somebody asks for it, with
/// what is wrong with it. A problem is kept from the moment it is typed, and shown once one has left the field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Draft {
    inner: StoredValue<Inner>,
}

struct Inner {
    module: Name,
    base: Record,
    slots: BTreeMap<Name, Slot>,
    /// About the whole record, or about fields that are not on the form.
    whole: ArcRwSignal<Vec<Problem>>,
    /// The fields for which saving was refused the last time.
    refused: ArcRwSignal<Vec<Name>>,
    /// What is wrong inside of rows; a problem's field is `lines.2.quantity`.
    within: ArcRwSignal<Vec<Problem>>,
}

#[derive(Clone)]
struct Slot {
    value: ArcRwSignal<Value>,
    problem: ArcRwSignal<Option<Problem>>,
    shown: ArcRwSignal<bool>,
}

impl Draft {
    /// To change `record` of `module`.
    pub fn of(module: impl Into<Name>, record: Record) -> Draft {
        let inner = Inner {
            module: module.into(),
            base: record,
            slots: BTreeMap::new(),
            whole: ArcRwSignal::default(),
            refused: ArcRwSignal::default(),
            within: ArcRwSignal::default(),
        };
        Draft { inner: StoredValue::new(inner) }
    }

    /// For a new record of `module`, with its defaults.
    pub fn blank(module: &Module) -> Draft {
        let draft = Draft::empty(module.name.clone());
        draft.begin(module);
        draft
    }

    /// Begins a new record: what was typed is gone, the defaults stand.
    pub fn begin(&self, module: &Module) {
        self.restart(nothing());
        for field in &module.fields {
            let value = default(field);
            if !value.is_empty() {
                self.set(&field.name, value);
            }
        }
    }

    /// Begins anew, to change `record`: what was typed is gone, and editors have to be made anew.
    pub fn restart(&self, record: Record) {
        self.inner.update_value(|inner| {
            inner.base = record;
            inner.slots.clear();
            inner.whole = ArcRwSignal::default();
            inner.refused = ArcRwSignal::default();
            inner.within = ArcRwSignal::default();
        });
    }

    /// For a record that holds nothing yet.
    pub fn empty(module: impl Into<Name>) -> Draft {
        Draft::of(module, nothing())
    }

    pub fn module(&self) -> Name {
        self.inner.with_value(|inner| inner.module.clone())
    }

    fn slot(&self, name: &str) -> Slot {
        let known = self.inner.with_value(|inner| inner.slots.get(name).cloned());
        known.unwrap_or_else(|| {
            let slot = Slot {
                value: ArcRwSignal::new(self.before(name)),
                problem: ArcRwSignal::default(),
                shown: ArcRwSignal::new(false),
            };
            self.inner.update_value(|inner| {
                inner.slots.insert(name.into(), slot.clone());
            });
            slot
        })
    }

    /// What the record held when the draft was begun.
    pub fn before(&self, name: &str) -> Value {
        self.inner.with_value(|inner| inner.base.value(name).clone())
    }

    /// The record as it was when the draft was begun.
    pub fn base(&self) -> Record {
        self.inner.with_value(|inner| inner.base.clone())
    }

    /// What is typed now; tells when it changes.
    pub fn get(&self, name: &str) -> Value {
        self.slot(name).value.get()
    }

    /// The record as it would be, as far as these fields go; tells when they change.
    fn part(&self, names: impl Iterator<Item = Name>) -> Record {
        let mut record = self.base();
        for name in names {
            let value = self.get(&name);
            record.set(name, value);
        }
        record
    }

    /// Whether the form shows the field; tells when that changes.
    pub fn shows(&self, field: &Field) -> bool {
        field.shown_if.is_none()
            || field.is_shown(&self.part(field.depends_on().cloned()), &context::asking())
    }

    /// Whether the field must be filled in; tells when that changes.
    pub fn requires(&self, field: &Field) -> bool {
        let depends = field.shown_if.is_some() || field.required_if.is_some();
        if !depends {
            return field.required;
        }
        field.is_required(&self.part(field.depends_on().cloned()), &context::asking())
    }

    /// The record with what formulas give for what is typed; tells when that changes.
    pub fn worked_out(&self, module: &Module, currency: &str) -> Record {
        let inputs = module.inputs().cloned().chain([Name::new_static(CURRENCY)]);
        let mut record = self.part(inputs.filter(|name| module.field(name).is_some()));
        module.work_out(&mut record, currency);
        record
    }

    pub fn get_untracked(&self, name: &str) -> Value {
        self.slot(name).value.get_untracked()
    }

    /// Puts a value that is known to be right.
    pub fn set(&self, name: &str, value: Value) {
        self.put(name, Ok(value));
    }

    /// What was read from the input: a value, or why there is none.
    pub fn put(&self, name: &str, read: Result<Value, Problem>) {
        if self.inner.is_disposed() {
            return;
        }
        let slot = self.slot(name);
        match read {
            Ok(value) => {
                if slot.value.with_untracked(|known| *known != value) {
                    slot.value.set(value);
                }
                if slot.problem.with_untracked(Option::is_some) {
                    slot.problem.set(None);
                }
            }
            Err(problem) => slot.problem.set(Some(problem)),
        }
    }

    /// One has left the field: what is wrong with it is said from now on. Browsers tell of it even when an input is
    /// taken away, with all that belongs to it.
    pub fn leave(&self, field: &Field) {
        if self.inner.is_disposed() {
            return;
        }
        let slot = self.slot(&field.name);
        let emptied = untrack(|| self.requires(field))
            && slot.value.with_untracked(Value::is_empty)
            && slot.problem.with_untracked(Option::is_none)
            && !self.before(&field.name).is_empty();
        if emptied {
            slot.problem.set(Some(Problem::new(field.name.clone(), "required")));
        }
        slot.shown.set(true);
    }

    /// What is to be said about a field now; tells when it changes.
    pub fn problem(&self, name: &str) -> Option<Problem> {
        let slot = self.slot(name);
        slot.shown.get().then(|| slot.problem.get()).flatten()
    }

    /// Whether something is wrong with one of these fields, shown or not; tells when that changes.
    pub fn is_wrong<'a>(&self, fields: impl IntoIterator<Item = &'a Field>) -> bool {
        // All are asked, so that each is heard of.
        let wrong = |field: &Field| self.slot(&field.name).problem.with(Option::is_some);
        fields.into_iter().filter(|field| wrong(field)).count() > 0
    }

    pub fn problem_untracked(&self, name: &str) -> Option<Problem> {
        self.slot(name).problem.get_untracked()
    }

    /// What is wrong, but not with one field that is on the form.
    pub fn whole(&self) -> Vec<Problem> {
        self.inner.with_value(|inner| inner.whole.clone()).get()
    }

    /// The fields for which saving was refused and with which something is still wrong; tells when they change.
    pub fn refused(&self) -> Vec<Name> {
        let refused = self.inner.with_value(|inner| inner.refused.clone());
        refused.get().into_iter().filter(|name| self.problem(name).is_some()).collect()
    }

    fn refuse(&self, fields: Vec<Name>) {
        self.inner.with_value(|inner| inner.refused.clone()).set(fields);
    }

    /// What is wrong inside of the rows of a field; tells when it changes.
    pub fn within(&self, name: &str) -> Vec<Problem> {
        let within = self.inner.with_value(|inner| inner.within.clone()).get();
        within.into_iter().filter(|problem| row_of(problem).is_some_and(|field| field == name)).collect()
    }

    fn tell_within(&self, problems: &[Problem]) {
        let within = problems.iter().filter(|problem| row_of(problem).is_some()).cloned().collect();
        self.inner.with_value(|inner| inner.within.clone()).set(within);
    }

    /// What is wrong with a field is said from now on.
    pub fn show(&self, name: &str) {
        self.slot(name).shown.set(true);
    }

    /// The server's problems, at their fields where somebody shows them.
    pub fn show_problems(&self, problems: &[Problem]) {
        let mut rest = Vec::new();
        let mut wrong = Vec::new();
        self.tell_within(problems);
        for problem in problems.iter().map(over_rows) {
            match self.inner.with_value(|inner| inner.slots.get(&problem.field).cloned()) {
                Some(slot) => {
                    wrong.push(problem.field.clone());
                    slot.problem.set(Some(problem));
                    slot.shown.set(true);
                }
                None => rest.push(problem),
            }
        }
        self.refuse(wrong);
        self.inner.with_value(|inner| inner.whole.clone()).set(rest);
    }

    /// What differs from the record that it began with.
    pub fn changes(&self) -> Values {
        self.inner.with_value(|inner| {
            let differs = |(name, slot): (&Name, &Slot)| {
                let value = slot.value.get_untracked();
                let same =
                    value == *inner.base.value(name) || value.is_empty() && inner.base.value(name).is_empty();
                (!same).then(|| (name.clone(), value))
            };
            inner.slots.iter().filter_map(differs).collect()
        })
    }

    /// Whether something was typed that leaving would lose.
    pub fn is_dirty(&self) -> bool {
        let unread = |slot: &Slot| slot.problem.with_untracked(Option::is_some);
        !self.changes().is_empty() || self.inner.with_value(|inner| inner.slots.values().any(unread))
    }

    /// The record as it would be.
    pub fn record(&self) -> Record {
        self.inner.with_value(|inner| {
            let mut record = inner.base.clone();
            for (name, slot) in &inner.slots {
                record.values.insert(name.clone(), slot.value.get_untracked());
            }
            record
        })
    }

    /// What is to be saved: the changes, checked by the code that the server uses too. Where something is wrong with
    /// one of `fields`, it is marked and the number of problems returned. What a record holds already and nobody
    /// touched is let be: old data may lack what is required now.
    pub fn check<'a>(&self, fields: impl IntoIterator<Item = &'a Field>) -> Result<Values, usize> {
        let is_new = self.inner.with_value(|inner| inner.base.version == 0);
        let (after, asking) = (self.record(), context::asking());
        let is_touched = |name: &Name| *after.value(name) != self.before(name);
        let mut wrong = Vec::new();
        for field in fields {
            if matches!(field.kind, Kind::Address(_)) || field.read_only {
                continue;
            }
            let slot = self.slot(&field.name);
            let asked = is_new || is_touched(&field.name) || field.depends_on().any(is_touched);
            if asked && slot.problem.with_untracked(Option::is_none) {
                let required = field.is_required(&after, &asking);
                let value = slot.value.get_untracked();
                if let (Kind::Rows(_), Err(problems)) = (&field.kind, field.check_all(value.clone())) {
                    self.tell_within(&problems);
                }
                self.put(&field.name, checked(field, value, required));
            }
            slot.shown.set(true);
            if slot.problem.with_untracked(Option::is_some) && !wrong.contains(&field.name) {
                wrong.push(field.name.clone());
            }
        }
        let count = wrong.len();
        self.refuse(wrong);
        if count == 0 { Ok(self.changes()) } else { Err(count) }
    }
}

/// The field with rows in which it is wrong.
fn row_of(problem: &Problem) -> Option<&str> {
    problem.field.split_once('.').map(|(field, _)| field)
}

/// What is wrong in a row, said of all of them.
fn over_rows(problem: &Problem) -> Problem {
    match row_of(problem) {
        Some(field) => Problem::new(field, "wrong-in-row"),
        None => problem.clone(),
    }
}

fn nothing() -> Record {
    Record { id: Id::new(0, [0; 10]), version: 0, title: String::new(), values: Values::new() }
}

fn default(field: &Field) -> Value {
    match &field.default {
        Default::Nothing => Value::Empty,
        Default::Value(value) => value.clone(),
        Default::Me => context::me().map_or(Value::Empty, |me| {
            Value::Link(Link { module: Name::new_static("users"), id: me.id, title: me.name })
        }),
        Default::Today => Value::Date(context::today()),
        Default::Currency => Value::text(context::formats().currency.clone()),
    }
}

fn checked(field: &Field, value: Value, required: bool) -> Result<Value, Problem> {
    let value = field.check(value)?;
    if required && value.is_empty() {
        return Err(Problem::new(field.name.clone(), "required"));
    }
    Ok(value)
}
