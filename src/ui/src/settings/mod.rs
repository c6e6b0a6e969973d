use leptos::prelude::*;
#[component] pub fn AboutPage() -> impl IntoView {}
#[component] pub fn PasswordPage() -> impl IntoView {}
#[component] pub fn ProfilePage() -> impl IntoView {}
#[component] pub fn SessionsPage() -> impl IntoView {}
#[component] pub fn Settings() -> impl IntoView {}
#[component] pub fn SettingsHome() -> impl IntoView {}
#[component] pub fn TokensPage() -> impl IntoView {}
#[component] pub fn UsersPage() -> impl IntoView {}
