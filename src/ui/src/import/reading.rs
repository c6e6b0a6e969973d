//! What file it is and how it is read: what was found out, and by hand what was found wrong. A change reads the file
//! anew.

use api::{ImportPlan, ReadOptions};
use leptos::prelude::*;
use model::formats::DateOrder;

use super::parts::count;
use super::wizard::Wizard;
use crate::prelude::*;

/// Encodings that people's files are in, by their WHATWG names, as people write them.
const ENCODINGS: [(&str, &str); 13] = [
    ("utf-8", "UTF-8"),
    ("utf-16le", "UTF-16 LE"),
    ("utf-16be", "UTF-16 BE"),
    ("gb18030", "GB18030"),
    ("big5", "Big5"),
    ("euc-kr", "EUC-KR"),
    ("shift_jis", "Shift JIS"),
    ("windows-1250", "Windows-1250"),
    ("windows-1251", "Windows-1251"),
    ("windows-1252", "Windows-1252"),
    ("koi8-r", "KOI8-R"),
    ("iso-8859-2", "ISO 8859-2"),
    ("iso-8859-15", "ISO 8859-15"),
];

/// Delimiters with their texts, and names that stand in the page.
const DELIMITERS: [(char, &str, &str); 4] = [
    (',', "comma", "import-delimiter-comma"),
    (';', "semicolon", "import-delimiter-semicolon"),
    ('\t', "tab", "import-delimiter-tab"),
    ('|', "pipe", "import-delimiter-pipe"),
];

const ORDERS: [(DateOrder, &str, &str); 3] = [
    (DateOrder::DayMonthYear, "dmy", "import-date-order-dmy"),
    (DateOrder::MonthDayYear, "mdy", "import-date-order-mdy"),
    (DateOrder::YearMonthDay, "ymd", "import-date-order-ymd"),
];

#[component]
pub fn Reading(wizard: Wizard) -> impl IntoView {
    // What cannot be read so can perhaps be read otherwise; then it stays open, to see what that did.
    let open = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || wizard.unreadable.with(Option::is_some)
    });
    let name = move || {
        let name = wizard.plan.with(|plan| plan.as_ref().map(|plan| plan.file_name.clone()));
        name.unwrap_or_else(|| t("import-step-file"))
    };
    let facts = move || wizard.plan.with(|plan| plan.as_ref().map(facts));
    view! {
        <details class="file-card" open=move || open.get()>
            <summary>
                <Icon name="file-text"/>
                <span class="grow">
                    <b>{name}</b>
                    <small>{facts}</small>
                </span>
                <span class="file-card-how">{move || t("import-reading")}</span>
                <Icon name="chevron-down"/>
            </summary>
            <Picks wizard/>
        </details>
    }
}

/// How much is in the file, and how it is written.
fn facts(plan: &ImportPlan) -> String {
    let rows = t_with("import-rows-n", &[("n", &plan.rows), ("detail", &count(plan.rows))]);
    let delimiter = plan.read.delimiter.map(delimiter_name).unwrap_or_default();
    [rows, encoding(&plan.read), delimiter].join(" · ")
}

#[component]
fn Picks(wizard: Wizard) -> impl IntoView {
    let asked = wizard.asked;
    let change =
        move |change: fn(&mut ReadOptions, &str), key: String| asked.update(|asked| change(asked, &key));
    let found = move |name: fn(&ReadOptions) -> String| {
        wizard.plan.with(|plan| plan.as_ref().map(|plan| name(&plan.read))).unwrap_or_default()
    };
    view! {
        <div class="form two">
            <Pick
                id="import-encoding"
                label="import-encoding"
                options=|| ENCODINGS.map(|(key, name)| (key, name.to_owned())).into()
                found=Signal::derive(move || found(encoding))
                chosen=Signal::derive(move || asked.with(|asked| asked.encoding.clone().unwrap_or_default()))
                choose=move |key| change(|read, key| read.encoding = some(key).map(str::to_owned), key)
            />
            <Pick
                id="import-delimiter"
                label="import-delimiter"
                options=|| DELIMITERS.map(|(_, key, text)| (key, t(text))).into()
                found=Signal::derive(move || found(|read| read.delimiter.map(delimiter_name).unwrap_or_default()))
                chosen=Signal::derive(move || asked.with(|asked| asked.delimiter.map(delimiter_key)).unwrap_or_default())
                choose=move |key| change(|read, key| read.delimiter = delimiter_of(key), key)
            />
            <Pick
                id="import-date-order"
                label="import-date-order"
                options=|| ORDERS.map(|(_, key, text)| (key, t(text))).into()
                found=Signal::derive(move || found(|read| order_name(read.date_order.unwrap_or(formats().date_order))))
                chosen=Signal::derive(move || asked.with(|asked| asked.date_order.map(order_key)).unwrap_or_default().to_owned())
                choose=move |key| change(|read, key| read.date_order = order_of(key), key)
            />
        </div>
    }
}

/// A choice of which the first is to find it out.
#[component]
fn Pick(
    id: &'static str,
    label: &'static str,
    options: fn() -> Vec<(&'static str, String)>,
    #[prop(into)] found: Signal<String>,
    /// Empty: found out.
    #[prop(into)]
    chosen: Signal<String>,
    #[prop(into)] choose: Callback<String>,
) -> impl IntoView {
    let find_out = move || match found.get() {
        found if found.is_empty() || !chosen.get().is_empty() => t("import-find-out"),
        found => t_with("import-encoding-found", &[("detail", &found)]),
    };
    let others = move || {
        let now = chosen.get_untracked();
        let option = |(key, name): (&'static str, String)| view! { <option value=key selected=key == now>{name}</option> };
        options().into_iter().map(option).collect_view()
    };
    view! {
        <div class="field">
            <label for=id>{move || t(label)}</label>
            <select
                class="select"
                id=id
                prop:value=chosen
                on:change=move |event| choose.run(event_target_value(&event))
            >
                <option value="">{find_out}</option>
                {others}
            </select>
        </div>
    }
}

fn some(key: &str) -> Option<&str> {
    (!key.is_empty()).then_some(key)
}

fn encoding(read: &ReadOptions) -> String {
    let found = read.encoding.clone().unwrap_or_default();
    let known = ENCODINGS.iter().find(|(key, _)| *key == found);
    known.map_or(found, |(_, name)| (*name).to_owned())
}

fn delimiter_name(delimiter: char) -> String {
    let known = DELIMITERS.iter().find(|(known, _, _)| *known == delimiter);
    known.map_or_else(|| delimiter.to_string(), |(_, _, text)| t(text))
}

/// One that is not offered, from a mapping, stands for itself.
fn delimiter_key(delimiter: char) -> String {
    let known = DELIMITERS.iter().find(|(known, _, _)| *known == delimiter);
    known.map_or_else(|| delimiter.to_string(), |(_, key, _)| (*key).to_owned())
}

fn delimiter_of(key: &str) -> Option<char> {
    DELIMITERS.iter().find(|(_, known, _)| *known == key).map(|(delimiter, _, _)| *delimiter)
}

fn order_name(order: DateOrder) -> String {
    ORDERS.iter().find(|(known, _, _)| *known == order).map(|(_, _, text)| t(text)).unwrap_or_default()
}

fn order_key(order: DateOrder) -> &'static str {
    ORDERS.iter().find(|(known, _, _)| *known == order).map_or("", |(_, key, _)| key)
}

fn order_of(key: &str) -> Option<DateOrder> {
    ORDERS.iter().find(|(_, known, _)| *known == key).map(|(order, _, _)| *order)
}
