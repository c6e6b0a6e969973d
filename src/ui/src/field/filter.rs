//! What a condition compares with: the editor of each kind, and what several share. All read and write the operands
//! of one test.

use leptos::prelude::*;
use model::filter::{Op, Operand};
use model::{Field, Formats, Kind, Name, Problem, Value};

use super::combo::Combo;
use super::edit::Editing;
use super::line::{Line, line};
use super::tokens::{Token, Tokens};
use super::*;
use crate::context::formats;
use crate::texts::{problem_text, t};
use crate::toast::toast_failed;

/// What an operand's editor is made from.
#[derive(Clone)]
pub struct Asked {
    pub field: Field,
    pub op: Op,
    pub value: RwSignal<Vec<Operand>>,
    pub id: String,
    /// The module that has the field.
    pub module: Name,
}

/// What `field` is compared with by `op`: nothing, one operand, or several. What cannot be read is left out, so that
/// `value` always makes a condition that can be parsed. Make it anew when the field or the operator changes.
#[component]
pub fn FilterValue(
    field: Field,
    op: Op,
    value: RwSignal<Vec<Operand>>,
    #[prop(into)] id: String,
    /// The module that has the field, for the tags that are in use there.
    #[prop(optional, into)]
    module: Name,
) -> impl IntoView {
    if op.takes_no_operand() {
        return ().into_any();
    }
    let asked = Asked { field, op, value, id, module };
    match asked.field.kind.clone() {
        Kind::Text(_)
        | Kind::LongText(_)
        | Kind::Email(_)
        | Kind::Phone(_)
        | Kind::Url(_)
        | Kind::AutoNumber(_) => typed(asked, Line::TEXT),
        Kind::Integer(_) | Kind::Decimal(_) | Kind::Percent(_) | Kind::Money(_) | Kind::Score(_) => {
            typed(asked, number::LINE)
        }
        Kind::Duration(_) => typed(asked, duration::LINE),
        Kind::Date(_) => moment::operand(asked, false),
        Kind::Instant(_) => moment::operand(asked, true),
        Kind::YesNo(_) => yes_no::operand(asked),
        Kind::OneOf(kind) => chosen(asked, kind.choices),
        Kind::ManyOf(kind) => chosen(asked, kind.choices),
        Kind::Link(kind) => people::operand(asked, kind.to),
        Kind::User(_) => people::operand(asked, vec![Name::new_static("users")]),
        Kind::Tags(_) => tags::operand(asked),
        Kind::Address(_) | Kind::File(_) | Kind::Rows(_) => ().into_any(),
    }
}

impl Asked {
    /// The only operand's value.
    pub fn one(&self) -> Value {
        match self.value.with_untracked(|operands| operands.first().cloned()) {
            Some(Operand::Value(value)) => value,
            _ => Value::Empty,
        }
    }

    pub fn set_one(&self, value: Value) {
        let operands = if value.is_empty() { Vec::new() } else { vec![Operand::Value(value)] };
        if self.value.with_untracked(|known| *known != operands) {
            self.value.set(operands);
        }
    }

    /// An editor of its own for one value: what is put into it becomes the operand.
    pub fn editing(&self) -> Editing {
        let draft = Draft::empty(self.module.clone());
        let name = self.field.name.clone();
        draft.set(&name, self.one());
        let (asked, watched) = (self.clone(), name);
        Effect::new(move |before: Option<()>| {
            let value = draft.get(&watched);
            if before.is_some() {
                asked.set_one(value);
            }
        });
        let mut field = self.field.clone();
        field.required = false;
        Editing { field, draft, id: self.id.clone(), bare: true }
    }

    /// Operands that are texts: keys of choices, tags.
    pub fn keys(&self) -> Signal<Vec<String>> {
        let value = self.value;
        let key = |operand: &Operand| match operand {
            Operand::Value(Value::Text(key)) => Some(key.clone()),
            _ => None,
        };
        Signal::derive(move || value.with(|operands| operands.iter().filter_map(key).collect()))
    }

