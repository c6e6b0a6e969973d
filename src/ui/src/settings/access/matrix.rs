//! Modules and profiles, and what each profile allows in each module, at a glance. On a phone one profile at a time.

use leptos::prelude::*;
use model::access::Profile;
use model::grant::Level;
use model::record::Values;
use model::{Field, Id, Name, Record, Value};

use super::decided::{ACTIONS, Decided, PERMISSIONS, PROFILES, State, text};
use super::fields::{Chosen, FieldsDialog};
use crate::context::{ModuleRef, module, schema};
use crate::field::chip;
use crate::icon::Icon;
use crate::texts::{t, t_with};

#[component]
pub fn Matrix(state: State) -> impl IntoView {
    // Drawn anew when a profile comes, goes, is renamed or held by others; what it allows changes in place.
    let profiles = Memo::new(move |_| {
        let named = |decided: &Decided| {
            let all = decided.profiles.iter();
            let one = |profile: &Record| Column {
                of: Of::Profile(profile.id),
                name: text(profile, "name").to_owned(),
                holders: holders(&decided.held.holders(profile.id)),
            };
            LEVELS.into_iter().map(Column::of_level).chain(all.map(one)).collect::<Vec<_>>()
        };
        state.decided.with(named)
    });
    let chosen: Chosen = RwSignal::new(None);
    view! {
        {move || view! { <Table state profiles=profiles.get() chosen/> }}
        <div class="btn-row">
            <a class="btn" href=format!("/m/{PROFILES}/new")>
                <Icon name="plus"/>
                {move || t_with("new-record", &[("module", &label_one(&PROFILES))])}
            </a>
        </div>
        <FieldsDialog state chosen/>
    }
}

/// What decides for who holds no profile.
const LEVELS: [Level; 2] = [Level::Manager, Level::Representative];

/// What decides.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    /// Of her role; it is as it is.
    Level(Level),
    Profile(Id),
}

impl Of {
    fn key(self) -> String {
        match self {
            Of::Level(level) => level.key().to_owned(),
            Of::Profile(id) => id.to_string(),
        }
    }
}

/// A profile above what it allows.
#[derive(Clone, PartialEq)]
struct Column {
    of: Of,
    name: String,
    /// Who holds it, in words.
    holders: String,
}

impl Column {
    fn of_level(level: Level) -> Column {
        let said = module("roles").and_then(|roles| {
            let choices = roles.field("level")?.kind.choices();
            choices.iter().find(|choice| choice.key == level.key()).map(|choice| choice.label.clone())
        });
        Column { of: Of::Level(level), name: said.unwrap_or_default(), holders: t("access-without-profile") }
    }
}

/// As many are named; of the others it is said how many they are.
const NAMED: usize = 3;

fn holders(names: &[String]) -> String {
    if names.is_empty() {
        return t("access-held-by-nobody");
    }
    let named = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => named,
        more => t_with("access-held-by-more", &[("names", &named), ("n", &more)]),
    }
}

/// What a record of the module is called.
pub fn label_one(name: &str) -> String {
    module(name).map(|module| module.label_one.clone()).unwrap_or_default()
}

