//! A lead becomes an account, a contact and, if wanted, an opportunity. What will be made is shown first, and can be
//! changed; what is there already is offered instead.

mod part;

use api::{Conversion, ConversionPreview, Converted, Failure, Namesake, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::record::Values;
use model::{Id, Problem};

use crate::context::module;
use crate::dialog::Modal;
use crate::failed::Failed;
use crate::field::focus_problem;
use crate::icon::Icon;
use crate::query::go;
use crate::texts::{failure_text, t, t_with};
use crate::toast::toast_undo;
use part::{Part, PartView};

/// The dialog, while `open` is true.
#[component]
pub fn ConvertDialog(open: RwSignal<bool>, lead: Id) -> impl IntoView {
    let preview = RwSignal::new(None::<Result<ConversionPreview, Failure>>);
    Effect::new(move |_| {
        if open.get() {
            preview.set(None);
            spawn_local(async move {
                let answer = calls::preview_conversion(lead).await;
                preview.try_set(Some(answer));
            });
        }
    });
    let title = Signal::derive(move || {
        preview.with(|preview| match preview {
            Some(Ok(preview)) => t_with("convert-title", &[("record", &preview.lead.title)]),
            _ => t("convert-lead"),
        })
    });
    view! {
        <Modal open title wide=true>
            {move || match preview.get() {
                None => view! { <div class="modal-body"><p class="skeleton"></p></div> }.into_any(),
                Some(Ok(preview)) => view! { <Form open preview/> }.into_any(),
                Some(Err(failure)) => view! { <div class="modal-body"><Failed failure/></div> }.into_any(),
            }}
        </Modal>
    }
}

#[component]
fn Form(open: RwSignal<bool>, preview: ConversionPreview) -> impl IntoView {
    let ConversionPreview { lead, account, contact, opportunity, accounts, contacts, moves } = preview;
    let used = accounts.first().map(|hit| hit.id);
    let account = Part::new("accounts", &account, accounts, used);
    let contact = person(&contact, contacts, account);
    let opportunity = Part::new("opportunities", &opportunity, Vec::new(), None);
    let parts = [account, contact, opportunity];
    let problem = RwSignal::new(None::<String>);
    let working = RwSignal::new(false);
    let (id, name) = (lead.id, lead.title);
    let convert = move |_| {
        let Some(conversion) = decided(parts) else { return focus_problem() };
        if working.get_untracked() {
            return;
        }
        working.set(true);
        problem.set(None);
        let name = name.clone();
        spawn_local(async move {
            let answer = calls::convert(id, conversion).await;
            if working.is_disposed() {
                return;
            }
            working.set(false);
            match answer {
                Ok(done) => {
                    open.set(false);
                    toast_undo(t_with("convert-done", &[("record", &name)]), done.batch);
                    go(&target(&done));
                }
                Err(Failure::Invalid(problems)) => {
                    problem.set(show(parts, problems));
                    focus_problem();
                }
                Err(failure) => problem.set(Some(failure_text(&failure))),
            }
        });
    };
    let said = move || {
        problem.get().map(|text| {
            view! {
                <div class="banner danger grow" role="alert">
                    <Icon name="circle-alert"/>
                    <p>{text}</p>
                </div>
            }
        })
    };
    view! {
        <div class="modal-body convert">
            <p>{t("convert-intro")}</p>
            <PartView part=account/>
            <PartView part=contact/>
            <PartView part=opportunity/>
            <p class="muted">
                {(moves > 0).then(|| t_with("convert-goes-along-n", &[("n", &moves)]) + " ")}
                {t("convert-locked-note")}
            </p>
        </div>
        <footer class="modal-foot">
            {said}
            <button type="button" class="btn" on:click=move |_| open.set(false)>
                {t("cancel")}
            </button>
            <button
                type="button"
                class="btn primary"
                aria-busy=move || working.get().to_string()
                on:click=convert
            >
                {t("convert-submit")}
            </button>
        </footer>
    }
}

/// The contact; who is chosen beforehand depends on the account, until one has chosen otherwise.
fn person(values: &Values, contacts: Vec<Namesake>, account: Part) -> Part {
    let hits = contacts.iter().map(|contact| contact.hit.clone()).collect();
    let first = Namesake::likely(&contacts, account.used.get_untracked());
    let part = Part::new("contacts", values, hits, first);
    Effect::new(move |before: Option<Option<Id>>| {
        let likely = Namesake::likely(&contacts, account.used.get());
        if before.is_some_and(|before| before != likely && part.used.get_untracked() == before) {
            part.used.set(likely);
        }
        likely
    });
    part
}

/// What was decided, if all that is to be made can be made.
fn decided([account, contact, opportunity]: [Part; 3]) -> Option<Conversion> {
    let checked = [account, contact, opportunity].map(Part::values);
    let [account_values, contact_values, opportunity_values] = checked;
    Some(Conversion {
        use_account: account.used.get_untracked(),
        use_contact: contact.used.get_untracked(),
        account: account_values?,
        contact: contact_values?,
        opportunity: opportunity_values
            .map(|values: Values| opportunity.wanted.get_untracked().then_some(values))?,
    })
}

/// Problems go to their fields, which the server names `account.name`; the others are returned as text.
fn show(parts: [Part; 3], problems: Vec<Problem>) -> Option<String> {
    let mut rest = Vec::new();
    for problem in problems {
        let (of, field) = problem.field.split_once('.').unwrap_or(("", &problem.field));
        let part = parts.iter().find(|part| !of.is_empty() && part.module.starts_with(of));
        match part {
            Some(part) => {
                let field = field.into();
                part.draft.show_problems(&[Problem { field, ..problem }]);
            }
            None => rest.push(problem),
        }
    }
    (!rest.is_empty()).then(|| failure_text(&Failure::Invalid(rest)))
}

/// To the opportunity, or to the account where there is none.
fn target(done: &Converted) -> String {
    match done.opportunity.filter(|_| module("opportunities").is_some()) {
        Some(id) => format!("/m/opportunities/{id}"),
        None => format!("/m/accounts/{}", done.account),
    }
}
