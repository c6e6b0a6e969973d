//! The pages and their addresses.

use std::str::FromStr;

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_params_map;
use leptos_router::{Lazy, LazyRoute, SsrMode, lazy_route, path};
use model::{Id, Name, Texts};

use crate::board::BoardPage;
use crate::context::{self, ServerBoot, module};
use crate::duplicates::{FoundPage, MergePage};
use crate::failed::NotFound;
use crate::home::HomePage;
use crate::import::ImportPage;
use crate::list::ListPage;
use crate::login::{CodePage, ForgottenPage, InvitationPage, LoginPage, ResetPage, SetupPage};
use crate::pool::PoolPage;
use crate::record::{NewPage, RecordPage};
use crate::second_factor::SecondFactorPage;
use crate::settings::SettingsPage;
use crate::shell::Shell;

/// The whole page. Finds its `ServerBoot` as a context.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let app = context::App::provide(use_context::<ServerBoot>().unwrap_or_else(ServerBoot::nobody));
    // The server writes the head when the page's owner may be gone: this signal lives as long as the closure.
    let texts = ArcRwSignal::from(app.texts);
    view! {
        <Title formatter=move |title: String| in_tab(&texts.get_untracked(), &title)/>
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/login") view=LoginPage ssr=SsrMode::Async/>
                <Route path=path!("/login/code") view=CodePage ssr=SsrMode::Async/>
                <Route path=path!("/second-factor") view={Lazy::<SecondFactor>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/setup") view=SetupPage ssr=SsrMode::Async/>
                <Route path=path!("/forgotten") view=ForgottenPage ssr=SsrMode::Async/>
                <Route path=path!("/invitation/:secret") view=InvitationPage ssr=SsrMode::Async/>
                <Route path=path!("/reset/:secret") view=ResetPage ssr=SsrMode::Async/>
                <ParentRoute path=path!("") view=Shell ssr=SsrMode::Async>
                    <Route path=path!("/") view={Lazy::<Home>::new()}/>
                    <Route path=path!("/m/:module") view=List/>
                    <Route path=path!("/m/:module/board") view={Lazy::<Board>::new()}/>
                    <Route path=path!("/m/:module/new") view={Lazy::<New>::new()}/>
                    <Route path=path!("/m/:module/import") view={Lazy::<Import>::new()}/>
                    <Route path=path!("/m/:module/duplicates") view={Lazy::<Duplicates>::new()}/>
                    <Route path=path!("/m/:module/merge") view={Lazy::<Merge>::new()}/>
                    <Route path=path!("/m/:module/:id") view={Lazy::<Record>::new()}/>
                    <Route path=path!("/pool") view={Lazy::<Pool>::new()}/>
                    <Route path=path!("/settings/*page") view={Lazy::<Settings>::new()}/>
                    <Route path=path!("/*any") view=NotFound/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The title in the browser's tab.
fn in_tab(texts: &Texts, title: &str) -> String {
    let name = texts.get("app-name");
    if title.is_empty() { name } else { format!("{title} · {name}") }
}

#[component]
fn List() -> impl IntoView {
    of_module(|module| view! { <ListPage module/> }.into_any())
}

/// A page whose code is fetched when somebody goes there.
macro_rules! later {
    ($page:ident, $view:expr) => {
        #[derive(Debug)]
        struct $page;

        #[lazy_route]
        impl LazyRoute for $page {
            fn data() -> Self {
                $page
            }

            fn view(_page: Self) -> AnyView {
                $view.into_any()
            }
        }
    };
}

later!(Home, view! { <HomePage/> });
later!(SecondFactor, view! { <SecondFactorPage/> });
later!(Settings, view! { <SettingsPage/> });
later!(Pool, view! { <PoolPage/> });
later!(Board, of_module(|module| view! { <BoardPage module/> }.into_any()));
later!(New, of_module(|module| view! { <NewPage module/> }.into_any()));
later!(Import, of_module(|module| view! { <ImportPage module/> }.into_any()));
later!(Duplicates, of_module(|module| view! { <FoundPage module/> }.into_any()));
later!(Merge, of_module(|module| view! { <MergePage module/> }.into_any()));
later!(Record, {
    let id = parameter("id");
    of_module(move |module| match Id::from_str(&id.get()) {
        Ok(id) => view! { <RecordPage module id/> }.into_any(),
        Err(_) => view! { <NotFound/> }.into_any(),
    })
});

/// The page of the module in the address, made anew for each: a page is about one module from its beginning to its end.
fn of_module(page: impl Fn(Name) -> AnyView + Send + 'static) -> impl IntoView {
    let name = parameter("module");
    move || {
        let name = name.get();
        // Another language is another schema, but no other page.
        if untrack(|| module(&name)).is_some() { page(name.into()) } else { view! { <NotFound/> }.into_any() }
    }
}

fn parameter(name: &'static str) -> Memo<String> {
    let parameters = use_params_map();
    Memo::new(move |_| parameters.with(|all| all.get(name).unwrap_or_default()))
}
