//! The mail server as one types it in. It can be tried before it is kept.

use api::{Failure, MailSafety, MailServer, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::Problem;

use super::State;
use crate::context::{app, me};
use crate::dialog::ask_danger;
use crate::field::focus_problem;
use crate::icon::Icon;
use crate::record::guard;
use crate::settings::block::{Block, Said};
use crate::texts::{failure_text, problem_text, t, t_with};
use crate::toast::{toast, toast_failure};

/// What is typed, field by field, and what is wrong with it.
#[derive(Clone, Copy)]
struct Form {
    host: RwSignal<String>,
    port: RwSignal<String>,
    safety: RwSignal<MailSafety>,
    user: RwSignal<String>,
    /// Empty where the one that is kept stays.
    password: RwSignal<String>,
    sender_name: RwSignal<String>,
    sender: RwSignal<String>,
    address: RwSignal<String>,
    problems: RwSignal<Vec<Problem>>,
    /// What the last test came to, good or bad.
    said: RwSignal<Option<Result<String, String>>>,
    dirty: RwSignal<bool>,
}

impl Form {
    fn of(server: Option<MailServer>) -> Form {
        let server = server.unwrap_or_else(unknown);
        Form {
            host: RwSignal::new(server.host),
            port: RwSignal::new(server.port.to_string()),
            safety: RwSignal::new(server.safety),
            user: RwSignal::new(server.user),
            password: RwSignal::new(String::new()),
            sender_name: RwSignal::new(server.sender_name),
            sender: RwSignal::new(server.sender),
            address: RwSignal::new(server.address),
            problems: RwSignal::new(Vec::new()),
            said: RwSignal::new(None),
            dirty: RwSignal::new(false),
        }
    }

    fn typed(self) -> (MailServer, Option<String>) {
        let text = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let server = MailServer {
            host: text(self.host),
            // What is no port is told by the server, as all else.
            port: text(self.port).parse().unwrap_or_default(),
            safety: self.safety.get_untracked(),
            user: text(self.user),
            sender_name: text(self.sender_name),
            sender: text(self.sender),
            address: text(self.address),
        };
        (server, Some(self.password.get_untracked()).filter(|password| !password.is_empty()))
    }

    fn begin(self) {
        self.problems.set(Vec::new());
        self.said.set(None);
    }

    /// A failure at the fields that it is about; the rest as a sentence.
    fn show(self, failure: &Failure) {
        let fields = failure.problems().iter().any(|problem| !problem.field.is_empty());
        if fields {
            self.problems.set(failure.problems().to_vec());
            focus_problem();
        } else {
            self.said.set(Some(Err(failure_text(failure))));
        }
    }

    /// Another way mostly has another port.
    fn choose(self, safety: MailSafety) {
        let usual = MailSafety::ALL.iter().any(|known| known.port().to_string() == self.port.get_untracked());
        if usual {
            self.port.set(safety.port().to_string());
        }
        self.safety.set(safety);
        self.dirty.set(true);
    }
}

/// Before anything is known: what can be guessed.
fn unknown() -> MailServer {
    let safety = MailSafety::default();
    let company = app().boot.with_untracked(|boot| boot.company.clone());
    MailServer {
        host: String::new(),
        port: safety.port(),
        safety,
        user: String::new(),
        sender_name: company,
        sender: String::new(),
        address: String::new(),
    }
}

#[component]
pub fn ServerForm(state: State) -> impl IntoView {
    let form = Form::of(state.mail.with_untracked(|mail| mail.server.clone()));
    let set_up = Memo::new(move |_| state.mail.with(|mail| mail.server.is_some()));
    let (saving, testing) = (RwSignal::new(false), RwSignal::new(false));
    guard(move || form.dirty.try_get_untracked() == Some(true));
    // Only the browser knows where the page came from.
    Effect::new(move |_| {
        if form.address.with_untracked(String::is_empty) {
            form.address.set(window().location().origin().unwrap_or_default());
        }
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        form.begin();
        saving.set(true);
        let (server, password) = form.typed();
        spawn_local(async move {
            match calls::set_mail(Some(server), password).await {
                Ok(()) => {
                    form.dirty.set(false);
                    form.password.set(String::new());
                    toast(t("settings-saved"));
                    state.reload();
                }
                Err(failure) => form.show(&failure),
            }
            saving.set(false);
        });
    };
    let test = move |_| {
        form.begin();
        testing.set(true);
        let (server, password) = form.typed();
        spawn_local(async move {
            let email = me().map(|me| me.email).unwrap_or_default();
            match calls::test_mail(server, password).await {
                Ok(answer) => {
                    let said = t_with("settings-mail-test-sent", &[("email", &email), ("detail", &answer)]);
                    form.said.set(Some(Ok(said)));
                }
                Err(failure) => form.show(&failure),
            }
            testing.set(false);
        });
    };
    view! {
        <Block title="settings-mail-server" text="settings-mail-text">
            {move || (!set_up.get()).then(|| view! {
                <div class="banner"><Icon name="info"/><p>{t("settings-mail-off")}</p></div>
            })}
            <form class="mail-form" novalidate on:submit=save>
                <Inputs form state/>
                <Said said=form.said/>
                <div class="form-foot">
                    {move || set_up.get().then(|| view! { <Stop state form/> })}
                    <button type="button" class="btn" aria-busy=move || testing.get().to_string() on:click=test>
                        <Icon name="send"/>
                        {move || t("settings-mail-test")}
                    </button>
                    <button type="submit" class="btn primary" aria-busy=move || saving.get().to_string()>
                        {move || t("save")}
                    </button>
                </div>
            </form>
        </Block>
    }
}

#[component]
fn Inputs(form: Form, state: State) -> impl IntoView {
    let kept = move || state.mail.with(|mail| mail.has_password);
    view! {
        <div class="form two">
            <Input form id="mail-host" field="host" label="settings-mail-host" value=form.host required=true/>
            <Safety form/>
            <Input form id="mail-port" field="port" label="settings-mail-port" value=form.port kind="number" required=true/>
            <Input form id="mail-user" field="user" label="settings-mail-user" value=form.user/>
            <Input
                form
                id="mail-password"
                field="password"
                label="settings-mail-password"
                value=form.password
                kind="password"
                hint=Signal::derive(move || if kept() { t("settings-mail-password-kept") } else { String::new() })
            />
            <Input form id="mail-sender-name" field="sender_name" label="settings-mail-sender_name" value=form.sender_name/>
            <Input
                form
                id="mail-sender"
                field="sender"
                label="settings-mail-sender"
                value=form.sender
                kind="email"
                required=true
            />
            <Input
                form
                id="mail-address"
                field="address"
                label="settings-mail-address"
                value=form.address
                kind="url"
                required=true
                hint=Signal::derive(|| t("settings-mail-address-text"))
            />
        </div>
    }
}

#[component]
fn Input(
    form: Form,
    id: &'static str,
    /// As the server names it.
    field: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: Signal<String>,
) -> impl IntoView {
    let wrong = move || {
        let of_field = |problems: &Vec<Problem>| problems.iter().find(|one| one.field == field).cloned();
        form.problems.with(of_field)
    };
    let (message, help) = (format!("{id}-error"), format!("{id}-hint"));
    let described = {
        let (message, help) = (message.clone(), help.clone());
        move || match wrong() {
            Some(_) => Some(message.clone()),
            None => (!hint.with(String::is_empty)).then(|| help.clone()),
        }
    };
    let hinted = move || {
        Some(hint.get()).filter(|hint| !hint.is_empty()).map(|hint| {
            view! { <p class="muted" id=help.clone()>{hint}</p> }
        })
    };
    let star = required.then(|| view! { <span class="req" aria-hidden="true">"*"</span> });
    let typed = move |event| {
        value.set(event_target_value(&event));
        form.dirty.set(true);
    };
    view! {
        <div class="field">
            <label for=id>{move || t(label)} " " {star}</label>
            <input
                class="input"
                id=id
                type=kind
                autocomplete=if kind == "password" { "new-password" } else { "off" }
                aria-required=required.then_some("true")
                aria-invalid=move || wrong().map(|_| "true")
                aria-describedby=described
                prop:value=value
                on:input=typed
            />
            {hinted}
            {move || wrong().map(|problem| {
                let text = problem_text(&problem);
                view! { <p class="error" id=message.clone()><Icon name="circle-alert"/>{text}</p> }
            })}
        </div>
    }
}

#[component]
fn Safety(form: Form) -> impl IntoView {
    let choose = move |event| {
        let key = event_target_value(&event);
        if let Some(safety) = MailSafety::ALL.into_iter().find(|known| known.key() == key) {
            form.choose(safety);
        }
    };
    let option = move |safety: MailSafety| {
        let text = format!("settings-mail-safety-{}", safety.key());
        let selected = move || form.safety.get() == safety;
        view! { <option value=safety.key() selected=selected>{move || t(&text)}</option> }
    };
    view! {
        <div class="field">
            <label for="mail-safety">{move || t("settings-mail-safety")}</label>
            <select class="select" id="mail-safety" on:change=choose>
                {MailSafety::ALL.map(option).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Stop(state: State, form: Form) -> impl IntoView {
    let stop = move || {
        spawn_local(async move {
            match calls::set_mail(None, None).await {
                Ok(()) => {
                    form.dirty.set(false);
                    toast(t("settings-mail-stopped"));
                    state.reload();
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    let ask = move |_| {
        ask_danger(t("settings-mail-stop"), t("settings-mail-stop-text"), t("settings-mail-stop"), stop);
    };
    view! { <button type="button" class="btn start" on:click=ask>{move || t("settings-mail-stop")}</button> }
}
