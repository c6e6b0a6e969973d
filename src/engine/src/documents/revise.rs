//! A revision: a new quote that is offered instead of one that was sent, which stays as it is.

use api::{Caller, Failure, Saved};
use model::record::Values;
use model::{Field, Grant, Id, Link, Name, Problem, Record, Row, Value, document};
use modules::quotes::{
    APPROVAL, APPROVAL_NOTE, IN_QUOTATION, LEADS_AMOUNT, REQUOTED, REVISION, REVISION_OF, STAGE,
};
use store::Right;

use crate::Engine;
use crate::error::Result;
use crate::write::{self, Draft, Origin, Scene};
use crate::{documents, rights};

const REVISE: &str = "revise";
const NUMBER: &str = "number";

pub(crate) async fn revise(engine: &Engine, caller: &Caller, module: Name, id: Id) -> Result<Saved> {
    documents::known(caller, &module)?;
    let scene = Scene::new(engine, caller, &module)?.with(Origin::Product);
    scene.may_create()?;
    let old = engine.store().get(&scene.caller.grant, &module, id, false).await?.ok_or(Failure::NotFound)?;
    let whole = engine.store().get(&Grant::system("what a revision takes along"), &module, id, false).await?;
    let sees_all = whole.is_some_and(|whole| sees_all(&scene, &whole));
    if !rights::may(engine, &scene.caller, &module, &old, Right::Edit).await? || !sees_all {
        return Err(Failure::NotAllowed.into());
    }
    let stage = old.get(STAGE).unwrap_or_default();
    if !scene.module.stage_locks(&stage) || stage == REQUOTED {
        return Err(Problem::new(STAGE.name, "not-sent").into());
    }
    let values = revised(&scene, &old);
    let link = Link { title: old.title.clone(), ..Link::new(module.clone(), old.id) };
    let mut drafts =
        [Draft::update(&scene, old, set_aside()), Draft::create_numbered(&scene, engine.new_id(), values)];
    let scene = Scene { coming: vec![link], ..scene };
    write::prepare(engine, &scene, &mut drafts).await?;
    let [old, new] = drafts.map(Draft::ready);
    let (old, new) = (old?, new?);
    let action = write::batch(engine, &scene.caller, REVISE, &module, 2);
    let batch = action.id;
    let written = write::commit(engine, scene.caller.clone(), action, move |tx, caller, writing| {
        Box::pin(async move {
            old.write(tx, &caller.grant, &writing).await?;
            new.write(tx, &caller.grant, &writing).await
        })
    });
    Ok(Saved { record: written.await?, batch })
}

/// Who does not see what it holds would lose that.
fn sees_all(scene: &Scene, whole: &Record) -> bool {
    let Some(visible) = scene.visible() else { return false };
    let held = |field: &&Field| !field.hidden && !whole.value(&field.name).is_empty();
    let mut held = scene.module.fields.iter().filter(held);
    documents::may_count(visible) && held.all(|field| visible.field(&field.name).is_some())
}

/// What becomes of the one that was sent.
fn set_aside() -> Values {
    Values::from([
        (Name::new_static(STAGE.name), Value::text(REQUOTED)),
        (Name::new_static(LEADS_AMOUNT.name), Value::Empty),
    ])
}

/// What is offered instead: the same, to be changed.
fn revised(scene: &Scene, old: &Record) -> Values {
    let anew = [
        document::DAY,
        "valid_until",
        document::EXCHANGE_RATE,
        APPROVAL.name,
        APPROVAL_NOTE.name,
        "lost_reason",
    ];
    let stays = |field: &&Field| field.editable() && !anew.contains(&field.name.as_str());
    let fields = scene.module.fields.iter().filter(stays);
    let mut values: Values =
        fields.map(|field| (field.name.clone(), old.value(&field.name).clone())).collect();
    values.retain(|_, value| !value.is_empty());
    if let Some(Value::Rows(rows)) = values.get_mut(document::LINES) {
        *rows = rows.drain(..).map(|row| Row::new(row.values)).collect();
    }
    let before = old.get(REVISION).unwrap_or(1);
    let number = old.value(NUMBER).as_text().unwrap_or_default();
    let first = number.strip_suffix(&format!("-{before}")).filter(|_| before > 1).unwrap_or(number);
    let link = Link { title: old.title.clone(), ..Link::new(scene.module.name.clone(), old.id) };
    values.extend([
        (Name::new_static(STAGE.name), Value::text(IN_QUOTATION)),
        (Name::new_static(REVISION_OF.name), Value::Link(link)),
        (Name::new_static(REVISION.name), Value::Integer(before + 1)),
        (Name::new_static(NUMBER), Value::text(format!("{first}-{}", before + 1))),
    ]);
    values
}
