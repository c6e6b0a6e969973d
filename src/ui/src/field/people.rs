//! Records to compare a link with: among people, also oneself, one's team and one's department.

use std::str::FromStr;

use leptos::prelude::*;
use model::filter::{Op, Operand};
use model::{Id, Link, Name, Value};

use super::combo::{Combo, Mark, Offer};
use super::filter::{Asked, typed};
use super::find::{self, Finder};
use super::line::Line;
use super::link;
use super::tokens::{Token, Tokens};
use crate::texts::t;

const ME: &str = "me";
const MY_TEAM: &str = "my-team";
const MY_DEPARTMENT: &str = "my-department";

/// One record or several, as chips; part of a name where the operator looks in it.
pub fn operand(asked: Asked, targets: Vec<Name>) -> AnyView {
    if asked.op == Op::Contains {
        return typed(asked, Line::TEXT);
    }
    let combo = Combo::new(String::new());
    let finder = Finder::new(combo);
    let value = asked.value;
    let several = asked.op.takes_list();
    let people = targets.iter().any(|target| target == "users");
    let on_text = {
        let targets = targets.clone();
        move |text: String| {
            let targets = targets.clone();
            finder.ask(text, move |text| find_in(targets, text, people));
        }
    };
    let (id, label) = (asked.id.clone(), asked.field.label.clone());
    let on_pick = move |offer: Offer| {
        let Some(operand) = chosen(&offer) else { return };
        combo.text.set(String::new());
        if several { asked.add(operand) } else { value.set(vec![operand]) }
    };
    let on_remove =
        move |key: String| value.update(|known| known.retain(|operand| token(operand).key != key));
    let tokens = Signal::derive(move || value.with(|known| known.iter().map(token).collect::<Vec<_>>()));
    view! {
        <Tokens
            id
            combo
            tokens
            on_text
            on_pick
            on_enter=None
            on_remove
            label=Some(label)
            placeholder=t("widget-choose")
            invalid=None
            described_by=None
        />
    }
    .into_any()
}

/// In all modules that the field may point to, those of the first before the others.
async fn find_in(targets: Vec<Name>, text: String, people: bool) -> Result<Vec<Offer>, api::Failure> {
    let mut found = Vec::new();
    if people && text.is_empty() {
        let special = |key: &str| Offer {
            key: key.into(),
            label: t(key),
            hint: String::new(),
            mark: Mark::Icon(match key {
                ME => "user-round",
                MY_TEAM => "users-round",
                _ => "network",
            }),
        };
        found.extend([ME, MY_TEAM, MY_DEPARTMENT].map(special));
    }
    for target in targets {
        let records = find::records(target.clone(), text.clone()).await?;
        found.extend(
            records.into_iter().map(|offer| Offer { key: format!("{target}:{}", offer.key), ..offer }),
        );
    }
    Ok(found)
}

fn chosen(offer: &Offer) -> Option<Operand> {
    match offer.key.as_str() {
        ME => Some(Operand::Me),
        MY_TEAM => Some(Operand::MyTeam),
        MY_DEPARTMENT => Some(Operand::MyDepartment),
        key => {
            let (module, id) = key.split_once(':')?;
            let id = Id::from_str(id).ok()?;
            let link = Link { module: module.into(), id, title: offer.label.clone() };
            Some(Operand::Value(Value::Link(link)))
        }
    }
}

fn token(operand: &Operand) -> Token {
    let (key, label) = match operand {
        Operand::Me => (ME.into(), t(ME)),
        Operand::MyTeam => (MY_TEAM.into(), t(MY_TEAM)),
        Operand::MyDepartment => (MY_DEPARTMENT.into(), t(MY_DEPARTMENT)),
        Operand::Value(Value::Link(known)) => (known.id.to_string(), link::title(known)),
        Operand::Value(_) | Operand::Relative { .. } => Default::default(),
    };
    Token { key, label, color: "grey" }
}
