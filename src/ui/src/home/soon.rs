//! What of mine goes to the pool unless I work on it; nothing where nothing does.

use api::{PoolDue, calls};
use leptos::prelude::*;

use super::panel::Panel;
use crate::context::formats;
use crate::live::live_version;
use crate::texts::t;

#[component]
pub fn Soon() -> impl IntoView {
    let versions = ["accounts", "leads"].map(|name| live_version(model::Name::new_static(name)));
    let soon = Resource::new(move || versions.map(|version| version.get()), |_| calls::soon_pooled());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let soon = soon.await.unwrap_or_default();
                (!soon.is_empty()).then(|| {
                    let rows = soon.into_iter().map(row).collect_view();
                    view! {
                        <Panel title="home-soon-pooled" href="">
                            <table class="table"><tbody>{rows}</tbody></table>
                        </Panel>
                    }
                })
            })}
        </Transition>
    }
}

fn row(due: PoolDue) -> impl IntoView {
    let at = due.at;
    let date = move || {
        let formats = formats();
        formats.date(formats.zone.date(at))
    };
    view! {
        <tr>
            <td><a href=format!("/m/{}/{}", due.module, due.id)>{due.title}</a></td>
            <td class="only-desk muted">{due.rule}</td>
            <td class="number"><span class="chip" data-color="amber" title=t("home-soon-pooled-by")>{date}</span></td>
        </tr>
    }
}
