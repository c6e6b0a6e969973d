//! Modules, fields and layouts of the company: whatever these records say must be possible, or the next start could
//! not make its tables.

use model::duplicates::Rule;
use model::kind::AutoNumber;
use model::module::CURRENCY;
use model::roll_up::{self, Unfit};
use model::shape::choices::is_key;
use model::shape::{ICONS, may_become};
use model::{Field, Filter, Formula, Kind, Module, Name, Problem, Record, RollUp, Schema, Value, formula};
use modules::{custom_fields, custom_modules, layouts};

use crate::custom::{self, key_of};
use crate::write::draft::{Draft, Scene};

use super::access::unreadable;

const NAME: &str = "name";
const MODULE: &str = "module";

/// Names that the product gives its own modules now or later, and words that stand at their place in addresses.
const RESERVED: [&str; 48] = [
    "actions",
    "any",
    "audit",
    "backups",
    "database",
    "search",
    "schema",
    "shape",
    "invitations",
    "openapi",
    "bulk",
    "sales_orders",
    "delivery_notes",
    "invoices",
    "payments",
    "contracts",
    "purchase_orders",
    "tickets",
    "articles",
    "campaigns",
    "events",
    "calls",
    "documents",
    "projects",
    "expenses",
    "assets",
    "warehouses",
    "stock",
    "receipts",
    "emails",
    "messages",
    "calendars",
    "reports",
    "dashboards",
    "charts",
    "goals",
    "targets",
    "taxes",
    "currencies",
    "departments",
    "settings",
    "workflows",
    "templates",
    "segments",
    "forms",
    "surveys",
    "webhooks",
    "pipelines",
];

/// Columns and answers that every record has, or has with its first amount.
const OF_EVERY_RECORD: [&str; 19] = [
    "currency",
    "id",
    "rid",
    "version",
    "title",
    "record_title",
    "deleted_at",
    "grams",
    "owner",
    "tags",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "last_activity_at",
    "owner_since",
    "pooled_at",
    "pooled_from",
    "pool_rule",
];

/// Ends the names of fields that a company adds to declared modules, so that later versions can declare any.
const SUFFIX: &str = "_c";

/// Words of the filter language, which cannot be names of fields in it.
const WORDS: [&str; 16] = [
    "and", "or", "not", "in", "is", "contains", "starts", "empty", "me", "my", "team", "today", "now",
    "true", "false", "null",
];

/// Characters of a name: the parts of an address append theirs.
const LONGEST: usize = 35;

/// Characters around the counter of a number.
const LONGEST_AROUND: usize = 40;

/// So many fields a company may add to a module; databases allow not many more columns.
const MOST_FIELDS: usize = 500;

pub(super) fn name_the_module(draft: &mut Draft, scene: &Scene) {
    if !may_name(draft, &[NAME]) {
        return;
    }
    let label = draft.text(custom_modules::LABEL.name).to_owned();
    let is_free = |name: &str| {
        custom::declared(name).is_none()
            && !RESERVED.contains(&name)
            && scene.world.custom.holder(name, "").is_none()
    };
    let given = draft.text(NAME).to_owned();
    draft.set(custom_modules::OWN.name, Value::Bool(custom::declared(&given).is_none()));
    if given.is_empty() {
        let name = first_free(&key_of(&label), "", is_free);
        return draft.set(NAME, Value::text(name));
    }
    let is_governed = custom::declared(&given).is_some_and(|module| module.is_governed());
    let holder = scene.world.custom.holder(&given, "");
    check_name(draft, &given, holder.is_none() && (is_governed || is_free(&given)));
}

pub(super) fn name_the_field(draft: &mut Draft, scene: &Scene) {
    if !may_name(draft, &[NAME, MODULE]) {
        return;
    }
    let module = draft.text(MODULE).to_owned();
    let is_own = custom::declared(&module).is_none();
    let suffix = if is_own { "" } else { SUFFIX };
    let schema = scene.world.schema();
    let is_free = |name: &str| {
        let there = schema.module(&module).is_some_and(|module| module.field(name).is_some());
        !there
            && !OF_EVERY_RECORD.contains(&name)
            && !WORDS.contains(&name)
            && scene.world.custom.holder(&module, name).is_none()
            && name.ends_with(suffix)
    };
    let given = draft.text(NAME).to_owned();
    let is_declared = custom::declared_field(&module, &given).is_some();
    draft.set(custom_fields::OWN.name, Value::Bool(!is_declared));
    if given.is_empty() {
        let key = key_of(draft.text(custom_fields::LABEL.name));
        let name = first_free(&key, suffix, is_free);
        draft.set(NAME, Value::text(name));
    } else {
        let holder = scene.world.custom.holder(&module, &given);
        check_name(draft, &given, holder.is_none() && (is_declared || is_free(&given)));
    }
    if scene.world.custom.count(&module) >= MOST_FIELDS {
        draft.problem(Problem::new(MODULE, "too-many").detail(MOST_FIELDS));
    }
}

