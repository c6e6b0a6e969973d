//! What is decided about the columns of a file, as changes of a `Mapping`. Pure.

use std::collections::{BTreeMap, BTreeSet};

use api::{ColumnMapping, Mapping};
use model::{Field, Kind, Module, Name};

/// Instead of a field: the column holds whole names, which become first and last name.
pub const WHOLE_NAME: &str = "first_name+last_name";

const FIRST_NAME: Name = Name::new_static("first_name");
const LAST_NAME: Name = Name::new_static("last_name");

/// Whether a column may be read into the field.
pub fn is_offered(field: &Field) -> bool {
    field.editable() && field.in_lists() && !matches!(field.kind, Kind::File(_))
}

/// The fields that are offered, by section; those that every record has come last, without a label.
pub fn groups(module: &Module) -> Vec<(String, Vec<Field>)> {
    let offered =
        |names: &[Name]| module.pick(names).filter(|field| is_offered(field)).cloned().collect::<Vec<_>>();
    let mut groups: Vec<_> =
        module.sections.iter().map(|section| (section.label.clone(), offered(&section.fields))).collect();
    let shown: BTreeSet<&Name> = module.sections.iter().flat_map(|section| &section.fields).collect();
    let rest = module.fields.iter().filter(|field| is_offered(field) && !shown.contains(&field.name));
    groups.push((String::new(), rest.cloned().collect()));
    groups.retain(|(_, fields)| !fields.is_empty());
    groups
}

pub fn splits_names(module: &Module) -> bool {
    let offered = |name: &Name| module.field(name).is_some_and(is_offered);
    offered(&FIRST_NAME) && offered(&LAST_NAME)
}

/// Where a column goes: the name of a field, `WHOLE_NAME`, or nothing.
pub fn target(mapping: &Mapping, column: &str) -> String {
    match mapped(mapping, column) {
        Some(mapped) => mapped.field.to_string(),
        None if is_whole_name(mapping, column) => WHOLE_NAME.to_owned(),
        None => String::new(),
    }
}

pub fn mapped<'a>(mapping: &'a Mapping, column: &str) -> Option<&'a ColumnMapping> {
    mapping.columns.iter().find(|mapped| mapped.column == column)
}

/// Has a column go somewhere else. What fills that field otherwise gives way; other columns are joined with it.
pub fn send(mapping: &mut Mapping, headers: &[String], column: &str, target: &str) {
    let replace = mapped(mapping, column).map(|mapped| mapped.replace.clone()).unwrap_or_default();
    mapping.columns.retain(|mapped| mapped.column != column);
    if is_whole_name(mapping, column) {
        mapping.templates.remove(&FIRST_NAME);
        mapping.templates.remove(&LAST_NAME);
    }
    match target {
        "" => {}
        WHOLE_NAME => {
            for (name, text) in whole_name(column) {
                mapping.columns.retain(|mapped| mapped.field != name);
                mapping.constants.remove(&name);
                mapping.templates.insert(name, text);
            }
        }
        field => {
            let (column, field) = (column.to_owned(), Name::new(field));
            mapping.constants.remove(&field);
            mapping.templates.remove(&field);
            mapping.columns.push(ColumnMapping { column, field, replace, ..ColumnMapping::default() });
            let place = |mapped: &ColumnMapping| headers.iter().position(|header| *header == mapped.column);
            mapping.columns.sort_by_key(place);
        }
    }
}

fn whole_name(column: &str) -> BTreeMap<Name, String> {
    BTreeMap::from([(FIRST_NAME, format!("{{{column}:first}}")), (LAST_NAME, format!("{{{column}:rest}}"))])
}

fn is_whole_name(mapping: &Mapping, column: &str) -> bool {
    whole_name(column).iter().all(|(name, text)| mapping.templates.get(name) == Some(text))
}

