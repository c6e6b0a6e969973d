//! A condition as text, with a mark under what cannot be read.

use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;
use model::FilterError;

use super::bar::error_text;
use super::panel::Editor;
use crate::icon::Icon;
use crate::texts::t;

/// The id of the input of an editor.
pub fn text_id(editor: &str) -> String {
    format!("{editor}-text")
}

#[component]
pub fn FilterText(editor: Editor) -> impl IntoView {
    let (error, id) = (editor.error, editor.id);
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let described = {
        let (error_id, hint_id) = (error_id.clone(), hint_id.clone());
        move || if error.with(Option::is_some) { error_id.clone() } else { hint_id.clone() }
    };
    let scrolled = RwSignal::new(0);
    let on_scroll = move |event: leptos::ev::Event| {
        let input = event_target::<HtmlInputElement>(&event);
        scrolled.set(input.scroll_left());
    };
    let mark = move || {
        let error = error.get()?;
        Some(marker(&error, &editor.text.get_untracked(), scrolled))
    };
    let message = move || {
        let text = error_text(&error.get()?);
        Some(view! {
            <p class="error" id=error_id.clone()>
                <Icon name="circle-alert"/>
                {text}
            </p>
        })
    };
    view! {
        <div class="filter-text">
            <label for=text_id(id)>{move || t("filter-text-label")}</label>
            <div class="filter-line">
                <input
                    class="input mono"
                    type="text"
                    id=text_id(id)
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    prop:value=move || editor.text.get()
                    on:input=move |event| editor.write(event_target_value(&event))
                    on:scroll=on_scroll
                />
                {mark}
            </div>
            {message}
            <small class="muted" id=hint_id>{move || t("filter-text-hint")}</small>
        </div>
    }
}

/// The mark under the word at fault; it moves with the text.
fn marker(error: &FilterError, text: &str, scrolled: RwSignal<i32>) -> AnyView {
    let at = width(text.chars().take(error.at));
    let word = text.chars().skip(error.at).take_while(|c| !c.is_whitespace());
    let length = width(word).max(1);
    view! {
        <span
            class="marker"
            aria-hidden="true"
            style=("--at", at.to_string())
            style=("--len", length.to_string())
            style=("--scrolled", move || format!("{}px", scrolled.get()))
        ></span>
    }
    .into_any()
}

/// In the columns of a typewriter: Han and Hangul take two.
fn width(chars: impl Iterator<Item = char>) -> usize {
    chars.map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(width("name = 北京".chars()), 11);
        assert_eq!(width("서울 Ёлка".chars()), 9);
    }
}
