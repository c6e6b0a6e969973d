//! The names of parameters as other products of the same category have them: what a template would say, without
//! anybody having to keep one.

use api::{Failure, ListQuery, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::filter::{Filter, Op, Operand, Test};
use model::{Name, Value};

use super::Draft;
use crate::icon::Icon;
use crate::texts::t;
use crate::toast::{toast, toast_failure};

/// The rows that this is about.
pub const ROWS: &str = "product_parameters";
const CATEGORY: &str = "category";
/// So many of the latest are looked at.
const LATEST: u32 = 50;

/// A button that gives the names to `take`; not there while `draft` has no category.
#[component]
pub fn LikeOthers(draft: Draft, take: Callback<Vec<String>>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let ask = move |_| {
        let category = draft.get_untracked(CATEGORY);
        busy.set(true);
        spawn_local(async move {
            match names(category).await {
                Ok(names) if names.is_empty() => toast(t("rows-like-none")),
                Ok(names) => take.run(names),
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <button
            type="button"
            class="btn small ghost"
            hidden=move || draft.get(CATEGORY).is_empty()
            aria-busy=move || busy.get().to_string()
            on:click=ask
        >
            <Icon name="copy"/>
            {t("rows-like-category")}
        </button>
    }
}

/// Each once, in the order in which the latest product has them.
async fn names(category: Value) -> Result<Vec<String>, Failure> {
    let same = Filter::Test(Test::new(CATEGORY, Op::Is, vec![Operand::Value(category)]));
    let (field, module) = (Name::new_static("product"), Name::new_static("products"));
    let filter = Filter::Through { field, module, filter: Box::new(same) };
    let query = ListQuery {
        module: ROWS.into(),
        filter: filter.to_string(),
        sort: "-created_at".into(),
        columns: vec!["name".into(), "place".into()],
        limit: LATEST,
        ..ListQuery::default()
    };
    let mut records = calls::list(query).await?.records;
    records.sort_by_key(|record| record.value("place").as_integer());
    let mut names: Vec<String> = Vec::new();
    for record in &records {
        let name = record.value("name").as_text().unwrap_or_default();
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}
