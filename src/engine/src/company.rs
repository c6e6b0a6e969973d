//! The company's own settings.

use model::Name;
use serde::{Deserialize, Serialize};
use store::Store;

use crate::error::Result;

const KEY: &str = "company";

/// What the company is called and which currency it counts in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    pub name: String,
    /// ISO 4217.
    pub currency: Name,
}

impl Default for Company {
    fn default() -> Company {
        Company { name: "Rapport".into(), currency: Name::new_static("EUR") }
    }
}

impl Company {
    pub(crate) async fn load(store: &Store) -> Result<Company> {
        let stored = store.setting(KEY).await?;
        Ok(stored.and_then(|json| serde_json::from_value(json).ok()).unwrap_or_default())
    }

    pub(crate) async fn save(&self, store: &Store) -> Result<()> {
        Ok(store.put_setting(KEY, &serde_json::to_value(self)?).await?)
    }
}
