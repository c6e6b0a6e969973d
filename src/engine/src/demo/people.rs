//! Who works there. Their places in `PEOPLE` are what the rest of the demo calls them by.

use std::collections::HashMap;
use std::sync::Arc;

use api::Caller;
use model::record::Values;
use model::{Id, Language, Link, Name, Value};

use crate::Engine;
use crate::error::Result;
use crate::organisation::{DEPARTMENTS, TEAMS, USERS};
use crate::write::{self, IfAlike};

pub(super) const PASSWORD: &str = "rapport-demo";

pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) role: &'static str,
    title: &'static str,
    office: &'static str,
    language: Language,
    zone: &'static str,
    team: &'static str,
    department: &'static str,
}

pub(super) const ALEX: usize = 0;
pub(super) const MARA: usize = 1;
pub(super) const WEN: usize = 2;
pub(super) const YIJUN: usize = 3;
pub(super) const IRINA: usize = 4;
pub(super) const JIHOON: usize = 5;

pub(super) const PEOPLE: &[Person] = &[
    Person {
        name: "Alex Morgan",
        email: "admin@example.com",
        role: "Administrator",
        title: "Office manager",
        office: "Hamburg",
        language: Language::English,
        zone: "Europe/Berlin",
        team: "Europe",
        department: "Administration",
    },
    Person {
        name: "Mara Lindqvist",
        email: "mara@example.com",
        role: "Manager",
        title: "Head of sales",
        office: "Hamburg",
        language: Language::English,
        zone: "Europe/Berlin",
        team: "Europe",
        department: "Sales",
    },
    Person {
        name: "李文",
        email: "wen@example.com",
        role: "Representative",
        title: "销售代表",
        office: "上海",
        language: Language::SimplifiedChinese,
        zone: "Asia/Shanghai",
        team: "East Asia",
        department: "Sales East Asia",
    },
    Person {
        name: "林怡君",
        email: "yijun@example.com",
        role: "Representative",
        title: "業務代表",
        office: "台北",
        language: Language::TraditionalChinese,
        zone: "Asia/Taipei",
        team: "East Asia",
        department: "Sales East Asia",
    },
    Person {
        name: "Ирина Соколова",
        email: "irina@example.com",
        role: "Representative",
        title: "Менеджер по продажам",
        office: "Алматы",
        language: Language::Russian,
        zone: "Asia/Almaty",
        team: "Europe",
        department: "Sales Europe",
    },
    Person {
        name: "박지훈",
        email: "jihoon@example.com",
        role: "Representative",
        title: "영업 담당",
        office: "서울",
        language: Language::Korean,
        zone: "Asia/Seoul",
        team: "East Asia",
        department: "Sales East Asia",
    },
];

/// The departments, each with the one above it.
const DEPARTMENT_TREE: [(&str, Option<&str>); 4] = [
    ("Administration", None),
    ("Sales", None),
    ("Sales Europe", Some("Sales")),
    ("Sales East Asia", Some("Sales")),
];
/// Who heads which.
const HEADS: [(&str, usize); 2] = [("Administration", ALEX), ("Sales", MARA)];

/// Makes the users and gives them as those who ask.
pub(super) async fn join(engine: &Engine) -> Result<Vec<Arc<Caller>>> {
    let product = engine.system_caller();
    let mut teams = Vec::new();
    for team in ["Europe", "East Asia"] {
        let values = Values::from([(Name::new_static("name"), Value::text(team))]);
        let saved = write::create(engine, &product, Name::new_static(TEAMS), values).await?;
        teams.push((team, saved.record.id));
    }
    let departments = departments(engine).await?;
    let mut ids = Vec::new();
    let mut callers = Vec::new();
    for person in PEOPLE {
        let id = engine.add_user(person.email, person.name, person.role, PASSWORD).await?;
        let mut values = Values::from([
            (Name::new_static("title"), Value::text(person.title)),
            (Name::new_static("office"), Value::text(person.office)),
            (Name::new_static("language"), Value::text(person.language.code())),
            (Name::new_static("time_zone"), Value::text(person.zone)),
        ]);
        if let Some((_, team)) = teams.iter().find(|(name, _)| *name == person.team) {
            values.insert(Name::new_static("team"), Value::Link(Link::new(TEAMS, *team)));
        }
        if let Some(department) = departments.get(person.department) {
            values.insert(Name::new_static("department"), Value::Link(Link::new(DEPARTMENTS, *department)));
        }
        write::update(engine, &product, Name::new_static(USERS), id, 1, values, IfAlike::Write).await?;
        ids.push(id);
    }
    for (name, head) in HEADS {
        let (Some(department), Some(head)) = (departments.get(name), ids.get(head)) else { continue };
        let values = Values::from([(Name::new_static("head"), Value::Link(Link::new(USERS, *head)))]);
        let module = Name::new_static(DEPARTMENTS);
        write::update(engine, &product, module, *department, 1, values, IfAlike::Write).await?;
    }
    for person in PEOPLE {
        callers.push(engine.caller_of(person.email).await?);
    }
    Ok(callers)
}

/// Makes the departments, by name.
async fn departments(engine: &Engine) -> Result<HashMap<&'static str, Id>> {
    let product = engine.system_caller();
    let mut made: HashMap<&str, Id> = HashMap::new();
    for (name, above) in DEPARTMENT_TREE {
        let above = above.and_then(|above| made.get(above));
        let above = above.map_or(Value::Empty, |above| Value::Link(Link::new(DEPARTMENTS, *above)));
        let values = Values::from([
            (Name::new_static("name"), Value::text(name)),
            (Name::new_static("parent"), above),
        ]);
        let saved = write::create(engine, &product, Name::new_static(DEPARTMENTS), values).await?;
        made.insert(name, saved.record.id);
    }
    Ok(made)
}
