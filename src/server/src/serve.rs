//! `rapport serve`.

use std::net::SocketAddr;

use anyhow::{Context, Result, ensure};
use axum::serve::ListenerExt;
use engine::Engine;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::arguments::Serve;
use crate::router::router;

/// Serves until it is told to stop.
pub async fn run(database: &str, arguments: Serve) -> Result<()> {
    let engine = open(database).await?;
    let _held = hold(database);
    #[cfg(feature = "pdf")]
    engine.set_typesetter(crate::typesetting::typesetter(arguments.fonts)?);
    let listener = TcpListener::bind(arguments.listen)
        .await
        .with_context(|| format!("Cannot listen on {}; is another program there?", arguments.listen))?;
    let address = listener.local_addr().context("The listening socket has no address")?;
    println!("Rapport serves {database} at http://{address}");
    if arguments.demo {
        for line in engine.demo().await? {
            println!("{line}");
        }
    }
    if let Some(key) = engine.set_up_key().await? {
        println!("Make the first administrator at http://{address}/setup?key={key}");
    }
    // Without it a page waits 40 ms for the last packet's acknowledgement.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::warn!(%error, "TCP_NODELAY could not be set");
        }
    });
    let ending = engine.clone();
    tokio::spawn(engine.clone().keep_database());
    tokio::spawn(engine.clone().keep_customers());
    tokio::spawn(engine.clone().send_mails());
    // Pages are rendered by tasks; a second start in one process finds it done, which is no failure.
    let _ = any_spawner::Executor::init_tokio();
    let (stop, stopping) = watch::channel(false);
    let service = router(engine, stopping).into_make_service_with_connect_info::<SocketAddr>();
    let stopped = async move {
        told_to_stop().await;
        stop.send_replace(true);
    };
    axum::serve(listener, service).with_graceful_shutdown(stopped).await.context("The server stopped")?;
    ending.write_down_seen().await.context("Who saw whom last was not written down")
}

/// A lock on the data file, so that `rapport restore` sees that it is in use. It is apart from SQLite's own locks.
#[cfg(unix)]
fn hold(database: &str) -> Option<std::fs::File> {
    let file = std::fs::File::open(database.strip_prefix("sqlite:")?).ok()?;
    file.try_lock_shared().ok()?;
    Some(file)
}

/// Elsewhere a lock on the file would keep SQLite out too, and an open file cannot be replaced anyhow.
#[cfg(not(unix))]
fn hold(_: &str) {}

/// Opens the database at `url`.
pub async fn open(url: &str) -> Result<Engine> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    ensure!(
        matches!(scheme, None | Some("sqlite" | "postgres" | "postgresql")),
        "There is no such database as {url}: use sqlite:FILE or postgres://…"
    );
    Engine::open(url).await.with_context(|| format!("Cannot open the database {url}"))
}

/// Control-C or, on Unix, a polite request to end.
async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! { () = interrupt => (), _ = terminate.recv() => () },
            Err(_) => interrupt.await,
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
