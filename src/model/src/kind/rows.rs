//! Rows that are a part of their record, such as the lines of a quote: they are written, undone and told in its history
//! with it, and lie in the table of a module of their own, so that they can be listed and added up over all records.

use super::*;
use crate::record::Values;
use crate::{Field, Name, Problem, Row};

/// Rows of one record.
pub const MOST: usize = 1_000;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// The module whose records they are.
    pub of: Name,
    /// What a row holds: the fields of that module that people fill. Put in by the schema.
    #[serde(default)]
    pub fields: Vec<Field>,
}

impl Rows {
    /// The normal form of all rows, and what is wrong with them; a problem names its field as `2.quantity`, counted
    /// from 0.
    pub fn check_all(&self, rows: Vec<Row>) -> (Vec<Row>, Vec<Problem>) {
        if rows.len() > MOST {
            return (rows, vec![Problem::new("", "too-many-rows").detail(MOST)]);
        }
        let mut problems = Vec::new();
        let checked = rows.into_iter().enumerate();
        let rows = checked.map(|(place, row)| self.check_one(place, row, &mut problems)).collect();
        (rows, problems)
    }

    fn check_one(&self, place: usize, row: Row, problems: &mut Vec<Problem>) -> Row {
        let mut values = Values::new();
        for (name, value) in row.values {
            let checked = match self.field(&name) {
                Some(field) => field.check(value),
                None => Err(Problem::new(name.clone(), "unknown-field").detail(&name)),
            };
            match checked {
                Ok(Value::Empty) => {}
                Ok(value) => drop(values.insert(name, value)),
                Err(problem) => problems.push(within(place, problem)),
            }
        }
        for field in self.fields.iter().filter(|field| field.required) {
            let told = |problem: &Problem| problem.field == at(place, &field.name);
            if !values.contains_key(&field.name) && !problems.iter().any(told) {
                problems.push(within(place, Problem::new(field.name.clone(), "required")));
            }
        }
        Row { id: row.id, values }
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Reads the rows of REST, with all that is wrong with them.
    pub fn read_all(&self, json: &Json) -> Result<Vec<Row>, Vec<Problem>> {
        let Json::Array(items) = json else { return Err(vec![Problem::new("", "wrong-type")]) };
        let mut problems = Vec::new();
        let read = |(place, item)| self.read_one(place, item, &mut problems);
        let rows = items.iter().enumerate().map(read).collect();
        if problems.is_empty() { Ok(rows) } else { Err(problems) }
    }

    fn read_one(&self, place: usize, item: &Json, problems: &mut Vec<Problem>) -> Row {
        let mut row = Row::new(Values::new());
        let Json::Object(given) = item else {
            problems.push(Problem::new(Name::new(place.to_string()), "wrong-type"));
            return row;
        };
        for (name, json) in given {
            if name == "id" {
                match json.as_str().map(str::parse) {
                    Some(Ok(id)) => row.id = id,
                    Some(Err(_)) | None => problems.push(within(place, Problem::new("id", "wrong-type"))),
                }
                continue;
            }
            let read = match self.field(name) {
                Some(field) => field.read_json(json),
                None => Err(Problem::new(name, "unknown-field").detail(name)),
            };
            match read {
                Ok(value) => drop(row.values.insert(Name::new(name), value)),
                Err(problem) => problems.push(within(place, problem)),
            }
        }
        row
    }

    fn row_in_json(&self, row: &Row) -> Json {
        let fields =
            self.fields.iter().map(|field| (field.name.to_string(), field.to_json(row.value(&field.name))));
        Json::Object(
            std::iter::once(("id".to_owned(), Json::from(row.id.to_string()))).chain(fields).collect(),
        )
    }

    fn schema_of_one(&self, of: impl Fn(&Field) -> Json) -> Json {
        let fields = self.fields.iter().map(|field| (field.name.to_string(), of(field)));
        let id = serde_json::json!({"type": "string", "format": "uuid"});
        let properties: serde_json::Map<String, Json> =
            std::iter::once(("id".to_owned(), id)).chain(fields).collect();
        let required = self.fields.iter().filter(|field| field.required);
        let required: Vec<&str> = required.map(|field| field.name.as_str()).collect();
        serde_json::json!({
            "type": "object", "properties": properties, "required": required, "additionalProperties": false,
        })
    }
}

fn at(place: usize, name: &str) -> Name {
    Name::new(format!("{place}.{name}"))
}

fn within(place: usize, problem: Problem) -> Problem {
    Problem { field: at(place, &problem.field), ..problem }
}

impl Rules for Rows {
    fn storage(&self) -> Storage {
        Storage::Nothing
    }

    /// The first of what is wrong; `check_all` tells all.
    fn check(&self, value: Value) -> Result<Value, Fault> {
        let Value::Rows(rows) = value else { return Err(Fault::new("wrong-type")) };
        let (rows, problems) = self.check_all(rows);
        match problems.first() {
            None => Ok(Value::Rows(rows)),
            Some(problem) if problem.field.is_empty() => Err(Fault::detail("too-many-rows", MOST)),
            Some(_) => Err(Fault::new("wrong-in-row")),
        }
    }

    fn parse(&self, _: &str, _: &Formats) -> Result<Value, Fault> {
        Err(Fault::new("wrong-type"))
    }

    /// How many there are.
    fn format(&self, value: &Value, _: Show<'_>) -> String {
        value.as_rows().len().to_string()
    }

    fn to_json(&self, value: &Value) -> Json {
        value.as_rows().iter().map(|row| self.row_in_json(row)).collect()
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        self.read_all(json).map(Value::Rows).map_err(|_| Fault::new("wrong-in-row"))
    }

    fn json_schema(&self) -> Json {
        let of = |field: &Field| field.kind.rules().json_schema();
        serde_json::json!({"type": ["array", "null"], "items": self.schema_of_one(of)})
    }

    fn json_input(&self) -> Json {
        let of = |field: &Field| field.kind.rules().json_input();
        serde_json::json!({"type": ["array", "null"], "maxItems": MOST, "items": self.schema_of_one(of)})
    }

    fn operators(&self) -> &'static [Op] {
        &[]
    }

    fn sortable(&self) -> bool {
        false
    }
}
