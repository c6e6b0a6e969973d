//! `api::Backend`: each use case, handed to the file that does it.

use api::{
    AlikePage, Approval, AuditPage, AuditQuery, AuditState, Backend, Backup, BackupContent, Board,
    BoardQuery, Boot, BulkChange, Caller, Checked, Conversion, ConversionPreview, Converted, Database,
    DocumentAt, Done, Duplicate, Erased, ErasurePreview, Failure, HandOver, HandOverStatus, Hit, ImportPlan,
    ImportStatus, Invitation, Invited, ListPage, ListQuery, Mail, MailServer, Mapping, Merge, Numbering,
    OffersQuery, Owned, PasskeyInfo, PasskeyOptions, PastRecord, Pool, PoolDue, Preferences, Preview,
    Privacy, Proposal, Provider, Providers, ReadOptions, Reclaimed, RecordPage, Saved, Schedule,
    SecondFactor, Seen, Selection, SessionInfo, ShapeItem, SignIns, Tidied, Timeline, TokenInfo, Uninitiated,
    Watching,
};
use async_trait::async_trait;
use model::document::{Offer, Terms};
use model::record::Values;
use model::{Id, Instant, Name};

use crate::write::IfAlike;
use crate::{
    Engine, actions, audit, bin, board, boot, bulk, convert, database, documents, duplicates, hand_over,
    import, invitations, mail, merge, numbering, oidc, passkeys, passwords, past, pool, preferences, privacy,
    read, second_factor, sessions, shape_file, timeline, undo, why, write,
};

type Answer<T> = Result<T, Failure>;

#[async_trait]
impl Backend for Engine {
    async fn boot(&self, caller: &Caller) -> Answer<Boot> {
        Ok(boot::boot(self, caller)?)
    }

    async fn list(&self, caller: &Caller, query: ListQuery) -> Answer<ListPage> {
        Ok(read::list(self, caller, query).await?)
    }

    async fn document_terms(&self, caller: &Caller, at: DocumentAt) -> Answer<Terms> {
        Ok(documents::terms(self, caller, at).await?)
    }

    async fn offers(&self, caller: &Caller, query: OffersQuery) -> Answer<Vec<Offer>> {
        Ok(documents::offers(self, caller, query).await?)
    }

    async fn begin_document(&self, caller: &Caller, module: Name, values: Values) -> Answer<Values> {
        Ok(documents::begin(self, caller, module, values).await?)
    }

    async fn revise(&self, caller: &Caller, module: Name, id: Id) -> Answer<Saved> {
        Ok(documents::revise(self, caller, module, id).await?)
    }

    async fn preview(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        template: Option<String>,
    ) -> Answer<Preview> {
        Ok(documents::preview(self, caller, module, id, template).await?)
    }

    async fn approval(&self, caller: &Caller, module: Name, id: Id) -> Answer<Approval> {
        Ok(documents::approval(self, caller, module, id).await?)
    }

    async fn count(&self, caller: &Caller, module: Name, filter: String) -> Answer<u64> {
        Ok(read::count(self, caller, module, filter).await?)
    }

    async fn record(&self, caller: &Caller, module: Name, id: Id) -> Answer<RecordPage> {
        Ok(read::record(self, caller, module, id).await?)
    }

    async fn create(&self, caller: &Caller, module: Name, values: Values) -> Answer<Saved> {
        Ok(write::create(self, caller, module, values).await?)
    }

    async fn update(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        version: i64,
        values: Values,
    ) -> Answer<Saved> {
        Ok(write::update(self, caller, module, id, version, values, IfAlike::Write).await?)
    }

    async fn create_checked(&self, caller: &Caller, module: Name, values: Values) -> Answer<Saved> {
        Ok(write::create_keeping(self, caller, module, values, IfAlike::Ask, None).await?)
    }

    async fn update_checked(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        version: i64,
        values: Values,
    ) -> Answer<Saved> {
        Ok(write::update(self, caller, module, id, version, values, IfAlike::Ask).await?)
    }

