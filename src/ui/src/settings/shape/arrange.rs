//! Sections and fields on their way to another place: held here while one moves them, saved when one lets go.

use std::time::Duration;

use api::{BulkChange, Failure};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{Element, PointerEvent};
use model::record::Values;
use model::shape::layout::{self, HIDDEN};
use model::{Id, Kind, Link, Module, Name, Record, Section, Value};

use super::field_dialog::can_be_hidden;
use super::form::is_hidden;
use super::said::{LAYOUTS, ROLES, State, saved, text};
use crate::context::module;
use crate::texts::{t, t_with};
use crate::toast::toast_failure;

/// How long the keys may rest before what they did is saved.
const REST: Duration = Duration::from_millis(700);

#[derive(Clone, Copy)]
pub struct Arranged {
    state: State,
    module: StoredValue<Name>,
    /// Whose form it is; that of all where it is nobody's.
    pub role: RwSignal<Option<Id>>,
    /// As on the page; a label that is empty is the declared one. The last holds what is hidden.
    pub sections: RwSignal<Vec<Section>>,
    /// The columns of the list; the module's own where it is empty.
    pub columns: RwSignal<Vec<Name>>,
    held: RwSignal<Option<Name>>,
    /// Counts what was done.
    moves: StoredValue<u32>,
    /// What was done by keys is saved when they rest.
    waiting: RwSignal<bool>,
    /// What is done meanwhile is saved when this has come back.
    saving: RwSignal<bool>,
}

impl Arranged {
    pub fn new(state: State, name: Name) -> Arranged {
        let arranged = Arranged {
            state,
            module: StoredValue::new(name),
            role: RwSignal::new(None),
            sections: RwSignal::new(Vec::new()),
            columns: RwSignal::new(Vec::new()),
            held: RwSignal::new(None),
            moves: StoredValue::new(0),
            waiting: RwSignal::new(false),
            saving: RwSignal::new(false),
        };
        arranged.show(untrack(|| arranged.as_saved()).unwrap_or_default());
        // The page may be gone before this runs for the first time.
        Effect::new(move |_| {
            let Some(saved) = arranged.as_saved() else { return };
            let busy = arranged.saving.get() || arranged.held.with_untracked(Option::is_some);
            if !busy {
                arranged.show(saved);
            }
        });
        arranged
    }

    fn show(self, (sections, columns): (Vec<Section>, Vec<Name>)) {
        if self.sections.with_untracked(|now| *now != sections) {
            self.sections.set(sections);
        }
        if self.columns.with_untracked(|now| *now != columns) {
            self.columns.set(columns);
        }
    }

    /// The sections and the columns.
    fn as_saved(self) -> Option<(Vec<Section>, Vec<Name>)> {
        let (name, role) = (self.module.try_get_value()?, self.role.try_get()?);
        let layout = self.state.said.try_with(|said| {
            let own = said.layout(&name, role);
            own.or_else(|| said.layout(&name, None)).cloned()
        })?;
        let columns = layout.as_ref().map(|layout| layout.value("columns").as_many()).unwrap_or_default();
        Some((sections(&*module(&name)?, layout.as_ref()), columns.iter().map(Name::new).collect()))
    }

    /// Its record, where the role has a form of its own.
    pub fn own(self) -> Option<Record> {
        let role = self.role.get()?;
        self.state.said.with(|said| said.layout(&self.module(), Some(role)).cloned())
    }

    /// Whether something is on its way to be saved: until then it stays the form of the same role.
    pub fn is_busy(self) -> bool {
        self.waiting.get() || self.saving.get()
    }

    /// The role sees again what all see.
    pub fn forget(self, layout: &Record, done: String) {
        let (state, id) = (self.state, layout.id);
        spawn_local(async move {
            state.change(LAYOUTS, id, BulkChange::Delete, done).await;
        });
    }

    pub fn module(self) -> Name {
        self.module.get_value()
    }

    pub fn fields(self, section: &Name) -> Vec<Name> {
        self.sections.with(|sections| {
            let known = sections.iter().find(|known| known.name == *section);
            known.map(|section| section.fields.clone()).unwrap_or_default()
        })
    }

    /// What the section is called: as the layout says, or as it is declared.
    pub fn label(self, name: &Name) -> String {
        let own = self.sections.with(|sections| {
            sections.iter().find(|section| section.name == *name).map(|section| section.label.clone())
        });
        if let Some(own) = own.filter(|own| !own.is_empty()) {
            return own;
        }
        let module = module(&self.module());
        let known = module.iter().flat_map(|module| &module.sections).find(|section| section.name == *name);
        known.map(|section| section.label.clone()).filter(|label| !label.is_empty()).unwrap_or_else(|| {
            if *name == HIDDEN { t("shape-hidden") } else { t(&format!("section-{name}")) }
        })
    }