#[component]
fn Table(state: State, profiles: Vec<Column>, chosen: Chosen) -> impl IntoView {
    // On a phone first what can be changed.
    let changes = profiles.iter().find(|column| matches!(column.of, Of::Profile(_)));
    let shown = RwSignal::new(changes.or(profiles.first()).map(|column| column.of));
    let head = profiles.iter().map(|Column { of, name, holders }| {
        let of = *of;
        let name = match of {
            Of::Level(_) => name.clone().into_any(),
            Of::Profile(id) => view! { <a href=format!("/m/{PROFILES}/{id}")>{name.clone()}</a> }.into_any(),
        };
        view! {
            <th scope="col" class:only-desk=move || shown.get() != Some(of)>
                {name}
                <small class="held-by">{holders.clone()}</small>
            </th>
        }
    });
    let sorts = SORTS.map(|(key, icon)| {
        let cells = profiles.iter().map(|Column { of, name, .. }| {
            let of = *of;
            let said = match of {
                Of::Level(level) => level_says(level, key),
                Of::Profile(profile) => view! { <Says state profile key name=name.clone()/> }.into_any(),
            };
            view! { <td class:only-desk=move || shown.get() != Some(of)>{said}</td> }
        });
        view! {
            <tr>
                <th scope="row"><span class="row"><Icon name=icon/>{said_of(key).map(|field| field.label)}</span></th>
                {cells.collect_view()}
            </tr>
        }
    });
    let schema = schema();
    let rows = ModuleRef::all(&schema).filter(|module| module.is_governed()).map(|module| {
        let cells = profiles.iter().map(|Column { of, name, holders }| {
            let of = *of;
            let said = module.label.clone();
            let actions = match of {
                Of::Level(level) => {
                    let name = format!("{name} ({holders})");
                    view! { <OfLevel level of=module.clone() name/> }.into_any()
                }
                Of::Profile(profile) => {
                    let cell = Cell { state, profile, module: module.name.clone() };
                    view! { <Actions cell module=said profile=name.clone() chosen/> }.into_any()
                }
            };
            view! { <td class:only-desk=move || shown.get() != Some(of)>{actions}</td> }
        });
        view! {
            <tr>
                <th scope="row"><span class="row"><Icon name=module.icon.to_string()/>{module.label.clone()}</span></th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <Key/>
        <PickProfile profiles=profiles.clone() shown/>
        <div class="table-wrap">
            <table class="table matrix stacked">
                <thead>
                    <tr>
                        <th scope="col">{module(&PERMISSIONS).and_then(|module| Some(module.field("module")?.label.clone()))}</th>
                        {head.collect_view()}
                    </tr>
                </thead>
                <tbody>{sorts.collect_view()}{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Sorts of fields of which a profile speaks as a whole, with their icons.
const SORTS: [(&str, &str); 2] = [("personal_data", "user-round"), ("revenue", "coins")];

/// How profiles say it.
fn said_of(key: &str) -> Option<Field> {
    module(&PROFILES)?.field(key).cloned()
}

/// What a level says, which nobody changes.
fn level_says(level: Level, key: &str) -> AnyView {
    let profile = Profile::of_level(level);
    let access = if key == "revenue" { profile.revenue } else { profile.personal };
    said_of(key).map(|field| chip(field.kind.choices(), access.key())).into_any()
}

/// What a profile says, to be changed.
#[component]
fn Says(state: State, profile: Id, key: &'static str, name: String) -> impl IntoView {
    let Some(field) = said_of(key) else { return ().into_any() };
    let now = move || {
        let said = |decided: &Decided| decided.profile(profile).map(|profile| text(profile, key).to_owned());
        state.decided.with(said).unwrap_or_default()
    };
    let place = move || format!("{profile} {key}");
    let label = t_with("why-of", &[("user", &name), ("detail", &field.label)]);
    let said = label.clone();
    let save = move |event| {
        let before = state.decided.with_untracked(|decided| decided.profile(profile).cloned());
        let values = Values::from([(Name::new_static(key), Value::text(event_target_value(&event)))]);
        state.save(place(), PROFILES, before, values, said.clone());
    };
    let options = field.kind.choices().iter().map(|choice| {
        let key = choice.key.to_string();
        let chosen = {
            let key = key.clone();
            move || now() == key
        };
        let at_first = untrack(&chosen);
        view! { <option value=key selected=at_first prop:selected=chosen>{choice.label.clone()}</option> }
    });
    view! {
        <select class="select" aria-label=label disabled=move || state.is_saving(&place()) on:change=save>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// What the signs mean.
#[component]
fn Key() -> impl IntoView {
    let actions = ACTIONS.map(|(action, icon)| (action_label(action), icon));
    let all = actions.into_iter().chain([(t("access-fields-of"), "columns-3")]);
    let one = |(label, icon): (String, &'static str)| view! { <li><Icon name=icon/>{label}</li> };
    view! { <ul class="acts-key">{all.map(one).collect_view()}</ul> }
}

/// On a phone: the column that is shown.
#[component]
fn PickProfile(profiles: Vec<Column>, shown: RwSignal<Option<Of>>) -> impl IntoView {
    let all = StoredValue::new(profiles.clone());
    let held = move || {
        let its = |all: &Vec<Column>| {
            let known = all.iter().find(|profile| Some(profile.of) == shown.get());
            known.map(|profile| profile.holders.clone())
        };
        all.with_value(its)
    };
    let at_first = shown.get_untracked();
    let option = |profile: Column| {
        let selected = Some(profile.of) == at_first;
        view! { <option value=profile.of.key() selected=selected>{profile.name}</option> }
    };
    let pick = move |event| {
        let key = event_target_value(&event);
        let picked = |all: &Vec<Column>| all.iter().map(|profile| profile.of).find(|of| of.key() == key);
        shown.set(all.with_value(picked));
    };
    view! {
        <select
            class="select only-phone"
            aria-label=t("access-shown-profile")
            on:change=pick
        >
            {profiles.into_iter().map(option).collect_view()}
        </select>
        <p class="held-by only-phone">{held}</p>
    }
}

/// What a profile says of a module.
#[derive(Clone)]
struct Cell {
    state: State,
    profile: Id,
    module: Name,
}

impl Cell {
    fn allows(&self, action: &str) -> bool {
        self.state.decided.with(|decided| decided.allows(self.profile, &self.module, action))
    }

    fn place(&self) -> String {
        format!("{} {}", self.profile, self.module)
    }

    fn turn(&self, action: &'static str, said: String) {
        let now = untrack(|| self.allows(action));
        let (before, mut values) = self.state.decided.with_untracked(|decided| {
            let before = decided.permission(self.profile, &self.module).cloned();
            let values =
                if before.is_some() { Values::new() } else { decided.as_it_is(self.profile, &self.module) };
            (before, values)
        });
        values.insert(Name::new_static(action), Value::Bool(!now));
        self.state.save(self.place(), PERMISSIONS, before, values, said);
    }

    /// How many fields differ from what the profile says of all.
    fn exceptions(&self) -> usize {
        self.state.decided.with(|decided| {
            let lists = ["hidden_fields", "read_fields", "write_fields"];
            let count = |name: &&str| {
                let permission = decided.permission(self.profile, &self.module);
                permission.map_or(0, |permission| permission.value(name).as_many().len())
            };
            lists.iter().map(count).sum()
        })
    }
}

/// The actions that there are in a module.
fn offered(of: Option<&ModuleRef>) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let is = |what: fn(&ModuleRef) -> bool| of.is_some_and(what);
    let (pools, reviews) = (is(|module| module.features.pool), is(|module| module.takes_review()));
    ACTIONS.into_iter().filter(move |(action, _)| match *action {
        "claim" => pools,
        "review" => reviews,
        _ => true,
    })
}

/// What a level allows, which nobody changes.
#[component]
fn OfLevel(level: Level, of: ModuleRef, name: String) -> impl IntoView {
    let profile = Profile::of_level(level);
    let allowed = profile.on(&of.name).cloned().unwrap_or_default();
    let buttons = offered(Some(&of)).map(|(action, icon)| {
        let label = action_label(action);
        let whole = t_with("access-cell", &[("action", &label), ("module", &of.label), ("profile", &name)]);
        let on = allowed.allows(action).to_string();
        view! {
            <button type="button" class="act" title=label aria-label=whole aria-pressed=on disabled=true>
                <Icon name=icon/>
            </button>
        }
    });
    view! { <div class="acts">{buttons.collect_view()}</div> }
}

#[component]
fn Actions(cell: Cell, module: String, profile: String, chosen: Chosen) -> impl IntoView {
    let of = crate::context::module(&cell.module);
    let buttons = offered(of.as_ref()).map(|(action, icon)| {
        let label = action_label(action);
        let whole = t_with("access-cell", &[("action", &label), ("module", &module), ("profile", &profile)]);
        let (on, off, turned) = (cell.clone(), cell.clone(), cell.clone());
        let pressed = move || on.allows(action).to_string();
        // Without seeing, all else counts for nothing.
        let idle = move || off.state.is_saving(&off.place()) || action != "see" && !off.allows("see");
        let said = whole.clone();
        view! {
            <button
                type="button"
                class="act"
                title=label
                aria-label=whole
                aria-pressed=pressed
                disabled=idle
                on:click=move |_| turned.turn(action, said.clone())
            >
                <Icon name=icon/>
            </button>
        }
    });
    let (exceptions, seen) = (cell.clone(), cell.clone());
    let open = {
        let cell = cell.clone();
        move |_| chosen.set(Some((cell.profile, cell.module.clone())))
    };
    let fields = t_with("access-fields", &[("module", &module), ("profile", &profile)]);
    view! {
        <div class="acts">
            {buttons.collect_view()}
            <button
                type="button"
                class="act wide"
                title=t("access-fields-of")
                aria-label=fields
                disabled=move || !seen.allows("see")
                on:click=open
            >
                <Icon name="columns-3"/>
                {move || Some(exceptions.exceptions()).filter(|count| *count > 0)}
            </button>
        </div>
    }
}

fn action_label(action: &str) -> String {
    let label = module(&PERMISSIONS).and_then(|module| Some(module.field(action)?.label.clone()));
    label.unwrap_or_default()
}