/// Whether it is new. What is there keeps its name: tables, columns and other programs rely on it.
fn may_name(draft: &mut Draft, fixed: &[&'static str]) -> bool {
    if !draft.is_new() {
        for field in fixed {
            if draft.changes(field) {
                draft.problem(Problem::new(*field, "fixed"));
            }
        }
    }
    draft.is_new()
}

fn check_name(draft: &mut Draft, name: &str, is_free: bool) {
    let is_plain =
        is_key(name) && name.len() <= LONGEST && name.starts_with(|c: char| c.is_ascii_lowercase());
    if !is_plain {
        draft.problem(Problem::new(NAME, "not-a-key").detail(name));
    } else if !is_free {
        draft.problem(Problem::new(NAME, "name-taken").detail(name));
    }
}

fn first_free(key: &str, suffix: &str, is_free: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{key}_{number}{suffix}"));
    let mut names = std::iter::once(format!("{key}{suffix}")).chain(numbered);
    names.find(|name| is_free(name)).unwrap_or_default()
}

pub(super) fn have_an_icon(draft: &mut Draft, _: &Scene) {
    let icon = draft.text(custom_modules::ICON.name);
    let declared = custom::declared(draft.text(NAME)).is_some_and(|module| module.icon == icon);
    if !declared && !ICONS.contains(&icon) {
        let problem = Problem::new(custom_modules::ICON.name, "unknown-choice").detail(icon);
        draft.problem(problem);
    }
}

/// The columns of a board are the choices of a field, and what it adds up is an amount.
pub(super) fn have_a_board(draft: &mut Draft, scene: &Scene) {
    let module = scene.world.schema().module(draft.text(NAME));
    for (field, kind) in [(custom_modules::BOARD.name, "one_of"), (custom_modules::AMOUNT.name, "money")] {
        let name = draft.text(field);
        let fits = module.and_then(|module| module.field(name)).is_some_and(|field| field.kind.key() == kind);
        if draft.changes(field) && !name.is_empty() && !fits {
            let problem = Problem::new(field, "unknown-field").detail(name);
            draft.problem(problem);
        }
    }
}

/// What differs in a declared field cannot be its kind.
pub(super) fn keep_the_declared_kind(draft: &mut Draft, _: &Scene) {
    let Some(field) = custom::declared_field(draft.text(MODULE), draft.text(NAME)) else { return };
    draft.set(custom_fields::KIND.name, Value::text(field.kind.key()));
    let target = field.kind.targets().first().filter(|_| matches!(field.kind, Kind::Link(_)));
    if let Some(target) = target {
        draft.set(custom_fields::LINK_TO.name, Value::text(target.as_str()));
    }
}

/// A field becomes another kind where that can say all that lies in it, which is looked at when it is written. Links keep
/// their module.
pub(super) fn keep_what_lies_in_the_column(draft: &mut Draft, scene: &Scene) {
    if draft.is_new() {
        return;
    }
    let kind = custom_fields::KIND.name;
    let (from, to) = (draft.was(kind).as_text().unwrap_or_default(), draft.text(kind));
    let can = |from: &str, to: &str| from == to || may_become(from).contains(&to);
    let back = !scene.by_person() && can(to, from);
    if !can(from, to) && !back {
        return draft.problem(Problem::new(kind, "not-wider"));
    }
    let is_list = |kind: &str| ["one_of", "many_of"].contains(&kind);
    if from != to && is_list(from) {
        let reader = draft.before.as_ref().and_then(|before| reader(before, scene));
        if let Some(reader) = reader {
            return draft.problem(Problem::new(kind, "in-use").detail(reader));
        }
    }
    if to == "link" && draft.changes(custom_fields::LINK_TO.name) {
        draft.problem(Problem::new(custom_fields::LINK_TO.name, "fixed"));
    }
}

/// What cannot do without a list as it is: the board of its module, another field, a rule of duplicates.
fn reader(list: &Record, scene: &Scene) -> Option<String> {
    let module = scene.world.schema().module(&list.get(custom_fields::MODULE)?)?;
    let name = list.get(custom_fields::NAME)?;
    let board = module.stages.iter().filter(|stages| stages.field == *name).map(|_| &module.label);
    let depends = |field: &&Field| match &field.kind {
        Kind::OneOf(one_of) => one_of.depends_on.as_ref().is_some_and(|on| *on == *name),
        _ => false,
    };
    let dependent = module.fields.iter().filter(depends).map(|field| &field.label);
    let compares = |rule: &&Rule| rule.parts.iter().any(|part| part.field == *name);
    let rules = module.duplicates.iter().filter(compares).map(|rule| &rule.name);
    let another = || is_read_by_another(list, scene).map(|problem| problem.detail);
    board.chain(dependent).chain(rules).next().cloned().or_else(another)
}

/// The field as it will be must be one: its choices, its default, what it depends on.
pub(super) fn be_a_field(draft: &mut Draft, scene: &Scene) {
    let read = custom_fields::read(&draft.after(), key_of);
    let field = match read {
        Ok(field) => field,
        Err(problems) => {
            let told = |problem: &Problem| draft.problems.iter().any(|known| known.field == problem.field);
            let new: Vec<Problem> = problems.into_iter().filter(|problem| !told(problem)).collect();
            return draft.problems.extend(new);
        }
    };
    if draft.is_new()
        && let Kind::Address(address) = &field.kind
    {
        let module = scene.world.schema().module(&field.module);
        let is_taken = |part: &&Name| {
            let there = module.is_some_and(|module| module.field(part).is_some());
            there || scene.world.custom.holder(&field.module, part).is_some()
        };
        if let Some(part) = address.parts.iter().find(is_taken) {
            draft.problem(Problem::new(NAME, "name-taken").detail(part));
        }
    }
    let declared = custom::declared_field(&field.module, &field.name).is_some();
    let has_list = matches!(field.kind, Kind::OneOf(_) | Kind::ManyOf(_));
    if field.name == CURRENCY && draft.changes(custom_fields::CHOICES.name) {
        // The company's settings say which there are.
        draft.problem(Problem::new(custom_fields::CHOICES.name, "fixed"));
    }
    if has_list && !declared && field.kind.choices().is_empty() {
        draft.problem(Problem::new(custom_fields::CHOICES.name, "required"));
    }
    if has_list && draft.changes(custom_fields::CHOICES.name) {
        // Written back with its keys, so that a label can change and what is in use stays.
        draft.set(
            custom_fields::CHOICES.name,
            Value::text(model::shape::choices::write(field.kind.choices())),
        );
    }
    if let Kind::AutoNumber(scheme) = &field.kind {
        fit_the_day(draft, scheme);
    }
    if field.unique && !declared && !can_be_unique(&field.kind) {
        draft.problem(Problem::new(custom_fields::UNIQUE.name, "cannot-be-unique"));
    }
    if let Kind::OneOf(one_of) = &field.kind
        && let Some(on) = &one_of.depends_on
    {
        let module = scene.world.schema().module(&field.module);
        let is_list =
            module.and_then(|module| module.field(on)).is_some_and(|on| matches!(on.kind, Kind::OneOf(_)));
        if !is_list || *on == field.name {
            draft.problem(Problem::new(custom_fields::DEPENDS_ON.name, "unknown-field").detail(on));
        }
    }
}

/// A number tells the day in parts that there are, and is never the same twice.
fn fit_the_day(draft: &mut Draft, scheme: &AutoNumber) {
    let prefix = custom_fields::PREFIX.name;
    if let Some(part) = scheme.unknown_part() {
        draft.problem(Problem::new(prefix, "unknown-part-of-day").detail(part));
    }
    if scheme.repeats() {
        draft.problem(Problem::new(custom_fields::RESTART.name, "numbers-repeat"));
    }
    if scheme.prefix.chars().count() + scheme.suffix.chars().count() > LONGEST_AROUND {
        draft.problem(Problem::new(prefix, "too-long").detail(LONGEST_AROUND));
    }
}

/// Conditions on a form are answered for a record alone, in the browser too.
pub(super) fn have_conditions(draft: &mut Draft, scene: &Scene) {
    let Some(module) = scene.world.schema().module(draft.text(MODULE)) else { return };
    for key in [custom_fields::SHOWN_IF.name, custom_fields::REQUIRED_IF.name] {
        let text = draft.text(key).to_owned();
        match Filter::parse(&text, module, scene.world.schema()) {
            Ok(filter) if filter.is_of_one_record() => {}
            Ok(_) => draft.problem(Problem::new(key, "not-of-one-record")),
            Err(error) => draft.problem(unreadable(key, "invalid-filter", &error, scene)),
        }
    }
    let name = draft.text(NAME);
    let stays = custom::declared_field(&module.name, name).filter(|field| {
        module.always_shows(field) || field.required && field.default == model::Default::Nothing
    });
    if stays.is_some() && !draft.text(custom_fields::SHOWN_IF.name).is_empty() {
        let problem = Problem::new(custom_fields::SHOWN_IF.name, "names-records").detail(name);
        draft.problem(problem);
    }
}

/// A formula fits its field, does not read itself, and comes with the field or never: what people filled in stays.
pub(super) fn have_a_formula(draft: &mut Draft, scene: &Scene) {
    let field = custom_fields::FORMULA.name;
    let text = draft.text(field).to_owned();
    let came_or_went =
        !draft.is_new() && draft.changes(field) && (text.is_empty() || draft.was(field).is_empty());
    if came_or_went && scene.by_person() {
        return draft.problem(Problem::new(field, "fixed"));
    }
    let Some(module) = scene.world.schema().module(draft.text(MODULE)).filter(|_| !text.is_empty()) else {
        return;
    };
    let Ok(shape) = custom_fields::read(&draft.after(), key_of) else { return };
    let is_declared = custom::declared_field(&module.name, &shape.name).is_some();
    let problem = match formula::filled_by(shape.kind.key()).filter(|_| !is_declared) {
        None => Problem::new(field, "no-formula-here"),
        Some(wanted) => match Formula::giving(wanted, &text, module) {
            Ok(formula) if reads(module, &formula, &shape.name) => {
                Problem::new(field, "formula-reads-itself")
            }
            Ok(formula)
                if is_of_roll_ups(&formula, module)
                    && is_summed(scene.world.schema(), module, &shape.name) =>
            {
                Problem::new(field, "roll-up-of-roll-up")
            }
            Ok(_) => return,
            Err(error) => unreadable(field, "invalid-formula", &error, scene),
        },
    };
    draft.problem(problem);
}

/// Whether `formula` reads `name`, itself or by another formula.
fn reads(module: &Module, formula: &Formula, name: &Name) -> bool {
    formula.fields().into_iter().any(|input| {
        let other = module.field(input).and_then(|field| field.formula.as_ref());
        input == name || other.is_some_and(|other| reads(module, other, name))
    })
}

fn is_of_roll_ups(formula: &Formula, module: &Module) -> bool {
    formula.fields().into_iter().any(|name| module.is_rolled_up(name))
}

/// Whether a roll-up reads the field, or a formula that reads it.
fn is_summed(schema: &Schema, module: &Module, name: &Name) -> bool {
    let tells = |read: &Name| {
        let formula = module.field(read).and_then(|field| field.formula.as_ref());
        read == name || formula.is_some_and(|formula| reads(module, formula, name))
    };
    roll_ups_of(schema, &module.name).any(|(_, roll_up)| roll_up.reads().any(tells))
}

/// The roll-ups of all modules that count records of this one, with their fields.
fn roll_ups_of<'s>(schema: &'s Schema, module: &'s str) -> impl Iterator<Item = (&'s Field, &'s RollUp)> {
    let fields = schema.modules.iter().flat_map(|module| &module.fields);
    let roll_ups = fields.filter_map(|field| Some((field, field.roll_up.as_ref()?)));
    roll_ups.filter(move |(_, roll_up)| roll_up.module == module)
}

