//! A document as it looks on paper: its pages in a dialog, and the PDF.

use api::{Failure, Preview, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Id, Name};

use crate::dialog::Modal;
use crate::failed::Failed;
use crate::query::encode;
use crate::texts::{t, t_with};

/// The pages of a record, asked for when the dialog opens.
#[component]
pub fn PaperDialog(#[prop(into)] module: Name, id: Id, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Modal open title=Signal::derive(|| t("paper-preview")) wide=true>
            <Paper module=module.clone() id/>
        </Modal>
    }
}

#[component]
fn Paper(module: Name, id: Id) -> impl IntoView {
    let set = RwSignal::new(None::<Result<Preview, Failure>>);
    let address = format!("/papers/{module}/{id}");
    Effect::new(move |_| {
        let module = module.clone();
        spawn_local(async move {
            let preview = calls::preview(module, id, None).await;
            let _ = set.try_set(Some(preview));
        });
    });
    let foot = move || {
        let Some(Ok(preview)) = set.get() else { return None };
        let (address, text) = match preview.missing.is_empty() {
            true => (address.clone(), "paper-open"),
            false => (format!("{address}?incomplete=true"), "paper-open-incomplete"),
        };
        Some(view! {
            <a class="btn primary" href=address rel="external" target="_blank">{t(text)}</a>
        })
    };
    let shown = move || match set.get() {
        None => waiting().into_any(),
        Some(Ok(preview)) => pages(&preview).into_any(),
        Some(Err(failure)) => view! { <Failed failure/> }.into_any(),
    };
    view! {
        <div class="modal-body papers" tabindex="0" aria-busy=move || set.with(Option::is_none).to_string()>{shown}</div>
        <footer class="modal-foot">{foot}</footer>
    }
}

fn waiting() -> impl IntoView {
    view! { <p class="muted" role="status">{t("paper-setting")}</p> }
}

/// The pages as pictures, below what could not be set.
pub fn pages(preview: &Preview) -> impl IntoView + use<> {
    let missing = (!preview.missing.is_empty()).then(|| {
        let text = t_with("problem-no-font", &[("detail", &preview.missing)]);
        view! { <p class="banner warn" role="alert">{text}</p> }
    });
    let page = |(at, page): (usize, &String)| {
        let picture = format!("data:image/svg+xml,{}", encode(page).replace('+', "%20"));
        view! { <img class="paper" src=picture alt=t_with("paper-page-n", &[("n", &(at + 1))])/> }
    };
    let pages = preview.pages.iter().enumerate().map(page).collect_view();
    view! { {missing} {pages} }
}