    pub fn set_keys(&self) -> Callback<Vec<String>> {
        let value = self.value;
        let operand = |key: String| Operand::Value(Value::Text(key));
        Callback::new(move |keys: Vec<String>| value.set(keys.into_iter().map(operand).collect()))
    }

    pub fn add(&self, operand: Operand) {
        if self.value.with_untracked(|known| !known.contains(&operand)) {
            self.value.update(|known| known.push(operand));
        }
    }
}

/// Part of a text is not yet an e-mail address or a number of a list.
fn read(field: &Field, text: &str, formats: &Formats) -> Result<Value, Problem> {
    let free = matches!(
        field.kind,
        Kind::Text(_)
            | Kind::LongText(_)
            | Kind::Email(_)
            | Kind::Phone(_)
            | Kind::Url(_)
            | Kind::AutoNumber(_)
            | Kind::Tags(_)
            | Kind::Link(_)
            | Kind::User(_)
    );
    let text = text.trim();
    match text {
        "" => Ok(Value::Empty),
        text if free => Ok(Value::text(text)),
        text => field.parse(text, formats),
    }
}

/// For kinds that are typed: one input, or chips of what was typed.
pub fn typed(asked: Asked, how: Line) -> AnyView {
    if asked.op.takes_list() {
        return typed_list(asked);
    }
    let editing = asked.editing();
    let error = {
        let (draft, name, id) = (editing.draft, asked.field.name.clone(), format!("{}-error", asked.id));
        move || {
            let text = problem_text(&draft.problem(&name)?);
            Some(view! { <p class="error" id=id.clone()>{text}</p> })
        }
    };
    view! {
        <div>
            {line(editing, Line { read, ..how })}
            {error}
        </div>
    }
    .into_any()
}

fn typed_list(asked: Asked) -> AnyView {
    let combo = Combo::free(String::new());
    let value = asked.value;
    let shown = asked.field.clone();
    let tokens = Signal::derive(move || {
        let formats = formats();
        let token = |operand: &Operand| {
            let Operand::Value(value) = operand else { return None };
            let (key, text) = (shown.plain(value), written(&shown, value, &formats));
            Some(Token { key, label: text, color: "grey" })
        };
        value.with(|operands| operands.iter().filter_map(token).collect::<Vec<_>>())
    });
    let (adding, removing) = (asked.clone(), asked.field.clone());
    let take = move |text: String| match read(&adding.field, &text, &formats()) {
        Ok(Value::Empty) => false,
        Ok(value) => {
            adding.add(Operand::Value(value));
            combo.text.set(String::new());
            true
        }
        Err(problem) => {
            toast_failed(problem_text(&problem));
            true
        }
    };
    let remove = move |key: String| {
        let is_it =
            |operand: &Operand| matches!(operand, Operand::Value(value) if removing.plain(value) == key);
        value.update(|operands| operands.retain(|operand| !is_it(operand)));
    };
    view! {
        <Tokens
            id=asked.id
            combo
            tokens
            on_text=|_| ()
            on_pick=|_| ()
            on_enter=Some(Callback::new(take))
            on_remove=remove
            label=Some(asked.field.label)
            placeholder=t("filter-values")
            invalid=None
            described_by=None
        />
    }
    .into_any()
}

fn written(field: &Field, value: &Value, formats: &Formats) -> String {
    field.format(value, model::kind::Show { formats, currency: &formats.currency })
}

/// For lists of values: one of them, or several.
fn chosen(asked: Asked, choices: Vec<model::Choice>) -> AnyView {
    let editing = asked.editing();
    if asked.op.takes_list() {
        return many_of::several(choices, asked.keys(), asked.set_keys(), &editing);
    }
    let keys = asked.keys();
    let current = move || keys.get().pop().unwrap_or_default();
    let choose = move |key: String| asked.set_one(Value::Text(key));
    choices::select(&editing, choices::labels(&choices), |_| true, current, choose)
}