    async fn duplicates(
        &self,
        caller: &Caller,
        module: Name,
        id: Option<Id>,
        values: Values,
    ) -> Answer<Vec<Duplicate>> {
        Ok(duplicates::typed(self, caller, module, id, values).await?)
    }

    async fn alike(
        &self,
        caller: &Caller,
        module: Name,
        rule: String,
        after: Option<Id>,
    ) -> Answer<AlikePage> {
        Ok(duplicates::alike(self, caller, module, rule, after).await?)
    }

    async fn count_alike(&self, caller: &Caller, module: Name, rule: String) -> Answer<u64> {
        Ok(duplicates::count_alike(self, caller, module, rule).await?)
    }

    async fn merge(&self, caller: &Caller, module: Name, id: Id, merge: Merge) -> Answer<Saved> {
        Ok(merge::merge(self, caller, module, id, merge).await?)
    }

    async fn change_many(
        &self,
        caller: &Caller,
        module: Name,
        which: Selection,
        change: BulkChange,
    ) -> Answer<Done> {
        Ok(bulk::change_many(self, caller, module, which, change).await?)
    }

    async fn undo(&self, caller: &Caller, batch: Id) -> Answer<Done> {
        Ok(undo::undo(self, caller, batch).await?)
    }

    async fn board(&self, caller: &Caller, query: BoardQuery) -> Answer<Board> {
        Ok(board::board(self, caller, query).await?)
    }

    async fn board_column(
        &self,
        caller: &Caller,
        query: BoardQuery,
        stage: Name,
        after: String,
    ) -> Answer<ListPage> {
        Ok(board::board_column(self, caller, query, stage, after).await?)
    }

    async fn search(
        &self,
        caller: &Caller,
        text: String,
        module: Option<Name>,
        limit: u32,
    ) -> Answer<Vec<Hit>> {
        Ok(read::search(self, caller, text, module, limit).await?)
    }

    async fn tags(&self, caller: &Caller, module: Name, starts: String) -> Answer<Vec<String>> {
        Ok(read::tags(self, caller, module, starts).await?)
    }

    async fn timeline(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        before: Option<Instant>,
    ) -> Answer<Timeline> {
        Ok(timeline::timeline(self, caller, module, id, before).await?)
    }

    async fn record_as_of(&self, caller: &Caller, module: Name, id: Id, on: String) -> Answer<PastRecord> {
        Ok(past::record_as_of(self, caller, &module, id, &on).await?)
    }

    async fn actions(&self, caller: &Caller, everybody: bool, before: Option<Id>) -> Answer<api::Actions> {
        Ok(actions::actions(self, caller, everybody, before).await?)
    }

    async fn reached(&self, caller: &Caller, module: Name, id: Id) -> Answer<Vec<api::Reached>> {
        Ok(why::reached(self, caller, &module, id).await?)
    }

    async fn preview_conversion(&self, caller: &Caller, lead: Id) -> Answer<ConversionPreview> {
        Ok(convert::preview(self, caller, lead).await?)
    }

    async fn convert(&self, caller: &Caller, lead: Id, conversion: Conversion) -> Answer<Converted> {
        Ok(convert::convert(self, caller, lead, conversion).await?)
    }

    async fn import_plan(&self, caller: &Caller, import: Id, read: ReadOptions) -> Answer<ImportPlan> {
        Ok(import::plan(self, caller, import, read).await?)
    }

    async fn import_start(
        &self,
        caller: &Caller,
        import: Id,
        mapping: Mapping,
        dry_run: bool,
    ) -> Answer<ImportStatus> {
        Ok(import::start(self, caller, import, mapping, dry_run).await?)
    }

    async fn import_status(&self, caller: &Caller, import: Id) -> Answer<ImportStatus> {
        Ok(import::status(self, caller, import).await?)
    }

