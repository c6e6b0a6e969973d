use leptos::prelude::*;
#[component] pub fn LoginPage() -> impl IntoView {}
#[component] pub fn SetupPage() -> impl IntoView {}