/// A roll-up can be worked out, and comes with the field or never.
pub(super) fn have_a_roll_up(draft: &mut Draft, scene: &Scene) {
    let total = custom_fields::ROLL_UP.name;
    let is_none = draft.text(total).is_empty();
    let came_or_went = !draft.is_new() && draft.changes(total) && (is_none || draft.was(total).is_empty());
    if came_or_went && scene.by_person() {
        return draft.problem(Problem::new(total, "fixed"));
    }
    let schema = scene.world.schema();
    let Some(module) = schema.module(draft.text(MODULE)).filter(|_| !is_none) else { return };
    let Ok(shape) = custom_fields::read(&draft.after(), key_of) else { return };
    let Some(said) = &shape.roll_up else { return };
    let is_declared = custom::declared_field(&module.name, &shape.name).is_some();
    let problem = if is_declared || !shape.formula.is_empty() || !roll_up::fills(shape.kind.key()) {
        Problem::new(total, "no-roll-up-here")
    } else {
        match said.read(&module.name, &shape.kind, schema) {
            Ok(_) if is_summed(schema, module, &shape.name) => Problem::new(total, "roll-up-of-roll-up"),
            Ok(_) => return,
            Err(unfit) => unfit_roll_up(said, unfit, scene),
        }
    };
    draft.problem(problem);
}