    async fn import_stop(&self, caller: &Caller, import: Id) -> Answer<ImportStatus> {
        Ok(import::stop(self, caller, import).await?)
    }

    async fn set_preferences(&self, caller: &Caller, preferences: Preferences) -> Answer<()> {
        Ok(preferences::set_preferences(self, caller, preferences).await?)
    }

    async fn sessions(&self, caller: &Caller, session: Option<Id>) -> Answer<Vec<SessionInfo>> {
        Ok(sessions::sessions(self, caller, session).await?)
    }

    async fn end_session(&self, caller: &Caller, id: Id) -> Answer<()> {
        Ok(sessions::end_session(self, caller, id).await?)
    }

    async fn change_password(
        &self,
        caller: &Caller,
        session: Option<Id>,
        old: String,
        new: String,
    ) -> Answer<()> {
        Ok(passwords::change_password(self, caller, session, old, new).await?)
    }

    async fn set_password(&self, caller: &Caller, user: Id, new: String) -> Answer<()> {
        Ok(passwords::set_password(self, caller, user, new).await?)
    }

    async fn tokens(&self, caller: &Caller) -> Answer<Vec<TokenInfo>> {
        Ok(sessions::tokens(self, caller).await?)
    }

    async fn make_token(&self, caller: &Caller, name: String) -> Answer<String> {
        Ok(sessions::make_token(self, caller, name).await?)
    }

    async fn end_token(&self, caller: &Caller, id: Id) -> Answer<()> {
        Ok(sessions::end_token(self, caller, id).await?)
    }

    async fn replace_choice(
        &self,
        caller: &Caller,
        module: Name,
        field: Name,
        from: Name,
        to: Name,
    ) -> Answer<Done> {
        Ok(bulk::replace_choice(self, caller, &module, &field, &from, &to).await?)
    }

    async fn numbering(&self, caller: &Caller, module: Name, field: Name) -> Answer<Numbering> {
        Ok(numbering::numbering(self, caller, &module, &field).await?)
    }

    async fn go_on_with(&self, caller: &Caller, module: Name, field: Name, next: i64) -> Answer<()> {
        Ok(numbering::go_on_with(self, caller, &module, &field, next).await?)
    }

    async fn number_old(&self, caller: &Caller, module: Name, field: Name) -> Answer<Done> {
        Ok(numbering::number_old(self, caller, &module, &field).await?)
    }

    async fn export_shape(&self, caller: &Caller) -> Answer<String> {
        Ok(shape_file::export(self, caller).await?)
    }

    async fn preview_shape(&self, caller: &Caller, file: String) -> Answer<Vec<ShapeItem>> {
        Ok(shape_file::preview(self, caller, &file).await?)
    }

    async fn import_shape(&self, caller: &Caller, file: String) -> Answer<Done> {
        Ok(shape_file::import(self, caller, &file).await?)
    }

    async fn second_factor(&self, caller: &Caller) -> Answer<SecondFactor> {
        Ok(second_factor::second_factor(self, caller).await?)
    }

    async fn propose_second_factor(&self, caller: &Caller) -> Answer<Proposal> {
        Ok(second_factor::propose(self, caller).await?)
    }

    async fn confirm_second_factor(
        &self,
        caller: &Caller,
        session: Option<Id>,
        code: String,
    ) -> Answer<Vec<String>> {
        Ok(second_factor::confirm(self, caller, session, &code).await?)
    }

    async fn new_recovery_codes(
        &self,
        caller: &Caller,
        password: String,
        code: String,
    ) -> Answer<Vec<String>> {
        Ok(second_factor::new_recovery_codes(self, caller, &password, &code).await?)
    }

    async fn end_second_factor(&self, caller: &Caller, password: String, code: String) -> Answer<()> {
        Ok(second_factor::end(self, caller, &password, &code).await?)
    }

    async fn passkeys(&self, caller: &Caller) -> Answer<Vec<PasskeyInfo>> {
        Ok(passkeys::passkeys(self, caller).await?)
    }

