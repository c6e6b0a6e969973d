//! What is a duplicate in a new installation, to be changed and added to.

use model::duplicates::Compare;
use model::record::Values;
use model::{Name, Value};
use modules::duplicate_rules;

use crate::Engine;
use crate::custom::DUPLICATES;
use crate::error::Result;
use crate::organisation::all;
use crate::write;

const FIRST: [(&str, &str, &str, Compare); 4] = [
    ("leads", "Same e-mail", "email", Compare::Email),
    ("contacts", "Same e-mail", "email", Compare::Email),
    ("accounts", "Same company name", "name", Compare::Company),
    ("accounts", "Same website", "website", Compare::Domain),
];

/// Makes them where there have never been any.
pub(crate) async fn make(engine: &Engine) -> Result<()> {
    let there = async |deleted| all(engine.store(), DUPLICATES, deleted).await;
    if !there(false).await?.is_empty() || !there(true).await?.is_empty() {
        return Ok(());
    }
    let product = engine.system_caller();
    let (first_field, first_compare) = duplicate_rules::PARTS[0];
    for (module, name, field, compare) in FIRST {
        let values = Values::from([
            (Name::new_static(duplicate_rules::MODULE.name), Value::text(module)),
            (Name::new_static(duplicate_rules::NAME.name), Value::text(name)),
            (Name::new_static(first_field.name), Value::text(field)),
            (Name::new_static(first_compare.name), Value::text(compare.key())),
        ]);
        write::create(engine, &product, Name::new_static(DUPLICATES), values).await?;
    }
    Ok(())
}