    pub fn is_own(self, field: &Name) -> bool {
        self.state.said.with(|said| said.is_own_field(&self.module(), field))
    }

    pub fn holds(self, field: &Name) -> bool {
        self.held.with(|held| held.as_ref() == Some(field))
    }

    pub fn take(self, field: Name) {
        self.held.set(Some(field));
    }

    /// The field that is held goes to where the pointer is.
    pub fn over(self, event: &PointerEvent) {
        let Some(held) = self.held.get_untracked() else { return };
        let (x, y) = (event.client_x() as f32, event.client_y() as f32);
        let Some(under) = document().element_from_point(x, y) else { return };
        let Some(section) = attribute(&under, "data-section") else { return };
        let before = attribute(&under, "data-field").filter(|field| *field != held);
        let lower_half = under.closest("[data-field]").ok().flatten().is_some_and(|row| {
            let bounds = row.get_bounding_client_rect();
            f64::from(y) > bounds.top() + bounds.height() / 2.0
        });
        if attribute(&under, "data-field").as_ref() == Some(&held) {
            return;
        }
        self.put(&held, &section, before.as_ref(), lower_half);
    }

    pub fn drop(self) {
        if self.held.try_update(Option::take).flatten().is_some() {
            self.save();
        }
    }

    /// One place up or down, also into the next section. Says where it is then.
    pub fn move_by(self, field: &Name, step: isize) -> String {
        let sections = self.sections.get_untracked();
        let place = sections
            .iter()
            .enumerate()
            .find_map(|(at, section)| Some((at, section.fields.iter().position(|known| known == field)?)));
        let Some((section, at)) = place else { return String::new() };
        let to = at.checked_add_signed(step).filter(|to| *to < sections[section].fields.len());
        let moved = match to {
            Some(to) => (section, to),
            None => {
                let next = section.checked_add_signed(step).filter(|next| *next < sections.len());
                let Some(next) = next else { return self.label(&sections[section].name) };
                (next, if step > 0 { 0 } else { sections[next].fields.len() })
            }
        };
        self.insert(field, moved.0, moved.1);
        self.save_soon();
        format!("{}, {}", self.label(&sections[moved.0].name), moved.1 + 1)
    }

    fn put(self, field: &Name, section: &Name, beside: Option<&Name>, after: bool) {
        let place = self.sections.with_untracked(|sections| {
            let at = sections.iter().position(|known| known.name == *section)?;
            let others: Vec<&Name> = sections[at].fields.iter().filter(|known| *known != field).collect();
            let beside = beside.and_then(|beside| others.iter().position(|known| *known == beside));
            Some((at, beside.map_or(others.len(), |beside| beside + usize::from(after))))
        });
        if let Some((section, at)) = place {
            self.insert(field, section, at);
        }
    }

    /// What names a record or must be filled in is not hidden.
    fn insert(self, field: &Name, section: usize, at: usize) {
        let mut sections = self.sections.get_untracked();
        let to_hidden = sections.get(section).is_some_and(is_hidden);
        if to_hidden && !untrack(|| self.may_hide(field)) {
            return;
        }
        for known in &mut sections {
            known.fields.retain(|known| known != field);
        }
        let Some(into) = sections.get_mut(section) else { return };
        let at = at.min(into.fields.len());
        into.fields.insert(at, field.clone());
        if self.sections.with_untracked(|now| *now != sections) {
            self.sections.set(sections);
        }
    }

    fn may_hide(self, field: &Name) -> bool {
        let module = module(&self.module());
        module.is_some_and(|module| module.field(field).is_some_and(|field| can_be_hidden(&module, field)))
    }

    pub fn add_section(self) {
        self.sections.update(|sections| {
            let taken = |name: &Name| sections.iter().any(|section| section.name == *name);
            let name = (1..).map(|number| Name::new(format!("section_{number}"))).find(|name| !taken(name));
            let label = t("shape-new-section");
            let section = Section { label, ..Section::new(name.unwrap_or_default(), Vec::new()) };
            sections.insert(sections.len().saturating_sub(1), section);
        });
        self.save();
    }

    /// An empty name gives back the declared one.
    pub fn rename(self, name: &Name, label: String) {
        let label: String = label.chars().filter(|c| !matches!(c, '[' | ']' | '\n')).collect();
        self.change(|sections| {
            if let Some(section) = sections.iter_mut().find(|section| section.name == *name) {
                section.label = label.trim().to_owned();
            }
        });
    }

    pub fn has_one_column(self, name: &Name) -> bool {
        self.sections
            .with(|sections| sections.iter().any(|section| section.name == *name && section.one_column))
    }

    /// From two columns to one, and back.
    pub fn turn_columns(self, name: &Name) {
        self.change(|sections| {
            if let Some(section) = sections.iter_mut().find(|section| section.name == *name) {
                section.one_column = !section.one_column;
            }
        });
    }