    async fn propose_passkey(&self, caller: &Caller, session: Option<Id>) -> Answer<PasskeyOptions> {
        Ok(passkeys::propose(self, caller, session).await?)
    }

    async fn add_passkey(
        &self,
        caller: &Caller,
        session: Option<Id>,
        name: String,
        ticket: String,
        credential: String,
    ) -> Answer<()> {
        Ok(passkeys::add(self, caller, session, name, ticket, credential).await?)
    }

    async fn rename_passkey(&self, caller: &Caller, id: Id, name: String) -> Answer<()> {
        Ok(passkeys::rename(self, caller, id, name).await?)
    }

    async fn remove_passkey(&self, caller: &Caller, session: Option<Id>, id: Id) -> Answer<()> {
        Ok(passkeys::remove(self, caller, session, id).await?)
    }

    async fn sign_ins(&self, caller: &Caller, session: Option<Id>, user: Id) -> Answer<SignIns> {
        Ok(sessions::sign_ins(self, caller, session, user).await?)
    }

    async fn end_sign_in(&self, caller: &Caller, user: Id, id: Id) -> Answer<()> {
        Ok(sessions::end_sign_in(self, caller, user, id).await?)
    }

    async fn reset_second_factor(&self, caller: &Caller, user: Id) -> Answer<()> {
        Ok(second_factor::reset(self, caller, user).await?)
    }

    async fn pool(&self, caller: &Caller) -> Answer<Pool> {
        Ok(pool::pool(self, caller).await?)
    }

    async fn claim(&self, caller: &Caller, module: Name, id: Id) -> Answer<Saved> {
        Ok(pool::claim(self, caller, module, id).await?)
    }

    async fn soon_pooled(&self, caller: &Caller) -> Answer<Vec<PoolDue>> {
        Ok(pool::soon(self, caller).await?)
    }

    async fn bin_days(&self, _: &Caller) -> Answer<u32> {
        Ok(bin::days(self).await?)
    }

    async fn try_reclaim(&self, caller: &Caller, id: Option<Id>, values: Values) -> Answer<Reclaimed> {
        Ok(pool::try_rule(self, caller, id, values).await?)
    }

    async fn preview_erasure(&self, caller: &Caller, module: Name, id: Id) -> Answer<ErasurePreview> {
        Ok(privacy::preview(self, caller, module, id).await?)
    }

    async fn erase(
        &self,
        caller: &Caller,
        module: Name,
        id: Id,
        confirm: String,
        reason: String,
    ) -> Answer<Erased> {
        Ok(privacy::erase(self, caller, module, id, confirm, reason).await?)
    }

    async fn seen(&self, caller: &Caller, module: Name, id: Id) -> Answer<Vec<Seen>> {
        Ok(privacy::seen(self, caller, module, id).await?)
    }

    async fn privacy(&self, caller: &Caller) -> Answer<Privacy> {
        Ok(privacy::overview(self, caller).await?)
    }

    async fn set_watching(&self, caller: &Caller, watching: Watching) -> Answer<()> {
        Ok(privacy::set_watching(self, caller, watching).await?)
    }

    async fn try_retention(&self, caller: &Caller, id: Option<Id>, values: Values) -> Answer<Reclaimed> {
        Ok(privacy::try_rule(self, caller, id, values).await?)
    }

    async fn owned(&self, caller: &Caller, user: Id) -> Answer<Owned> {
        Ok(hand_over::owned(self, caller, user).await?)
    }

    async fn hand_over(&self, caller: &Caller, user: Id, plan: HandOver) -> Answer<Id> {
        Ok(hand_over::start(self, caller, user, plan).await?)
    }

    async fn hand_over_status(&self, caller: &Caller, id: Id) -> Answer<HandOverStatus> {
        Ok(hand_over::status(self, caller, id)?)
    }

