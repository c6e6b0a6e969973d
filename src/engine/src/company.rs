//! The company's own settings: the one record of the module `company`, which is there from the first start on.

use model::document::policy;
use model::kind::money;
use model::record::Values;
use model::totals::Policy;
use model::{Id, Language, Name, Record, Value, Zone};
use modules::company;
use serde::Deserialize;
use store::Store;

use crate::Engine;
use crate::error::Result;
use crate::organisation::all;
use crate::write::{self, Draft, Origin, Scene};
use crate::zone::zone;

pub(crate) const COMPANY: &str = "company";

/// What of the company the rest depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// The record that says so; nothing before the first start is over.
    pub id: Option<Id>,
    pub name: String,
    /// ISO 4217.
    pub currency: Name,
    /// In which amounts may be, its own among them.
    pub currencies: Vec<Name>,
    /// For who has chosen none.
    pub language: Language,
    /// For who has chosen none.
    pub zone: Zone,
    /// With which a week begins, 0 for Monday.
    pub first_weekday: u8,
    /// The file of its logo.
    pub logo: Option<Id>,
    /// How documents are rounded.
    pub policy: Policy,
    /// Whether prices that are in no price book include tax.
    pub prices_include_tax: bool,
    /// So many days a quote holds.
    pub quote_days: Option<u64>,
    /// The terms that a quote begins with.
    pub quote_terms: String,
}

impl Default for Company {
    fn default() -> Company {
        Company {
            id: None,
            name: "Rapport".into(),
            currency: Name::new_static("EUR"),
            currencies: money::USUAL.map(Name::new_static).into(),
            language: Language::default(),
            zone: Zone::default(),
            first_weekday: 0,
            logo: None,
            policy: Policy::default(),
            prices_include_tax: false,
            quote_days: None,
            quote_terms: String::new(),
        }
    }
}

/// What older programs kept of the company, under the key of the module's name.
#[derive(Deserialize)]
struct Older {
    name: String,
    currency: Name,
}

impl Company {
    pub(crate) async fn load(store: &Store) -> Result<Company> {
        if let Some(record) = all(store, COMPANY, false).await?.first() {
            return Ok(Company::read(record));
        }
        let stored = store.setting(COMPANY).await?;
        let older = stored.and_then(|json| serde_json::from_value::<Older>(json).ok());
        let taken =
            |older: Older| Company { name: older.name, currency: older.currency, ..Company::default() };
        Ok(older.map(taken).unwrap_or_default())
    }

    fn read(record: &Record) -> Company {
        let logo = match record.value(company::LOGO) {
            Value::File(file) => Some(file.id),
            _ => None,
        };
        let usual = Company::default();
        Company {
            id: Some(record.id),
            name: record.get(company::NAME).unwrap_or(usual.name),
            currency: record.get(company::CURRENCY).map_or(usual.currency, Name::new),
            currencies: currencies(record),
            language: record
                .get(company::LANGUAGE)
                .and_then(|code| Language::from_code(&code))
                .unwrap_or_default(),
            zone: record.get(company::TIME_ZONE).and_then(|name| zone(&name)).unwrap_or_default(),
            first_weekday: company::first_weekday(record),
            logo,
            policy: policy(
                &record.get(company::ROUNDING).unwrap_or_default(),
                &record.get(company::HALF).unwrap_or_default(),
            ),
            prices_include_tax: record.get(company::PRICES_INCLUDE_TAX).unwrap_or_default(),
            quote_days: record.get(company::QUOTE_DAYS).and_then(|days| u64::try_from(days).ok()),
            quote_terms: record.get(company::QUOTE_TERMS).unwrap_or_default(),
        }
    }

    fn values(&self) -> Values {
        Values::from([
            (Name::new_static(company::NAME.name), Value::text(&self.name)),
            (Name::new_static(company::CURRENCY.name), Value::text(self.currency.as_str())),
            (Name::new_static(company::LANGUAGE.name), Value::text(self.language.code())),
            (Name::new_static(company::TIME_ZONE.name), Value::text(&self.zone.name)),
        ])
    }
}

/// Those that the company names, or the usual ones, with its own, which it always counts in.
fn currencies(record: &Record) -> Vec<Name> {
    let own = record.get(company::CURRENCY).map(Name::new);
    let named = record.value(company::CURRENCIES).as_many().iter().map(Name::new);
    let mut all: Vec<Name> = named.collect();
    if all.is_empty() {
        all.extend(money::USUAL.map(Name::new_static));
    }
    let own = own.filter(|own| !all.contains(own));
    own.into_iter().chain(all).collect()
}

/// Makes the record where there is none: at the first start, and after an older program.
pub(crate) async fn make(engine: &Engine) -> Result<()> {
    let company = engine.company();
    if company.id.is_some() {
        return Ok(());
    }
    let product = engine.system_caller();
    write::create(engine, &product, Name::new_static(COMPANY), company.values()).await?;
    Ok(())
}

/// For the product itself: what people may not change any more, it may.
pub(crate) async fn set(engine: &Engine, company: Company) -> Result<()> {
    let product = engine.system_caller();
    let scene = Scene::new(engine, &product, COMPANY)?.with(Origin::Product);
    let _held = engine.organise(COMPANY).await;
    let Some(before) = all(engine.store(), COMPANY, false).await?.into_iter().next() else { return Ok(()) };
    let mut draft = [Draft::update(&scene, before, company.values())];
    write::prepare(engine, &scene, &mut draft).await?;
    let [ready] = draft.map(Draft::ready);
    let ready = ready?;
    let action = write::batch(engine, &product, "update", &scene.module.name, 1);
    write::commit(engine, product, action, move |tx, product, writing| {
        Box::pin(async move { ready.write(tx, &product.grant, &writing).await.map(drop) })
    })
    .await
}