/// Texts made of columns, but for whole names, which stand with their column.
pub fn templates(mapping: &Mapping, headers: &[String]) -> Vec<Name> {
    let whole = headers.iter().any(|column| is_whole_name(mapping, column));
    let shown = |name: &&Name| !(whole && (**name == FIRST_NAME || **name == LAST_NAME));
    mapping.templates.keys().filter(shown).cloned().collect()
}

/// Whether a text made of columns holds this one.
pub fn is_in_template(mapping: &Mapping, column: &str) -> bool {
    mapping.templates.values().any(|text| is_in(text, column))
}

fn is_in(template: &str, column: &str) -> bool {
    let holes = template.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let mut columns = holes.flat_map(|hole| hole.split(':').next().unwrap_or_default().split('|'));
    columns.any(|named| named.trim() == column)
}

/// How many of the file's columns go anywhere.
pub fn used(mapping: &Mapping, headers: &[String]) -> usize {
    let is_used = |column: &&String| mapped(mapping, column).is_some() || is_in_template(mapping, column);
    headers.iter().filter(is_used).count()
}

/// The fields that are filled by anything.
pub fn filled(mapping: &Mapping) -> BTreeSet<&Name> {
    let columns = mapping.columns.iter().map(|mapped| &mapped.field);
    columns.chain(mapping.templates.keys()).chain(mapping.constants.keys()).collect()
}

/// Fields that a new record must have and that nothing fills.
pub fn missing<'a>(mapping: &Mapping, module: &'a Module) -> Vec<&'a Field> {
    let filled = filled(mapping);
    let needed =
        |field: &&Field| field.required && is_offered(field) && field.default == model::Default::Nothing;
    module.fields.iter().filter(needed).filter(|field| !filled.contains(&field.name)).collect()
}

/// Fields that several columns fill together.
pub fn joined<'a>(mapping: &Mapping, module: &'a Module) -> Vec<&'a Field> {
    let columns = |field: &Field| mapping.columns.iter().filter(|mapped| mapped.field == field.name).count();
    module.fields.iter().filter(|field| columns(field) > 1).collect()
}

/// Columns that are spoken of, but are not in the file.
pub fn absent<'a>(mapping: &'a Mapping, headers: &[String]) -> Vec<&'a str> {
    let columns = mapping.columns.iter().map(|mapped| mapped.column.as_str());
    columns.filter(|column| !headers.iter().any(|header| header == column)).collect()
}

/// Whether the mapping says anything about columns such as these: nothing fits all.
pub fn fits(mapping: &Mapping, headers: &[String]) -> bool {
    !filled(mapping).is_empty() && absent(mapping, headers).is_empty()
}

/// Whether records are looked for by the text of this field, as the server does.
pub fn finds(field: &Field) -> bool {
    matches!(field.kind, Kind::Text(_) | Kind::Email(_) | Kind::Phone(_) | Kind::Url(_) | Kind::AutoNumber(_))
}

/// The fields by which rows may be the same as records: those that are filled and are no prose, the telling ones first.
pub fn matchable(mapping: &Mapping, module: &Module) -> Vec<Field> {
    let filled = filled(mapping);
    let mut fields: Vec<Field> = module
        .fields
        .iter()
        .filter(|field| filled.contains(&field.name) && compares(field))
        .cloned()
        .collect();
    fields.sort_by_key(|field| (!finds(field), !field.unique));
    fields
}

fn compares(field: &Field) -> bool {
    !matches!(field.kind, Kind::LongText(_) | Kind::Tags(_) | Kind::ManyOf(_) | Kind::File(_))
}

