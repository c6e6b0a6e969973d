//! Rows while they are changed: each is a draft of its own.

use leptos::prelude::*;
use model::kind::Rows;
use model::{Field, Id, Name, Problem, Record, Row, Value};

use super::Draft;

/// What people see of a row.
pub fn columns(kind: &Rows) -> Vec<Field> {
    kind.fields.iter().filter(|field| !field.hidden).cloned().collect()
}

/// A row while it is changed. Its key stays, whatever becomes of the others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RowDraft {
    pub key: u32,
    id: Id,
    pub draft: Draft,
}

/// The rows of one field while they are changed.
#[derive(Clone, Copy)]
pub struct RowDrafts {
    of: StoredValue<Rows>,
    pub all: RwSignal<Vec<RowDraft>>,
    next: StoredValue<u32>,
}

impl RowDrafts {
    pub fn begin(kind: Rows, rows: &[Row]) -> RowDrafts {
        let lines =
            RowDrafts { of: StoredValue::new(kind), all: RwSignal::default(), next: StoredValue::new(0) };
        let all = rows.iter().map(|row| lines.line(row)).collect();
        lines.all.set(all);
        lines
    }

    pub fn line(self, row: &Row) -> RowDraft {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let record = Record { id: row.id, version: 1, title: String::new(), values: row.values.clone() };
        RowDraft { key, id: row.id, draft: Draft::of(self.of.with_value(|rows| rows.of.clone()), record) }
    }

    pub fn add(self) -> u32 {
        let fields = self.of.with_value(columns);
        let usual = fields.iter().filter_map(|field| match &field.default {
            model::field::Default::Value(value) => Some((field.name.clone(), value.clone())),
            _ => None,
        });
        let line = self.line(&Row::new(usual.collect()));
        self.all.update(|all| all.push(line));
        line.key
    }

    /// One row each for names that none has yet.
    pub fn add_named(self, names: Vec<String>) {
        let fields = self.of.with_value(columns);
        let Some(field) = fields.first() else { return };
        let named = |line: &RowDraft| line.draft.get_untracked(&field.name);
        let known: Vec<Value> = self.all.get_untracked().iter().map(named).collect();
        let new = names.into_iter().map(Value::Text).filter(|name| !known.contains(name));
        let rows: Vec<RowDraft> =
            new.map(|name| self.line(&Row::new([(field.name.clone(), name)].into()))).collect();
        self.all.update(|all| all.extend(rows));
    }

    pub fn remove(self, key: u32) {
        self.all.update(|all| all.retain(|line| line.key != key));
    }

    /// Up or down by one.
    pub fn step(self, key: u32, down: bool) {
        self.all.update(|all| {
            let Some(at) = all.iter().position(|line| line.key == key) else { return };
            let to = if down { at + 1 } else { at.wrapping_sub(1) };
            if to < all.len() {
                all.swap(at, to);
            }
        });
    }

    /// What is typed now, without rows in which nothing is; tells when it changes.
    pub fn typed(self) -> Value {
        let rows: Vec<Row> = self.filled().into_iter().map(|(_, row)| row).collect();
        if rows.is_empty() { Value::Empty } else { Value::Rows(rows) }
    }

    /// The rows in which something is, with their keys; tells when they change.
    pub fn filled(self) -> Vec<(u32, Row)> {
        let fields = self.of.with_value(columns);
        let row = |line: RowDraft| {
            let mut values = line.draft.base().values;
            for field in &fields {
                values.insert(field.name.clone(), line.draft.get(&field.name));
            }
            values.retain(|_, value: &mut Value| !value.is_empty());
            (!values.is_empty()).then_some((line.key, Row { id: line.id, values }))
        };
        self.all.get().into_iter().filter_map(row).collect()
    }

    /// The field of a row.
    pub fn field(self, name: &str) -> Option<Field> {
        self.of.with_value(|rows| rows.field(name).cloned())
    }

    /// Keeps the field `name` of `draft` as the rows are typed, and puts at the rows what is wrong with them.
    pub fn follow(self, draft: Draft, name: Name) {
        let told = name.clone();
        Effect::new(move |before: Option<()>| {
            let read = match self.are_wrong() {
                true => Err(Problem::new(name.clone(), "wrong-in-row")),
                false => Ok(self.typed()),
            };
            if before.is_some() {
                draft.put(&name, read);
            }
        });
        Effect::new(move |_| self.tell(draft, &told));
    }

    /// Whether something that is typed is no value, or was told to be wrong; tells when that changes.
    fn are_wrong(self) -> bool {
        let fields = self.of.with_value(columns);
        self.all.get().into_iter().filter(|line| line.draft.is_wrong(&fields)).count() > 0
    }

    /// Puts what is wrong with rows at their fields.
    fn tell(self, draft: Draft, name: &str) {
        let problems = draft.within(name);
        let keys: Vec<u32> = untrack(|| self.filled()).into_iter().map(|(key, _)| key).collect();
        let lines = self.all.get_untracked();
        for problem in problems {
            let mut path = problem.field.splitn(3, '.').skip(1);
            let key = path.next().and_then(|place| keys.get(place.parse::<usize>().ok()?));
            let line = key.and_then(|key| lines.iter().find(|line| line.key == *key));
            if let (Some(line), Some(field)) = (line, path.next()) {
                line.draft.put(field, Err(Problem { field: field.into(), ..problem }));
                line.draft.show(field);
            }
        }
    }
}
