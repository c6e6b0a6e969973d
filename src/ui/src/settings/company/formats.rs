//! Language, currency, time zone and week, with an example of what comes of them.

use leptos::prelude::*;
use model::kind::{ManyOf, money};
use model::{Field, Kind, Language, Value};
use rust_decimal::Decimal;

use crate::context::{ModuleRef, formats, today};
use crate::field::{Draft, FormField};
use crate::settings::block::Block;
use crate::settings::zones::ZoneSelect;
use crate::texts::{problem_text, t_with};

#[component]
pub fn Formats(module: ModuleRef, draft: Draft) -> impl IntoView {
    let input = |name: &str| {
        let field = module.field(name).cloned();
        field.map(|field| view! { <FormField id=format!("company-{}", field.name) field draft/> })
    };
    let [language, currency, first_weekday] = ["language", "currency", "first_weekday"].map(input);
    // Found by their codes among all that there are.
    let currencies = module.field("currencies").cloned().map(|field| {
        let kind = Kind::ManyOf(ManyOf { choices: money::currencies().collect() });
        view! { <FormField id="company-currencies" field=Field { kind, ..field } draft/> }
    });
    let zone_label = module.field("time_zone").map(|field| field.label.clone());
    let zone = move || draft.get("time_zone").as_text().unwrap_or("UTC").to_owned();
    let wrong = move || draft.problem("time_zone").map(|problem| problem_text(&problem));
    view! {
        <Block title="company-section-formats" text="company-formats-text">
            <div class="form two">
                {language}
                {currency}
                {currencies}
                <div class="field">
                    <label for="company-time_zone">{zone_label}</label>
                    <ZoneSelect
                        id="company-time_zone"
                        chosen=Signal::derive(zone)
                        choose=move |zone| draft.set("time_zone", Value::Text(zone))
                    />
                    {move || wrong().map(|text| view! { <p class="error">{text}</p> })}
                </div>
                {first_weekday}
            </div>
            <p class="note" role="status">{move || t_with("company-example", &[("detail", &example(draft))])}</p>
        </Block>
    }
}

/// A time, a number and an amount as the chosen language writes them.
fn example(draft: Draft) -> String {
    let text = |name: &str| draft.get(name).as_text().unwrap_or_default().to_owned();
    let formats = model::Formats {
        language: Language::from_code(&text("language")).unwrap_or_default(),
        ..model::Formats::clone(&formats())
    };
    let afternoon = today().and_hms_opt(16, 30, 0).unwrap_or_default();
    let moment = formats.instant(formats.zone.instant(afternoon));
    let number = Decimal::new(123_456_789, 2);
    let amount = money::format(number, &text("currency"), &formats);
    [moment, formats.number(number, 2), amount].join(" · ")
}
