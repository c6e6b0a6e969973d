//! The server functions: each hands its arguments to the method of `Backend` of the same name, for whoever is signed
//! in. All are POST with JSON under `/rpc`.

use leptos::prelude::*;
use model::document::{Offer, Terms};
use model::record::Values;
use model::{Id, Instant, Name};

use crate::json::Json;
use crate::*;

/// The backend and the caller of the request at hand.
#[cfg(feature = "ssr")]
fn at_hand() -> Result<(std::sync::Arc<dyn Backend>, std::sync::Arc<Caller>), Failure> {
    let backend = use_context().ok_or_else(|| Failure::Unavailable("no backend".into()))?;
    let caller = use_context().ok_or(Failure::NotSignedIn)?;
    Ok((backend, caller))
}

/// The session that the request came with; none for a token.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy)]
pub struct CurrentSession(pub Id);

#[cfg(feature = "ssr")]
fn session() -> Option<Id> {
    use_context::<CurrentSession>().map(|session| session.0)
}

/// Gives a failure's HTTP status to the response.
#[cfg(feature = "ssr")]
fn with_status<T>(answer: Result<T, Failure>) -> Result<T, Failure> {
    if let (Err(failure), Some(response)) = (&answer, use_context::<leptos_axum::ResponseOptions>()) {
        let status =
            http::StatusCode::from_u16(failure.status()).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
        response.set_status(status);
    }
    answer
}

/// All that whoever has to set up a second factor first may call.
pub const WHILE_CONFINED: [&str; 3] =
    ["/rpc/second_factor", "/rpc/propose_second_factor", "/rpc/confirm_second_factor"];

