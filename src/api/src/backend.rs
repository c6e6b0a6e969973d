//! What the server's side implements.

use std::sync::Arc;

use async_trait::async_trait;
use model::document::{Offer, Terms};
use model::record::Values;
use model::{Formats, Grant, Id, Instant, Name, Schema, Texts};

use crate::*;

/// Who asks, with all that answers depend on. Worked out once per user and kept until her rights, the schema or her
/// language change.
#[derive(Debug)]
pub struct Caller {
    pub me: Me,
    pub grant: Grant,
    /// As she may see it, in her language.
    pub schema: Arc<Schema>,
    pub formats: Formats,
    pub texts: Arc<Texts>,
    /// Members of her teams, for `my team`.
    pub team: Vec<Id>,
    /// People of her department and of those below it, for `my department`.
    pub department: Vec<Id>,
}

type Answer<T> = Result<T, Failure>;

/// The use cases. All rights are checked behind this trait.
#[async_trait]
pub trait Backend: Send + Sync {
    async fn boot(&self, caller: &Caller) -> Answer<Boot>;
    async fn list(&self, caller: &Caller, query: ListQuery) -> Answer<ListPage>;
    /// What documents are worked out by.
    async fn document_terms(&self, caller: &Caller, at: DocumentAt) -> Answer<Terms>;
    /// What is sold, and at which price.
    async fn offers(&self, caller: &Caller, query: OffersQuery) -> Answer<Vec<Offer>>;
    /// What a document begins with where so much is said.
    async fn begin_document(&self, caller: &Caller, module: Name, values: Values) -> Answer<Values>;
    /// A new quote instead of one that was sent.
    async fn revise(&self, caller: &Caller, module: Name, id: Id) -> Answer<Saved>;
    /// A document's pages; `template` is one that is being written, for administrators.
    async fn preview(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        template: Option<String>,
    ) -> Answer<Preview>;
    async fn approval(&self, caller: &Caller, module: Name, id: Id) -> Answer<Approval>;
    /// How many records meet a condition, exactly.
    async fn count(&self, caller: &Caller, module: Name, filter: String) -> Answer<u64>;
    async fn record(&self, caller: &Caller, module: Name, id: Id) -> Answer<RecordPage>;
    async fn create(&self, caller: &Caller, module: Name, values: Values) -> Answer<Saved>;
    /// `version` is the one that the caller has seen; another one is a conflict.
    async fn update(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        version: i64,
        values: Values,
    ) -> Answer<Saved>;
    /// The same, but `Failure::Duplicates` where it seems to be there already.
    async fn create_checked(&self, caller: &Caller, module: Name, values: Values) -> Answer<Saved>;
    async fn update_checked(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        version: i64,
        values: Values,
    ) -> Answer<Saved>;
    /// What is the same as a record that is being typed: a new one, or `id` with these values.
    async fn duplicates(
        &self,
        caller: &Caller,
        module: Name,
        id: Option<Id>,
        values: Values,
    ) -> Answer<Vec<Duplicate>>;
    /// Records that are the same by the rule of this name, a page after the key `after`.
    async fn alike(
        &self,
        caller: &Caller,
        module: Name,
        rule: String,
        after: Option<Id>,
    ) -> Answer<AlikePage>;
    /// How many groups of records there are that are the same by the rule of this name.
    async fn count_alike(&self, caller: &Caller, module: Name, rule: String) -> Answer<u64>;
    /// Makes one of several records: the record `id`, to which everything goes that led to the others.
    async fn merge(&self, caller: &Caller, module: Name, id: Id, merge: Merge) -> Answer<Saved>;
    async fn change_many(
        &self,
        caller: &Caller,
        module: Name,
        which: Selection,
        change: BulkChange,
    ) -> Answer<Done>;
    async fn undo(&self, caller: &Caller, batch: Id) -> Answer<Done>;
    async fn board(&self, caller: &Caller, query: BoardQuery) -> Answer<Board>;
    /// More cards of a column.
    async fn board_column(
        &self,
        caller: &Caller,
        query: BoardQuery,
        stage: Name,
        after: String,
    ) -> Answer<ListPage>;
    /// Over all modules, or one.
    async fn search(
        &self,
        caller: &Caller,
        text: String,
        module: Option<Name>,
        limit: u32,
    ) -> Answer<Vec<Hit>>;
    /// Tags in use that start with a text.
    async fn tags(&self, caller: &Caller, module: Name, starts: String) -> Answer<Vec<String>>;
    async fn timeline(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        before: Option<Instant>,
    ) -> Answer<Timeline>;
    /// A record as it was on a day or at an instant.
    async fn record_as_of(&self, caller: &Caller, module: Name, id: Id, on: String) -> Answer<PastRecord>;
    /// What the caller did, or everybody, latest first; before an action.
    async fn actions(&self, caller: &Caller, everybody: bool, before: Option<Id>) -> Answer<Actions>;
    /// Who may do what with a record, and why: all users for an administrator, the caller alone for others.
    async fn reached(&self, caller: &Caller, module: Name, id: Id) -> Answer<Vec<Reached>>;
    async fn preview_conversion(&self, caller: &Caller, lead: Id) -> Answer<ConversionPreview>;
    async fn convert(&self, caller: &Caller, lead: Id, conversion: Conversion) -> Answer<Converted>;
    /// The file was uploaded before; what is in it.
    async fn import_plan(&self, caller: &Caller, import: Id, read: ReadOptions) -> Answer<ImportPlan>;
    /// Starts reading all rows: a dry run, or the import itself.
    async fn import_start(
        &self,
        caller: &Caller,
        import: Id,
        mapping: Mapping,
        dry_run: bool,
    ) -> Answer<ImportStatus>;
    async fn import_status(&self, caller: &Caller, import: Id) -> Answer<ImportStatus>;
    async fn import_stop(&self, caller: &Caller, import: Id) -> Answer<ImportStatus>;
    async fn set_preferences(&self, caller: &Caller, preferences: Preferences) -> Answer<()>;
    /// `session` is the caller's own, marked in the list.
    async fn sessions(&self, caller: &Caller, session: Option<Id>) -> Answer<Vec<SessionInfo>>;
    async fn end_session(&self, caller: &Caller, id: Id) -> Answer<()>;
    /// Ends all other sessions.
    async fn change_password(
        &self,
        caller: &Caller,
        session: Option<Id>,
        old: String,
        new: String,
    ) -> Answer<()>;
    /// An administrator sets another user's password; all her sessions end.
    async fn set_password(&self, caller: &Caller, user: Id, new: String) -> Answer<()>;
    async fn tokens(&self, caller: &Caller) -> Answer<Vec<TokenInfo>>;
    /// The token itself, which is shown this once.
    async fn make_token(&self, caller: &Caller, name: String) -> Answer<String>;
    async fn end_token(&self, caller: &Caller, id: Id) -> Answer<()>;
    /// The caller's own.
    async fn second_factor(&self, caller: &Caller) -> Answer<SecondFactor>;
    async fn propose_second_factor(&self, caller: &Caller) -> Answer<Proposal>;
    /// The recovery codes, which are shown this once. Programs have no `session` and may not.
    async fn confirm_second_factor(
        &self,
        caller: &Caller,
        session: Option<Id>,
        code: String,
    ) -> Answer<Vec<String>>;
    async fn new_recovery_codes(
        &self,
        caller: &Caller,
        password: String,
        code: String,
    ) -> Answer<Vec<String>>;
    async fn end_second_factor(&self, caller: &Caller, password: String, code: String) -> Answer<()>;
    /// What lies in the pool, and who lost and claimed how much.
    async fn pool(&self, caller: &Caller) -> Answer<Pool>;
    /// Takes a record out of the pool; who asks owns it then.
    async fn claim(&self, caller: &Caller, module: Name, id: Id) -> Answer<Saved>;
    /// What of the caller's own goes to the pool soon.
    async fn soon_pooled(&self, caller: &Caller) -> Answer<Vec<PoolDue>>;
    /// For so many days the recycle bin keeps; 0 is for ever.
    async fn bin_days(&self, caller: &Caller) -> Answer<u32>;
    /// From here on for administrators only.
    /// Gives all records that hold the choice `from` in a list of values the choice `to`.
    async fn replace_choice(
        &self,
        caller: &Caller,
        module: Name,
        field: Name,
        from: Name,
        to: Name,
    ) -> Answer<Done>;
    /// Where the numbers of a field are.
    async fn numbering(&self, caller: &Caller, module: Name, field: Name) -> Answer<Numbering>;
    /// Has the counter of a field go on with `next`.
    async fn go_on_with(&self, caller: &Caller, module: Name, field: Name, next: i64) -> Answer<()>;
    /// Gives all records a number that have none.
    async fn number_old(&self, caller: &Caller, module: Name, field: Name) -> Answer<Done>;
    /// What the company says of its modules, as the text of a file.
    async fn export_shape(&self, caller: &Caller) -> Answer<String>;
    /// What a file of another installation would change.
    async fn preview_shape(&self, caller: &Caller, file: String) -> Answer<Vec<ShapeItem>>;
    async fn import_shape(&self, caller: &Caller, file: String) -> Answer<Done>;
    async fn sign_ins(&self, caller: &Caller, session: Option<Id>, user: Id) -> Answer<SignIns>;
    /// Ends a session or a token.
    async fn end_sign_in(&self, caller: &Caller, user: Id, id: Id) -> Answer<()>;
    /// All sessions of the user end too.
    async fn reset_second_factor(&self, caller: &Caller, user: Id) -> Answer<()>;
    ///
    /// What a reclaim rule would put into the pool now; `id` is that of one that is changed.
    async fn try_reclaim(&self, caller: &Caller, id: Option<Id>, values: Values) -> Answer<Reclaimed>;
    /// What erasing a person would do.
    async fn preview_erasure(&self, caller: &Caller, module: Name, id: Id) -> Answer<ErasurePreview>;
    /// Cannot be undone. `confirm` is what the record is called.
    async fn erase(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        confirm: String,
        reason: String,
    ) -> Answer<Erased>;
    /// Who saw a person, the latest first.
    async fn seen(&self, caller: &Caller, module: Name, id: Id) -> Answer<Vec<Seen>>;
    async fn privacy(&self, caller: &Caller) -> Answer<Privacy>;
    async fn set_watching(&self, caller: &Caller, watching: Watching) -> Answer<()>;
    /// Whom a retention rule would forget now; `id` is that of one that is changed.
    async fn try_retention(&self, caller: &Caller, id: Option<Id>, values: Values) -> Answer<Reclaimed>;
    async fn owned(&self, caller: &Caller, user: Id) -> Answer<Owned>;
    /// Starts to hand over what the user owns.
    async fn hand_over(&self, caller: &Caller, user: Id, plan: HandOver) -> Answer<Id>;
    async fn hand_over_status(&self, caller: &Caller, id: Id) -> Answer<HandOverStatus>;
    async fn hand_over_stop(&self, caller: &Caller, id: Id) -> Answer<HandOverStatus>;
    async fn set_bin_days(&self, caller: &Caller, days: u32) -> Answer<()>;
    async fn database(&self, caller: &Caller) -> Answer<Database>;
    /// Looks whether the database is whole, while others work.
    async fn check_database(&self, caller: &Caller) -> Answer<Checked>;
    /// Gives back what deleted records took. Who saves meanwhile waits.
    async fn tidy_database(&self, caller: &Caller) -> Answer<Tidied>;
    async fn back_up(&self, caller: &Caller) -> Answer<Backup>;
    async fn backup_content(&self, caller: &Caller, name: String) -> Answer<BackupContent>;
    async fn delete_backup(&self, caller: &Caller, name: String) -> Answer<()>;
    /// The present state is backed up before.
    async fn restore_backup(&self, caller: &Caller, name: String) -> Answer<()>;
    /// What happened, the newest first; for administrators, as the next.
    async fn audit(&self, caller: &Caller, query: AuditQuery) -> Answer<AuditPage>;
    async fn audit_state(&self, caller: &Caller) -> Answer<AuditState>;
    async fn passkeys(&self, caller: &Caller) -> Answer<Vec<PasskeyInfo>>;
    /// What the browser is to ask, so that an authenticator makes a passkey.
    async fn propose_passkey(&self, caller: &Caller, session: Option<Id>) -> Answer<PasskeyOptions>;
    async fn add_passkey(
        &self,
        caller: &Caller,
        session: Option<Id>,
        name: String,
        ticket: String,
        credential: String,
    ) -> Answer<()>;
    async fn rename_passkey(&self, caller: &Caller, id: Id, name: String) -> Answer<()>;
    async fn remove_passkey(&self, caller: &Caller, session: Option<Id>, id: Id) -> Answer<()>;
    /// The identity providers by which people sign in; for administrators, as the next.
    async fn providers(&self, caller: &Caller) -> Answer<Providers>;
    /// Keeps one and gives its id.
    async fn put_provider(
        &self,
        caller: &Caller,
        provider: Provider,
        secret: Option<String>,
    ) -> Answer<String>;
    async fn drop_provider(&self, caller: &Caller, id: String) -> Answer<()>;
    /// Whether it answers and knows us; nothing is kept.
    async fn try_provider(&self, caller: &Caller, provider: Provider, secret: Option<String>) -> Answer<()>;
    async fn mail(&self, caller: &Caller) -> Answer<Mail>;
    /// Without a server no mail is sent. Without a password the one that is kept stays, as long as the server is the
    /// same; an empty one is none.
    async fn set_mail(
        &self,
        caller: &Caller,
        server: Option<MailServer>,
        password: Option<String>,
    ) -> Answer<()>;
    /// Sends a mail to the caller, without keeping anything: what the server answers.
    async fn test_mail(
        &self,
        caller: &Caller,
        server: MailServer,
        password: Option<String>,
    ) -> Answer<String>;
    async fn send_mail_again(&self, caller: &Caller, id: Id) -> Answer<()>;
    /// Makes a user who chooses her password herself, by a link that she gets.
    async fn invite(&self, caller: &Caller, invitation: Invitation) -> Answer<Invited>;
    /// Another link for who has no password yet; older ones end.
    async fn invite_again(&self, caller: &Caller, user: Id) -> Answer<Invited>;
    /// The link ends, and the user goes to the recycle bin.
    async fn withdraw_invitation(&self, caller: &Caller, user: Id) -> Answer<Done>;
    /// Users who have no password yet.
    async fn uninitiated(&self, caller: &Caller) -> Answer<Vec<Uninitiated>>;
    async fn set_backup_schedule(&self, caller: &Caller, schedule: Schedule) -> Answer<()>;
}
