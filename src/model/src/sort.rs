//! The order of a list: `-amount,name`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Name, Problem};

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    pub field: Name,
    pub descending: bool,
}

impl Sort {
    pub fn up(field: impl Into<Name>) -> Sort {
        Sort { field: field.into(), descending: false }
    }

    pub fn down(field: impl Into<Name>) -> Sort {
        Sort { field: field.into(), descending: true }
    }

    /// Reads `-amount,name` against the fields of `module`.
    pub fn parse(text: &str, module: &crate::Module) -> Result<Vec<Sort>, Problem> {
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                let (descending, name) = part.strip_prefix('-').map_or((false, part), |name| (true, name));
                match module.field(name) {
                    Some(field) if field.sortable() => Ok(Sort { field: field.name.clone(), descending }),
                    Some(_) => Err(Problem::new("sort", "not-sortable").detail(name)),
                    None => Err(Problem::new("sort", "unknown-field").detail(name)),
                }
            })
            .collect()
    }

    pub fn print(sorts: &[Sort]) -> String {
        sorts.iter().map(Sort::to_string).collect::<Vec<_>>().join(",")
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.field)
    }
}
