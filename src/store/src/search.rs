//! Search over all modules as one types.

use model::{Id, Name};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub module: Name,
    pub id: Id,
    pub title: String,
    pub subtitle: String,
}
