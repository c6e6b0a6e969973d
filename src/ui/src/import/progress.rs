//! How far the server is, and the button that stops it.

use leptos::prelude::*;

use super::parts::count;
use super::wizard::{Wizard, is_at_work};
use crate::prelude::*;

#[component]
pub fn Progress(wizard: Wizard, #[prop(into)] label: Signal<String>) -> impl IntoView {
    let stopping = RwSignal::new(false);
    let rows = move || wizard.status.with(|status| status.as_ref().map(|status| (status.done, status.rows)));
    let share = move || {
        let (done, rows) = rows().filter(|(_, rows)| *rows > 0)?;
        Some((done as f64 / rows as f64).to_string())
    };
    let text = move || {
        let (done, rows) = rows()?;
        Some(t_with("import-progress", &[("n", &count(done)), ("detail", &count(rows))]))
    };
    let may_stop = move || wizard.status.with(|status| status.as_ref().is_some_and(is_at_work));
    let stop = move |_| {
        stopping.set(true);
        wizard.stop();
    };
    view! {
        <div class="progress-line">
            <progress class="progress" max="1" value=share aria-label=move || label.get()></progress>
            <span>{text}</span>
            <button
                type="button"
                class="btn small"
                disabled=move || !may_stop()
                aria-busy=move || stopping.get().then_some("true")
                on:click=stop
            >
                {move || t("import-stop")}
            </button>
        </div>
    }
}