    pub fn move_section(self, name: &Name, step: isize) {
        self.change(|sections| {
            let Some(at) = sections.iter().position(|section| section.name == *name) else { return };
            let to = at.checked_add_signed(step).filter(|to| *to + 1 < sections.len());
            if let Some(to) = to {
                sections.swap(at, to);
            }
        });
    }

    /// Its fields go to the first of the others.
    pub fn remove_section(self, name: &Name) {
        self.change(|sections| {
            let Some(at) = sections.iter().position(|section| section.name == *name) else { return };
            // What is hidden is one of them.
            if sections.len() < 3 {
                return;
            }
            let gone = sections.remove(at);
            sections[0].fields.extend(gone.fields);
        });
    }

    /// None of them stands for the module's own.
    pub fn put_columns(self, columns: Vec<Name>) {
        self.columns.set(columns);
        self.save();
    }

    fn change(self, change: impl FnOnce(&mut Vec<Section>)) {
        let mut sections = self.sections.get_untracked();
        change(&mut sections);
        if self.sections.with_untracked(|now| *now != sections) {
            self.sections.set(sections);
            self.save();
        }
    }

    fn save_soon(self) {
        self.moves.update_value(|moves| *moves += 1);
        self.waiting.set(true);
        let now = self.moves.get_value();
        set_timeout(
            move || {
                if self.moves.try_get_value() == Some(now) {
                    self.save();
                }
            },
            REST,
        );
    }

    fn save(self) {
        self.moves.update_value(|moves| *moves += 1);
        self.waiting.set(false);
        if self.saving.get_untracked() {
            return;
        }
        self.saving.set(true);
        spawn_local(async move {
            while let Some(now) = self.moves.try_get_value() {
                if let Err(failure) = self.save_once().await {
                    toast_failure(&failure);
                    break;
                }
                if self.moves.try_get_value() == Some(now) {
                    break;
                }
            }
            let _ = self.saving.try_set(false);
        });
    }

    async fn save_once(self) -> Result<(), Failure> {
        let name = self.module();
        let role = self.role.get_untracked();
        let before = self.state.said.with_untracked(|said| said.layout(&name, role).cloned());
        let sections = Value::text(layout::write(&self.sections.get_untracked()));
        let columns = self.columns.get_untracked().iter().map(Name::to_string).collect();
        let mut values =
            Values::from([("sections".into(), sections), ("columns".into(), Value::Many(columns))]);
        if before.is_none() {
            values.insert("module".into(), Value::text(name.as_str()));
            values.extend(role.map(|role| ("role".into(), Value::Link(Link::new(ROLES, role)))));
        }
        let label = module(&name).map(|module| module.label.clone()).unwrap_or_default();
        let said = saved(&t_with("shape-layout", &[("module", &label)]));
        self.state.save(LAYOUTS, before, values, said).await.map(drop)
    }
}

fn attribute(element: &Element, name: &str) -> Option<Name> {
    let holder = element.closest(&format!("[{name}]")).ok().flatten()?;
    holder.get_attribute(name).map(Name::new)
}

/// The sections as the layout says, then what it does not speak of where the module has it, and at the end what is
/// hidden.
fn sections(module: &Module, saved: Option<&Record>) -> Vec<Section> {
    let said = saved.and_then(|record| layout::read(text(record, "sections"), "sections").ok());
    let said = said.unwrap_or_default();
    let (hidden, mut sections): (Vec<Section>, Vec<Section>) = said.into_iter().partition(is_hidden);
    let can_hide = |name: &Name| module.field(name).is_some_and(|field| can_be_hidden(module, field));
    let hidden: Vec<Name> = hidden.into_iter().flat_map(|section| section.fields).filter(can_hide).collect();
    let is_field = |name: &Name| module.field(name).is_some() && !is_part(module, name);
    sections.iter_mut().for_each(|section| section.fields.retain(is_field));
    let placed: Vec<Name> =
        sections.iter().flat_map(|section| &section.fields).chain(&hidden).cloned().collect();
    for section in &module.sections {
        let is_new = |name: &&Name| is_field(name) && !placed.contains(name);
        let fields: Vec<Name> = section.fields.iter().filter(is_new).cloned().collect();
        match sections.iter_mut().find(|known| known.name == section.name) {
            Some(known) => known.fields.extend(fields),
            None if saved.is_some() && fields.is_empty() => {}
            None => sections.push(Section { label: String::new(), fields, ..section.clone() }),
        }
    }
    sections.push(Section::new(HIDDEN, hidden));
    sections
}

/// An address takes its parts along.
fn is_part(module: &Module, name: &Name) -> bool {
    module.fields.iter().any(|field| match &field.kind {
        Kind::Address(address) => address.parts.contains(name),
        _ => false,
    })
}
