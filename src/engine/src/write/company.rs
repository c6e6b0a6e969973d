//! A step of writing the company: its currency stays once there are amounts, and its logo is a picture.

use model::filter::Filter;
use model::kind::money;
use model::{Grant, Kind, Module, Name, Problem, Value};
use modules::company::{CURRENCIES, CURRENCY, LOGO};

use super::draft::{Draft, Scene};
use crate::Engine;
use crate::company::COMPANY;
use crate::error::Result;

/// What browsers show as a picture and nothing can run in.
const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/webp", "image/gif"];
/// Bytes of a logo: it is fetched with every page.
const LARGEST: u64 = 512 * 1024;

pub(super) async fn check(engine: &Engine, scene: &Scene, drafts: &mut [Draft]) -> Result<()> {
    if scene.module.name != COMPANY {
        return Ok(());
    }
    for draft in drafts {
        check_logo(draft);
        if scene.by_person() && !draft.is_new() && draft.changes(CURRENCY.name) {
            check_currency(engine, scene, draft).await?;
        }
        if !draft.is_new() && draft.changes(CURRENCIES) {
            check_dropped(engine, scene, draft).await?;
        }
    }
    Ok(())
}

fn check_logo(draft: &mut Draft) {
    let Value::File(file) = draft.value(LOGO) else { return };
    if !draft.changes(LOGO) {
        return;
    }
    if !PICTURES.contains(&file.mime.as_str()) {
        draft.problem(Problem::new(LOGO, "not-a-picture"));
    } else if file.size > LARGEST {
        draft.problem(Problem::new(LOGO, "picture-too-large").detail(LARGEST / 1024));
    }
}

async fn check_currency(engine: &Engine, scene: &Scene, draft: &mut Draft) -> Result<()> {
    for module in &scene.world.schema().modules {
        let count = amounts(engine, scene, module).await?;
        if count > 0 {
            let label = scene.caller.schema.module(&module.name).map_or(&module.label, |known| &known.label);
            draft.problem(Problem::new(CURRENCY.name, "amounts-are-there").detail(label));
            return Ok(());
        }
    }
    Ok(())
}

/// What amounts are in stays known: the usual ones are, whether they are named or not.
async fn check_dropped(engine: &Engine, scene: &Scene, draft: &mut Draft) -> Result<()> {
    let grant = Grant::system("looking for amounts");
    let asking = engine.asking(&scene.caller);
    let named = draft.value(CURRENCIES).as_many();
    let own = draft.value(CURRENCY.name).as_text();
    let is_known = |code: &str| money::USUAL.contains(&code) || own == Some(code);
    let dropped = draft.was(CURRENCIES).as_many().iter();
    let dropped: Vec<String> =
        dropped.filter(|code| !named.contains(code) && !is_known(code)).cloned().collect();
    let counted = |module: &&Module| module.name != COMPANY && module.field(CURRENCY.name).is_some();
    for code in dropped {
        for module in scene.world.schema().modules.iter().filter(counted) {
            let filter = Filter::is(Name::new_static(CURRENCY.name), Value::text(&code));
            if engine.store().count(&grant, &asking, &module.name, &filter, Some(1)).await? > 0 {
                draft.problem(Problem::new(CURRENCIES, "in-use").detail(&code));
                return Ok(());
            }
        }
    }
    Ok(())
}

/// One, where there is any record with an amount.
async fn amounts(engine: &Engine, scene: &Scene, module: &Module) -> Result<u64> {
    let grant = Grant::system("looking for amounts");
    let asking = engine.asking(&scene.caller);
    for field in module.fields.iter().filter(|field| matches!(field.kind, Kind::Money(_))) {
        let text = format!("{} is not empty", field.name);
        let Ok(filter) = Filter::parse(&text, module, scene.world.schema()) else { continue };
        let count = engine.store().count(&grant, &asking, &module.name, &filter, Some(1)).await?;
        if count > 0 {
            return Ok(count);
        }
    }
    Ok(0)
}
