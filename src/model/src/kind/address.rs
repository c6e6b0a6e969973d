//! A postal address: it shows plain text fields of the same record together, so that each of them can be filtered,
//! imported and sorted like any other.

use super::*;
use crate::Name;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Address {
    /// The fields for street, city, region, postal code and country, in this order.
    pub parts: Vec<Name>,
}

impl Address {
    pub const PARTS: [&'static str; 5] = ["street", "city", "region", "postal_code", "country"];
}

impl Rules for Address {
    fn storage(&self) -> Storage {
        Storage::Nothing
    }

    fn check(&self, _: Value) -> Result<Value, Fault> {
        Err(Fault::new("read-only"))
    }

    fn parse(&self, _: &str, _: &Formats) -> Result<Value, Fault> {
        Err(Fault::new("read-only"))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        self.plain(value)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": "string", "readOnly": true, "description": "One line each; empty where all parts are"})
    }

    fn operators(&self) -> &'static [Op] {
        &[]
    }

    fn sortable(&self) -> bool {
        false
    }
}