fn unfit_roll_up(said: &roll_up::Said, unfit: Unfit, scene: &Scene) -> Problem {
    let [module, link, field, only] = [
        custom_fields::ROLL_UP_MODULE.name,
        custom_fields::ROLL_UP_LINK.name,
        custom_fields::ROLL_UP_FIELD.name,
        custom_fields::ROLL_UP_IF.name,
    ];
    let unknown = |at: &'static str, name: &str| match name {
        "" => Problem::new(at, "required"),
        name => Problem::new(at, "unknown-field").detail(name),
    };
    match unfit {
        Unfit::Module if said.module.is_empty() => Problem::new(module, "required"),
        Unfit::Module => Problem::new(module, "unknown-choice").detail(&said.module),
        Unfit::Link => unknown(link, &said.link),
        Unfit::Field => unknown(field, said.field.as_deref().unwrap_or_default()),
        Unfit::Kind if said.field.is_none() => Problem::new(custom_fields::ROLL_UP.name, "no-roll-up-here"),
        Unfit::Kind => Problem::new(field, "roll-up-unfit"),
        Unfit::RolledUp => Problem::new(field, "roll-up-of-roll-up"),
        Unfit::OfRolledUp => Problem::new(only, "roll-up-of-roll-up"),
        Unfit::Moving => Problem::new(only, "roll-up-moves"),
        Unfit::Unreadable(error) => unreadable(only, "invalid-filter", &error, scene),
    }
}