    async fn hand_over_stop(&self, caller: &Caller, id: Id) -> Answer<HandOverStatus> {
        Ok(hand_over::stop(self, caller, id)?)
    }

    async fn set_bin_days(&self, caller: &Caller, days: u32) -> Answer<()> {
        Ok(bin::set_days(self, caller, days).await?)
    }

    async fn database(&self, caller: &Caller) -> Answer<Database> {
        Ok(database::overview(self, caller).await?)
    }

    async fn check_database(&self, caller: &Caller) -> Answer<Checked> {
        Ok(database::check(self, caller).await?)
    }

    async fn tidy_database(&self, caller: &Caller) -> Answer<Tidied> {
        Ok(database::tidy(self, caller).await?)
    }

    async fn back_up(&self, caller: &Caller) -> Answer<Backup> {
        Ok(database::back_up(self, caller).await?)
    }

    async fn backup_content(&self, caller: &Caller, name: String) -> Answer<BackupContent> {
        Ok(database::content(self, caller, name).await?)
    }

    async fn delete_backup(&self, caller: &Caller, name: String) -> Answer<()> {
        Ok(database::delete(self, caller, &name).await?)
    }

    async fn restore_backup(&self, caller: &Caller, name: String) -> Answer<()> {
        Ok(database::restore(self, caller, &name).await?)
    }

    async fn audit(&self, caller: &Caller, query: AuditQuery) -> Answer<AuditPage> {
        Ok(audit::audit(self, caller, query).await?)
    }

    async fn audit_state(&self, caller: &Caller) -> Answer<AuditState> {
        Ok(audit::state(self, caller).await?)
    }

    async fn providers(&self, caller: &Caller) -> Answer<Providers> {
        Ok(oidc::providers(self, caller).await?)
    }

    async fn put_provider(
        &self,
        caller: &Caller,
        provider: Provider,
        secret: Option<String>,
    ) -> Answer<String> {
        Ok(oidc::put_provider(self, caller, provider, secret).await?)
    }

    async fn drop_provider(&self, caller: &Caller, id: String) -> Answer<()> {
        Ok(oidc::drop_provider(self, caller, &id).await?)
    }

    async fn try_provider(&self, caller: &Caller, provider: Provider, secret: Option<String>) -> Answer<()> {
        Ok(oidc::try_provider(self, caller, provider, secret).await?)
    }

    async fn mail(&self, caller: &Caller) -> Answer<Mail> {
        Ok(mail::overview(self, caller).await?)
    }

    async fn set_mail(
        &self,
        caller: &Caller,
        server: Option<MailServer>,
        password: Option<String>,
    ) -> Answer<()> {
        Ok(mail::set(self, caller, server, password).await?)
    }

    async fn test_mail(
        &self,
        caller: &Caller,
        server: MailServer,
        password: Option<String>,
    ) -> Answer<String> {
        Ok(mail::test(self, caller, server, password).await?)
    }

    async fn send_mail_again(&self, caller: &Caller, id: Id) -> Answer<()> {
        Ok(mail::send_again(self, caller, id).await?)
    }

    async fn invite(&self, caller: &Caller, invitation: Invitation) -> Answer<Invited> {
        Ok(invitations::invite(self, caller, invitation).await?)
    }

    async fn invite_again(&self, caller: &Caller, user: Id) -> Answer<Invited> {
        Ok(invitations::invite_again(self, caller, user).await?)
    }

    async fn withdraw_invitation(&self, caller: &Caller, user: Id) -> Answer<Done> {
        Ok(invitations::withdraw(self, caller, user).await?)
    }

    async fn uninitiated(&self, caller: &Caller) -> Answer<Vec<Uninitiated>> {
        Ok(invitations::uninitiated(self, caller).await?)
    }

    async fn set_backup_schedule(&self, caller: &Caller, schedule: Schedule) -> Answer<()> {
        Ok(database::set_schedule(self, caller, schedule).await?)
    }
}