/// Declares server functions and what they call: `name(arguments) -> Answer`.
macro_rules! calls {
    ($($(#[$doc:meta])* $path:literal $name:ident ($($argument:ident: $type:ty),*) -> $answer:ty;)*) => {$(
        $(#[$doc])*
        #[server(prefix = "/rpc", endpoint = $path, input = Json, output = Json)]
        pub async fn $name($($argument: $type),*) -> Result<$answer, Failure> {
            let asked = async move {
                let (backend, caller) = at_hand()?;
                backend.$name(&caller, $($argument),*).await
            };
            with_status(asked.await)
        }
    )*};
}

calls! {
    "boot" boot() -> crate::Boot;
    "list" list(query: ListQuery) -> ListPage;
    "document_terms" document_terms(at: DocumentAt) -> Terms;
    "offers" offers(query: OffersQuery) -> Vec<Offer>;
    "begin_document" begin_document(module: Name, values: Values) -> Values;
    "revise" revise(module: Name, id: Id) -> Saved;
    "preview" preview(module: Name, id: Id, template: Option<String>) -> crate::Preview;
    "approval" approval(module: Name, id: Id) -> crate::Approval;
    "count" count(module: Name, filter: String) -> u64;
    "record" record(module: Name, id: Id) -> RecordPage;
    "create" create(module: Name, values: Values) -> Saved;
    "update" update(module: Name, id: Id, version: i64, values: Values) -> Saved;
    "create_checked" create_checked(module: Name, values: Values) -> Saved;
    "update_checked" update_checked(module: Name, id: Id, version: i64, values: Values) -> Saved;
    "duplicates" duplicates(module: Name, id: Option<Id>, values: Values) -> Vec<Duplicate>;
    "alike" alike(module: Name, rule: String, after: Option<Id>) -> AlikePage;
    "count_alike" count_alike(module: Name, rule: String) -> u64;
    "merge" merge(module: Name, id: Id, merge: crate::Merge) -> Saved;
    "change_many" change_many(module: Name, which: Selection, change: BulkChange) -> Done;
    "undo" undo(batch: Id) -> Done;
    "board" board(query: BoardQuery) -> crate::Board;
    "board_column" board_column(query: BoardQuery, stage: Name, after: String) -> ListPage;
    "search" search(text: String, module: Option<Name>, limit: u32) -> Vec<Hit>;
    "tags" tags(module: Name, starts: String) -> Vec<String>;
    "timeline" timeline(module: Name, id: Id, before: Option<Instant>) -> crate::Timeline;
    "record_as_of" record_as_of(module: Name, id: Id, on: String) -> PastRecord;
    "actions" actions(everybody: bool, before: Option<Id>) -> crate::Actions;
    "reached" reached(module: Name, id: Id) -> Vec<crate::Reached>;
    "preview_conversion" preview_conversion(lead: Id) -> ConversionPreview;
    "convert" convert(lead: Id, conversion: Conversion) -> Converted;
    "import_plan" import_plan(import: Id, read: ReadOptions) -> crate::ImportPlan;
    "import_start" import_start(import: Id, mapping: Mapping, dry_run: bool) -> crate::ImportStatus;
    "import_status" import_status(import: Id) -> crate::ImportStatus;
    "import_stop" import_stop(import: Id) -> crate::ImportStatus;
    "set_preferences" set_preferences(preferences: Preferences) -> ();
    "end_session" end_session(id: Id) -> ();
    "set_password" set_password(user: Id, new: String) -> ();
    "tokens" tokens() -> Vec<TokenInfo>;
    "make_token" make_token(name: String) -> String;
    "end_token" end_token(id: Id) -> ();
    "replace_choice" replace_choice(module: Name, field: Name, from: Name, to: Name) -> Done;
    "numbering" numbering(module: Name, field: Name) -> crate::Numbering;
    "go_on_with" go_on_with(module: Name, field: Name, next: i64) -> ();
    "number_old" number_old(module: Name, field: Name) -> Done;
    "export_shape" export_shape() -> String;
    "preview_shape" preview_shape(file: String) -> Vec<ShapeItem>;
    "import_shape" import_shape(file: String) -> Done;
    "second_factor" second_factor() -> crate::SecondFactor;
    "propose_second_factor" propose_second_factor() -> Proposal;
    "new_recovery_codes" new_recovery_codes(password: String, code: String) -> Vec<String>;
    "end_second_factor" end_second_factor(password: String, code: String) -> ();
    "end_sign_in" end_sign_in(user: Id, id: Id) -> ();
    "reset_second_factor" reset_second_factor(user: Id) -> ();
    "pool" pool() -> crate::Pool;
    "claim" claim(module: Name, id: Id) -> Saved;
    "soon_pooled" soon_pooled() -> Vec<PoolDue>;
    "bin_days" bin_days() -> u32;
    "try_reclaim" try_reclaim(id: Option<Id>, values: Values) -> Reclaimed;
    "preview_erasure" preview_erasure(module: Name, id: Id) -> ErasurePreview;
    "erase" erase(module: Name, id: Id, confirm: String, reason: String) -> Erased;
    "seen" seen(module: Name, id: Id) -> Vec<crate::Seen>;
    "privacy" privacy() -> crate::Privacy;
    "set_watching" set_watching(watching: Watching) -> ();
    "try_retention" try_retention(id: Option<Id>, values: Values) -> Reclaimed;
    "owned" owned(user: Id) -> crate::Owned;
    "hand_over" hand_over(user: Id, plan: crate::HandOver) -> Id;
    "hand_over_status" hand_over_status(id: Id) -> crate::HandOverStatus;
    "hand_over_stop" hand_over_stop(id: Id) -> crate::HandOverStatus;
    "set_bin_days" set_bin_days(days: u32) -> ();
    "database" database() -> crate::Database;
    "check_database" check_database() -> Checked;
    "tidy_database" tidy_database() -> Tidied;
    "back_up" back_up() -> Backup;
    "backup_content" backup_content(name: String) -> crate::BackupContent;
    "delete_backup" delete_backup(name: String) -> ();
    "restore_backup" restore_backup(name: String) -> ();
    "audit" audit(query: AuditQuery) -> AuditPage;
    "audit_state" audit_state() -> crate::AuditState;
    "passkeys" passkeys() -> Vec<PasskeyInfo>;
    "rename_passkey" rename_passkey(id: Id, name: String) -> ();
    "providers" providers() -> crate::Providers;
    "put_provider" put_provider(provider: Provider, secret: Option<String>) -> String;
    "drop_provider" drop_provider(id: String) -> ();
    "try_provider" try_provider(provider: Provider, secret: Option<String>) -> ();
    "mail" mail() -> crate::Mail;
    "set_mail" set_mail(server: Option<MailServer>, password: Option<String>) -> ();
    "test_mail" test_mail(server: MailServer, password: Option<String>) -> String;
    "send_mail_again" send_mail_again(id: Id) -> ();
    "invite" invite(invitation: Invitation) -> Invited;
    "invite_again" invite_again(user: Id) -> Invited;
    "withdraw_invitation" withdraw_invitation(user: Id) -> Done;
    "uninitiated" uninitiated() -> Vec<crate::Uninitiated>;
    "set_backup_schedule" set_backup_schedule(schedule: Schedule) -> ();
}

#[server(prefix = "/rpc", endpoint = "sessions", input = Json, output = Json)]
pub async fn sessions() -> Result<Vec<SessionInfo>, Failure> {
    let asked = async move {
        let (backend, caller) = at_hand()?;
        backend.sessions(&caller, session()).await
    };
    with_status(asked.await)
}

#[server(prefix = "/rpc", endpoint = "change_password", input = Json, output = Json)]
pub async fn change_password(old: String, new: String) -> Result<(), Failure> {
    let asked = async move {
        let (backend, caller) = at_hand()?;
        backend.change_password(&caller, session(), old, new).await
    };
    with_status(asked.await)
}

#[server(prefix = "/rpc", endpoint = "confirm_second_factor", input = Json, output = Json)]
pub async fn confirm_second_factor(code: String) -> Result<Vec<String>, Failure> {
    let asked = async move {
        let (backend, caller) = at_hand()?;
        backend.confirm_second_factor(&caller, session(), code).await
    };
    with_status(asked.await)
}

#[server(prefix = "/rpc", endpoint = "sign_ins", input = Json, output = Json)]
pub async fn sign_ins(user: Id) -> Result<crate::SignIns, Failure> {
    let asked = async move {
        let (backend, caller) = at_hand()?;
        backend.sign_ins(&caller, session(), user).await
    };
    with_status(asked.await)
}

#[server(prefix = "/rpc", endpoint = "propose_passkey", input = Json, output = Json)]
pub async fn propose_passkey() -> Result<PasskeyOptions, Failure> {
    let asked = async move {
        let (backend, caller) = at_hand()?;
        backend.propose_passkey(&caller, session()).await
    };
    with_status(asked.await)
}

#[server(prefix = "/rpc", endpoint = "add_passkey", input = Json, output = Json)]
pub async fn add_passkey(name: String, ticket: String, credential: String) -> Result<(), Failure> {
    let asked = async move {
        let (backend, caller) = at_hand()?;
        backend.add_passkey(&caller, session(), name, ticket, credential).await
    };
    with_status(asked.await)
}

#[server(prefix = "/rpc", endpoint = "remove_passkey", input = Json, output = Json)]
pub async fn remove_passkey(id: Id) -> Result<(), Failure> {
    let asked = async move {
        let (backend, caller) = at_hand()?;
        backend.remove_passkey(&caller, session(), id).await
    };
    with_status(asked.await)
}
