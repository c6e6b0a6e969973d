//! What tests give to the product, in few words.

use api::Backend;
use api::model::record::Values;
use api::model::{Id, Link, Name, Value};
use engine::Engine;
use rust_decimal::Decimal;

pub fn values(pairs: &[(&'static str, Value)]) -> Values {
    pairs.iter().map(|(name, value)| (Name::new_static(name), value.clone())).collect()
}

pub fn text(text: &str) -> Value {
    Value::text(text)
}

pub fn number(text: &str) -> Value {
    Value::Decimal(Decimal::from_str_exact(text).unwrap())
}

pub fn link(module: &'static str, id: Id) -> Value {
    Value::Link(Link::new(Name::new_static(module), id))
}

pub async fn add_role(engine: &Engine, name: &str, level: &str, above: Option<Id>) -> Id {
    let above = above.map_or(Value::Empty, |above| link("roles", above));
    let values = values(&[("name", text(name)), ("level", text(level)), ("parent", above)]);
    engine.create(&engine.system_caller(), "roles".into(), values).await.unwrap().record.id
}