/// By what records are probably the same: a unique field, a number from elsewhere, an e-mail address, the title.
pub fn likely_match(mapping: &Mapping, module: &Module) -> Vec<Name> {
    let fields = matchable(mapping, module);
    let tells = |field: &&Field| finds(field) && (field.unique || field.name == "reference");
    let telling = fields.iter().find(tells);
    let telling = telling.or_else(|| fields.iter().find(|field| matches!(field.kind, Kind::Email(_))));
    match telling {
        Some(field) => vec![field.name.clone()],
        None if module.title.iter().all(|name| fields.iter().any(|field| field.name == *name)) => {
            module.title.clone()
        }
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use model::field;

    use super::*;

    fn contacts() -> Module {
        let fields = [
            field::text("first_name"),
            field::text("last_name").required(),
            field::email("email"),
            field::long_text("description"),
            field::file("picture"),
        ];
        Module::new("contacts", model::Group::Customers, "user").section("main", fields).title(&["last_name"])
    }

    fn headers() -> Vec<String> {
        ["name", "mail", "a", "b"].map(str::to_owned).into()
    }

    #[test]
    fn a_column_goes_where_it_is_sent() {
        let mut mapping = Mapping::default();
        send(&mut mapping, &headers(), "mail", "email");
        assert_eq!(target(&mapping, "mail"), "email");
        send(&mut mapping, &headers(), "mail", "description");
        assert_eq!((target(&mapping, "mail").as_str(), mapping.columns.len()), ("description", 1));
        send(&mut mapping, &headers(), "mail", "");
        assert_eq!((target(&mapping, "mail").as_str(), mapping.columns.len()), ("", 0));
    }

    #[test]
    fn columns_of_one_field_stand_as_in_the_file() {
        let (mut mapping, module) = (Mapping::default(), contacts());
        send(&mut mapping, &headers(), "b", "description");
        send(&mut mapping, &headers(), "a", "description");
        let columns: Vec<_> = mapping.columns.iter().map(|mapped| mapped.column.as_str()).collect();
        assert_eq!(columns, ["a", "b"]);
        assert_eq!(joined(&mapping, &module)[0].name, "description");
    }

    #[test]
    fn whole_names_are_split() {
        let (mut mapping, module) = (Mapping::default(), contacts());
        assert!(splits_names(&module));
        send(&mut mapping, &headers(), "name", WHOLE_NAME);
        assert_eq!(mapping.templates["first_name"], "{name:first}");
        assert_eq!(target(&mapping, "name"), WHOLE_NAME);
        assert!(templates(&mapping, &headers()).is_empty() && missing(&mapping, &module).is_empty());
        send(&mut mapping, &headers(), "name", "last_name");
        assert_eq!((target(&mapping, "name").as_str(), mapping.templates.len()), ("last_name", 0));
    }

    #[test]
    fn columns_of_texts_are_used() {
        let mut mapping = Mapping::default();
        mapping.templates.insert("description".into(), "{a|b} of {mail:slug}".into());
        let held: Vec<bool> = headers().iter().map(|column| is_in_template(&mapping, column)).collect();
        assert_eq!(held, [false, true, true, true]);
        send(&mut mapping, &headers(), "name", "last_name");
        assert_eq!(used(&mapping, &headers()), 4);
    }

    #[test]
    fn what_is_missing_is_told() {
        let mut mapping = Mapping::default();
        assert_eq!(missing(&mapping, &contacts())[0].name, "last_name");
        mapping.constants.insert("last_name".into(), "Doe".into());
        assert!(missing(&mapping, &contacts()).is_empty());
        send(&mut mapping, &headers(), "a", "last_name");
        assert!(mapping.constants.is_empty());
    }

    #[test]
    fn records_are_matched_by_what_tells_them_apart() {
        let (mut mapping, module) = (Mapping::default(), contacts());
        send(&mut mapping, &headers(), "b", "description");
        assert!(likely_match(&mapping, &module).is_empty());
        send(&mut mapping, &headers(), "a", "last_name");
        assert_eq!(likely_match(&mapping, &module), ["last_name"]);
        send(&mut mapping, &headers(), "mail", "email");
        assert_eq!(likely_match(&mapping, &module), ["email"]);
    }

    #[test]
    fn files_are_not_read_from_columns() {
        let offered: Vec<_> = groups(&contacts()).into_iter().flat_map(|(_, fields)| fields).collect();
        assert_eq!(offered.len(), 4);
    }
}
