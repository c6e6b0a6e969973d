//! Papers, for administrators: the template by which quotes become a PDF, with what comes of it beside it.

use std::time::Duration;

use api::{Failure, ListQuery, Preview, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::record::Values;
use model::{Id, Link, Name, Record, Sort, Value};

use super::block::{Block, Heading};
use super::records;
use crate::browser;
use crate::context::is_administrator;
use crate::failed::Failed;
use crate::icon::Icon;
use crate::paper::pages;
use crate::record::guard;
use crate::texts::{problem_text, t};
use crate::toast::{toast_failure, toast_undo};

const COMPANY: Name = Name::new_static("company");
const QUOTES: Name = Name::new_static("quotes");
const TEMPLATE: &str = "paper_template";
/// Of the quotes that it can be shown for.
const SAMPLES: u32 = 20;
/// After the last key, before the pages are set anew.
const PAUSE: Duration = Duration::from_millis(600);
const LINES: usize = 28;

#[component]
pub fn PapersPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let loaded = Resource::new(|| (), |()| load());
    view! {
        <Heading text="settings-papers"/>
        <Suspense>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok((company, samples)) => view! { <Whole company samples/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The company, and the newest quotes.
async fn load() -> Result<(Record, Vec<Link>), Failure> {
    let company = records::all(COMPANY).await?.into_iter().next().ok_or(Failure::NotFound)?;
    let query = ListQuery {
        module: QUOTES,
        sort: Sort::down(model::module::UPDATED_AT).to_string(),
        limit: SAMPLES,
        ..ListQuery::default()
    };
    let samples = calls::list(query).await?.records.into_iter();
    Ok((
        company,
        samples.map(|record| Link { title: record.title, ..Link::new(QUOTES, record.id) }).collect(),
    ))
}

/// What is written, and what came of it.
#[derive(Clone, Copy)]
struct State {
    company: RwSignal<Record>,
    text: RwSignal<String>,
    sample: RwSignal<Option<Id>>,
    /// None: the pages are being set.
    set: RwSignal<Option<Result<Preview, Failure>>>,
    /// Counts what was asked for; only the newest answer is shown.
    newest: StoredValue<u64>,
}

impl State {
    fn new(company: Record, samples: &[Link]) -> State {
        State {
            text: RwSignal::new(template(&company)),
            company: RwSignal::new(company),
            sample: RwSignal::new(samples.first().map(|link| link.id)),
            set: RwSignal::new(None),
            newest: StoredValue::new(0),
        }
    }

    fn is_changed(self) -> bool {
        self.text.get() != self.company.with(template)
    }

    /// Sets the pages when nothing was typed for a moment.
    fn set_soon(self) {
        let number = self.newest.get_value() + 1;
        self.newest.set_value(number);
        set_timeout(move || self.set_now(number), PAUSE);
    }

    fn set_now(self, number: u64) {
        let is_newest = move || self.newest.try_get_value() == Some(number);
        let Some(sample) = self.sample.try_get_untracked().flatten().filter(|_| is_newest()) else { return };
        let text = self.text.get_untracked();
        spawn_local(async move {
            let preview = calls::preview(QUOTES, sample, Some(text)).await;
            if is_newest() {
                self.set.set(Some(preview));
            }
        });
    }

    fn write(self, text: String) {
        self.text.set(text);
        self.set_soon();
    }

    fn save(self) {
        let Record { id, version, .. } = self.company.get_untracked();
        let text = self.text.get_untracked();
        let value = if text.trim().is_empty() { Value::Empty } else { Value::Text(text) };
        spawn_local(async move {
            let values = Values::from([(Name::new_static(TEMPLATE), value)]);
            match calls::update(COMPANY, id, version, values).await {
                Ok(saved) => {
                    if self.company.try_set(saved.record).is_none() {
                        toast_undo(t("settings-saved"), saved.batch);
                    }
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    }
}

fn template(company: &Record) -> String {
    company.value(TEMPLATE).as_text().unwrap_or_default().to_owned()
}

#[component]
fn Whole(company: Record, samples: Vec<Link>) -> impl IntoView {
    let state = State::new(company, &samples);
    guard(move || untrack(|| state.is_changed()));
    Effect::new(move |_| state.set_soon());
    view! {
        <Block text="papers-text">
            <div class="template">
                <Template state/>
                <Sample state samples/>
            </div>
        </Block>
    }
}

#[component]
fn Template(state: State) -> impl IntoView {
    let is_own = move || state.text.with(|text| text.trim().is_empty());
    let begin = move |_| {
        spawn_local(async move {
            match browser::fetch_text("/papers/template").await {
                Ok(text) => state.write(text),
                Err(error) => toast_failure(&Failure::Unreachable(format!("{error:?}"))),
            }
        });
    };
    view! {
        <div class="template-text">
            <label for="paper-template">{move || t("company-paper_template")}</label>
            <textarea
                id="paper-template"
                class="textarea mono"
                rows=LINES
                spellcheck="false"
                autocapitalize="off"
                prop:value=state.text
                on:input=move |event| state.write(event_target_value(&event))
            >
                {state.text.get_untracked()}
            </textarea>
            <div class="btn-row">
                {move || match is_own() {
                    true => view! {
                        <span class="muted">{t("papers-own")}</span>
                        <button type="button" class="btn" on:click=begin>{t("papers-start")}</button>
                    }
                    .into_any(),
                    false => view! {
                        <button type="button" class="btn" on:click=move |_| state.write(String::new())>
                            {t("papers-reset")}
                        </button>
                    }
                    .into_any(),
                }}
                <button
                    type="button"
                    class="btn primary"
                    disabled=move || !state.is_changed()
                    on:click=move |_| state.save()
                >
                    {move || t("save")}
                </button>
            </div>
        </div>
    }
}

/// What comes of it for one of the quotes.
#[component]
fn Sample(state: State, samples: Vec<Link>) -> impl IntoView {
    if samples.is_empty() {
        return view! { <p class="muted">{move || t("papers-no-sample")}</p> }.into_any();
    }
    let choose = move |event| {
        state.sample.set(event_target_value(&event).parse().ok());
        state.set_soon();
    };
    let options =
        samples.into_iter().map(|link| view! { <option value=link.id.to_string()>{link.title}</option> });
    let shown = move || match state.set.get() {
        None => view! { <p class="muted" role="status">{t("paper-setting")}</p> }.into_any(),
        Some(Ok(preview)) => {
            let data = preview.data.clone();
            view! {
                {pages(&preview)}
                <details>
                    <summary>
                        <Icon name="chevron-down"/>
                        {t("papers-data")}
                    </summary>
                    <pre class="code">{data}</pre>
                </details>
            }
            .into_any()
        }
        Some(Err(Failure::Invalid(problems))) => {
            let line = |problem| view! { <li>{problem_text(problem)}</li> };
            view! {
                <div class="banner danger" role="alert">
                    <div>
                        <p>{t("papers-faults")}</p>
                        <ul>{problems.iter().map(line).collect_view()}</ul>
                    </div>
                </div>
            }
            .into_any()
        }
        Some(Err(failure)) => view! { <Failed failure/> }.into_any(),
    };
    view! {
        <div class="template-sample">
            <div class="field">
                <label for="paper-sample">{move || t("papers-sample")}</label>
                <select id="paper-sample" class="select" on:change=choose>{options.collect_view()}</select>
            </div>
            <div class="papers">{shown}</div>
        </div>
    }
    .into_any()
}
