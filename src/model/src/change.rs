//! What a write did. The log of changes feeds history, undo, live updates and whatever must not miss a write.

use serde::{Deserialize, Serialize};

use crate::{Id, Instant, Name, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Created,
    Updated,
    /// Put into the recycle bin.
    Deleted,
    /// Taken out of it.
    Restored,
    /// Removed for good; what it held is gone from the log too.
    Removed,
    /// The person whom it told of was erased; what told of her is gone from the log too.
    Erased,
    /// Something that is no change of a record.
    Event(Event),
}

impl ChangeKind {
    /// What happens to records.
    pub const ALL: [ChangeKind; 6] = [
        ChangeKind::Created,
        ChangeKind::Updated,
        ChangeKind::Deleted,
        ChangeKind::Restored,
        ChangeKind::Removed,
        ChangeKind::Erased,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            ChangeKind::Created => "created",
            ChangeKind::Updated => "updated",
            ChangeKind::Deleted => "deleted",
            ChangeKind::Restored => "restored",
            ChangeKind::Removed => "removed",
            ChangeKind::Erased => "erased",
            ChangeKind::Event(event) => event.key(),
        }
    }

    pub fn from_key(key: &str) -> Option<ChangeKind> {
        let events = Event::ALL.into_iter().map(ChangeKind::Event);
        ChangeKind::ALL.into_iter().chain(events).find(|kind| kind.key() == key)
    }
}

/// What an audit asks for beside changes of records: who came in, and what was taken out or set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    SignedIn,
    SignInFailed,
    SignedOut,
    /// By whoever had the right to; not by signing out.
    SessionEnded,
    PasswordSet,
    SecondFactorSet,
    SecondFactorEnded,
    RecoveryCodesMade,
    PasskeyAdded,
    PasskeyRemoved,
    TokenMade,
    TokenEnded,
    Exported,
    BackupMade,
    BackupSent,
    BackupDeleted,
    BackupRestored,
    SettingsChanged,
}

impl Event {
    pub const ALL: [Event; 18] = [
        Event::SignedIn,
        Event::SignInFailed,
        Event::SignedOut,
        Event::SessionEnded,
        Event::PasswordSet,
        Event::SecondFactorSet,
        Event::SecondFactorEnded,
        Event::RecoveryCodesMade,
        Event::PasskeyAdded,
        Event::PasskeyRemoved,
        Event::TokenMade,
        Event::TokenEnded,
        Event::Exported,
        Event::BackupMade,
        Event::BackupSent,
        Event::BackupDeleted,
        Event::BackupRestored,
        Event::SettingsChanged,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Event::SignedIn => "signed_in",
            Event::SignInFailed => "sign_in_failed",
            Event::SignedOut => "signed_out",
            Event::SessionEnded => "session_ended",
            Event::PasswordSet => "password_set",
            Event::SecondFactorSet => "second_factor_set",
            Event::SecondFactorEnded => "second_factor_ended",
            Event::RecoveryCodesMade => "recovery_codes_made",
            Event::PasskeyAdded => "passkey_added",
            Event::PasskeyRemoved => "passkey_removed",
            Event::TokenMade => "token_made",
            Event::TokenEnded => "token_ended",
            Event::Exported => "exported",
            Event::BackupMade => "backup_made",
            Event::BackupSent => "backup_sent",
            Event::BackupDeleted => "backup_deleted",
            Event::BackupRestored => "backup_restored",
            Event::SettingsChanged => "settings_changed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: Name,
    pub before: Value,
    pub after: Value,
}

/// One record's change, as the log keeps it; or an event, which has no module, is about the user `record` where it is
/// about one, and says in `fields` what else is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The place in the log; later changes have larger numbers.
    pub seq: i64,
    pub at: Instant,
    /// Who did it; nobody where the product itself did.
    pub by: Option<Id>,
    /// The action that it was part of; undo takes back whole actions.
    pub batch: Id,
    pub module: Name,
    pub record: Id,
    pub kind: ChangeKind,
    pub fields: Vec<FieldChange>,
}

impl Change {
    /// An event that is its own action.
    pub fn event(event: Event, action: Id, at: Instant, by: Option<Id>) -> Change {
        let kind = ChangeKind::Event(event);
        let (module, record) = (Name::default(), Id(uuid::Uuid::nil()));
        Change { seq: 0, at, by, batch: action, module, record, kind, fields: Vec::new() }
    }

    /// The user whom it is about.
    pub fn about(self, user: Id) -> Change {
        Change { record: user, ..self }
    }

    pub fn detail(mut self, name: &'static str, text: &str) -> Change {
        let (before, after) = (Value::Empty, Value::text(text));
        self.fields.push(FieldChange { field: Name::new_static(name), before, after });
        self
    }
}
