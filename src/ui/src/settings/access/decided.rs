//! What is decided, as the page holds it, and how it is changed.

use std::collections::BTreeSet;

use api::{Failure, calls};
use futures::try_join;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::record::Values;
use model::{Id, Link, Name, Record, Value};

use crate::live::on_live;
use crate::settings::held::{self, Held};
use crate::settings::records::all;
use crate::texts::t;
use crate::toast::{toast_failure, toast_undo};

pub const RULES: Name = Name::new_static("access_rules");
pub const PROFILES: Name = Name::new_static("profiles");
pub const PERMISSIONS: Name = Name::new_static("permissions");
pub const SHARING: Name = Name::new_static("sharing_rules");

/// All records that decide about access.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Decided {
    pub rules: Vec<Record>,
    pub profiles: Vec<Record>,
    pub permissions: Vec<Record>,
    pub sharing: Vec<Record>,
    /// Who holds the profiles.
    pub held: Held,
}

impl Decided {
    pub async fn load() -> Result<Decided, Failure> {
        let loaded = try_join!(all(RULES), all(PROFILES), all(PERMISSIONS), all(SHARING), Held::load());
        let (rules, profiles, permissions, sharing, held) = loaded?;
        Ok(Decided { rules, profiles, permissions, sharing, held })
    }

    pub fn rule(&self, module: &str) -> Option<&Record> {
        self.rules.iter().find(|rule| text(rule, "module") == module)
    }

    pub fn profile(&self, id: Id) -> Option<&Record> {
        self.profiles.iter().find(|profile| profile.id == id)
    }

    /// What the profile says of a module; nothing where it says the same of all.
    pub fn permission(&self, profile: Id, module: &str) -> Option<&Record> {
        let of_profile =
            |record: &Record| record.value("profile").as_link().is_some_and(|link| link.id == profile);
        self.permissions.iter().find(|record| of_profile(record) && text(record, "module") == module)
    }

    /// Whether the profile allows `action` in a module.
    pub fn allows(&self, profile: Id, module: &str, action: &str) -> bool {
        match self.permission(profile, module) {
            Some(permission) => is(permission, action),
            None => self.usual(profile, action),
        }
    }

    /// What the profile says of modules that it does not name.
    fn usual(&self, profile: Id, action: &str) -> bool {
        let open = self.profile(profile).is_some_and(|profile| is(profile, "all_modules"));
        open && !["import", "export", "review"].contains(&action)
    }

    /// The values of a permission that says what holds already.
    pub fn as_it_is(&self, profile: Id, module: &str) -> Values {
        let mut values: Values = ACTIONS
            .iter()
            .map(|(action, _)| (Name::new_static(action), Value::Bool(self.usual(profile, action))))
            .collect();
        values.insert("profile".into(), Value::Link(Link::new(PROFILES, profile)));
        values.insert("module".into(), Value::text(module));
        values
    }

    fn list(&mut self, module: &Name) -> Option<&mut Vec<Record>> {
        [
            (RULES, &mut self.rules),
            (PROFILES, &mut self.profiles),
            (PERMISSIONS, &mut self.permissions),
            (SHARING, &mut self.sharing),
        ]
        .into_iter()
        .find_map(|(name, list)| (name == *module).then_some(list))
    }

    fn put(&mut self, module: &Name, record: Record) {
        let Some(list) = self.list(module) else { return };
        match list.iter_mut().find(|known| known.id == record.id) {
            Some(known) => *known = record,
            None => list.push(record),
        }
    }
}

/// What can be allowed, with its icon.
pub const ACTIONS: [(&str, &str); 8] = [
    ("see", "eye"),
    ("create", "plus"),
    ("edit", "pencil"),
    ("delete", "trash-2"),
    ("import", "upload"),
    ("export", "download"),
    ("claim", "life-buoy"),
    ("review", "clipboard-check"),
];

pub fn text<'r>(record: &'r Record, field: &str) -> &'r str {
    record.value(field).as_text().unwrap_or_default()
}

pub fn is(record: &Record, field: &str) -> bool {
    record.value(field).as_bool() == Some(true)
}

/// What the page shows, and what is being saved.
#[derive(Clone, Copy)]
pub struct State {
    pub decided: RwSignal<Decided>,
    /// Places that are being saved, by any name that tells them apart.
    saving: RwSignal<BTreeSet<String>>,
}

impl State {
    pub fn new(decided: Decided) -> State {
        let state = State { decided: RwSignal::new(decided), saving: RwSignal::new(BTreeSet::new()) };
        let holding = [held::USERS, held::ROLES, held::TEAMS, held::MORE];
        for module in [RULES, PROFILES, PERMISSIONS, SHARING].into_iter().chain(holding) {
            on_live(module, move |_| state.reload());
        }
        state
    }

    fn reload(self) {
        spawn_local(async move {
            let loaded = Decided::load().await;
            if let Ok(loaded) = loaded
                && self.decided.try_with_untracked(|decided| *decided != loaded).unwrap_or_default()
            {
                self.decided.set(loaded);
            }
        });
    }

    pub fn is_saving(self, place: &str) -> bool {
        self.saving.with(|saving| saving.contains(place))
    }

    /// Makes the record, or changes the one that is there.
    pub fn save(self, place: String, module: Name, before: Option<Record>, values: Values, said: String) {
        self.saving.update(|saving| {
            saving.insert(place.clone());
        });
        spawn_local(async move {
            let answer = match before {
                Some(record) => calls::update(module.clone(), record.id, record.version, values).await,
                None => calls::create(module.clone(), values).await,
            };
            let _ = self.saving.try_update(|saving| saving.remove(&place));
            match answer {
                Ok(saved) => {
                    let _ = self.decided.try_update(|decided| decided.put(&module, saved.record));
                    toast_undo(format!("{said}: {}", t("settings-saved")), saved.batch);
                }
                Err(failure) => {
                    toast_failure(&failure);
                    // Controls show again what holds.
                    let _ = self.decided.try_update(|_| ());
                    self.reload();
                }
            }
        });
    }
}