/// A module whose records are counted elsewhere does not go from under the sums.
pub(super) fn is_rolled_up(record: &Record, scene: &Scene) -> Option<Problem> {
    let schema = scene.world.schema();
    let module = schema.module(&record.get(custom_modules::NAME)?)?;
    let elsewhere = |field: &&Field| !module.fields.iter().any(|own| std::ptr::eq(own, *field));
    let reader = roll_ups_of(schema, &module.name).map(|(field, _)| field).find(elsewhere)?;
    custom::declared(&module.name).is_none().then(|| Problem::new("", "in-use").detail(&reader.label))
}

/// What conditions, formulas and roll-ups of other fields speak of is not taken from under them.
pub(super) fn is_read_by_another(record: &Record, scene: &Scene) -> Option<Problem> {
    let module = scene.world.schema().module(&record.get(custom_fields::MODULE)?)?;
    let name = Name::new(record.get(custom_fields::NAME)?);
    if custom::declared_field(&module.name, &name).is_some() {
        return None;
    }
    let reads = |field: &&Field| {
        let formula = field.formula.iter().flat_map(Formula::fields);
        field.name != name && field.depends_on().chain(formula).any(|input| *input == name)
    };
    let rolled_up = || {
        let mut roll_ups = roll_ups_of(scene.world.schema(), &module.name);
        roll_ups.find(|(_, roll_up)| roll_up.reads().any(|input| *input == name)).map(|(field, _)| field)
    };
    let reader = module.fields.iter().find(reads).or_else(rolled_up)?;
    Some(Problem::new("", "in-use").detail(&reader.label))
}

/// What is compared as a text.
fn can_be_unique(kind: &Kind) -> bool {
    matches!(kind, Kind::Text(_) | Kind::Email(_) | Kind::Phone(_) | Kind::Url(_) | Kind::AutoNumber(_))
}

/// One layout a module and role: of two, nobody could tell which is seen.
pub(super) fn be_the_only_layout(draft: &mut Draft, scene: &Scene) {
    let role = draft.value(layouts::ROLE.name).as_link().map(|link| link.id);
    let module = draft.text(MODULE).to_owned();
    if scene.world.custom.layout(&module, role).is_some_and(|other| other != draft.id) {
        draft.problem(Problem::new(MODULE, "not-unique").detail(module));
    }
}

/// A layout can be read and speaks of fields that are there.
pub(super) fn lay_out_what_is_there(draft: &mut Draft, scene: &Scene) {
    let layout = match layouts::read(&draft.after()) {
        Ok(layout) => layout,
        Err(problem) => return draft.problem(problem),
    };
    let Some(module) = scene.world.schema().module(&layout.module) else { return };
    let is_there = |name: &&Name| module.field(name).is_some();
    let fields = layout.sections.iter().flat_map(|section| &section.fields);
    let sections = fields.filter(|name| !is_there(name)).map(|name| (layouts::SECTIONS.name, name));
    let columns =
        layout.columns.iter().filter(|name| !is_there(name)).map(|name| (layouts::COLUMNS.name, name));
    for (field, name) in sections.chain(columns) {
        draft.problem(Problem::new(field, "unknown-field").detail(name));
    }
}
