//! `GET /live`: what changes, told to the page as it happens (server-sent events), as far as the caller may see it.

use std::convert::Infallible;
use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use api::Caller;
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use engine::Engine;
use futures::{Stream, StreamExt};
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;
use tokio_stream::wrappers::{BroadcastStream, WatchStream};

use crate::router::Stopping;
use crate::signed_in::SignedIn;

/// An event `change` for every `api::LiveChange`; `refresh` where the page missed some and has to ask again; `rights`
/// where the caller may do or know other things than before. It ends when the server is told to stop, which would wait
/// for every open page otherwise.
pub async fn stream(
    State(engine): State<Engine>,
    State(mut stopping): State<Stopping>,
    who: SignedIn,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let rights = rights(engine.clone(), who.caller.clone());
    let changes = BroadcastStream::new(engine.live());
    let events = changes.then(move |batch| {
        let engine = engine.clone();
        let caller = who.caller.clone();
        async move {
            match batch {
                Ok(changes) => {
                    let seen = engine.live_for(&caller, &changes).await;
                    seen.iter()
                        .filter_map(|change| Event::default().event("change").json_data(change).ok())
                        .collect()
                }
                Err(BroadcastStreamRecvError::Lagged(_)) => {
                    vec![Event::default().event("refresh").data("lagged")]
                }
            }
        }
    });
    let events = events.flat_map(|events: Vec<Event>| futures::stream::iter(events.into_iter().map(Ok)));
    let events = futures::stream::select(events, rights);
    let stopped = async move { drop(stopping.wait_for(|stopping| *stopping).await) };
    Sse::new(events.take_until(stopped)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}

/// An event whenever the caller's grant or her schema is another one.
fn rights(engine: Engine, caller: Arc<Caller>) -> impl Stream<Item = Result<Event, Infallible>> {
    let mut known = Some(caller.clone());
    WatchStream::from_changes(engine.turns()).filter_map(move |()| {
        let now = engine.as_of_now(&caller).ok();
        let same = |(one, other): (&Arc<Caller>, &Arc<Caller>)| {
            one.grant == other.grant && Arc::ptr_eq(&one.schema, &other.schema)
        };
        let changed = !known.as_ref().zip(now.as_ref()).is_some_and(same);
        known = now;
        ready(changed.then(|| Ok(Event::default().event("rights").data("changed"))))
    })
}
