//! All that answers depend on besides the records asked for: company, organisation, schema, and each user's grant.
//! A snapshot: whoever holds one sees one state. A change of users, roles or schema makes a new one.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use api::{Caller, Me};
use model::formats::DateOrder;
use model::grant::Level;
use model::{Formats, Grant, Id, Language, Schema, Zone};
use uuid::Uuid;

use crate::company::Company;
use crate::custom::Custom;
use crate::organisation::{Organisation, User};
use crate::wordings::Wordings;
use crate::{words, zone};

pub(crate) struct World {
    pub(crate) company: Company,
    pub(crate) custom: Custom,
    pub(crate) organisation: Organisation,
    pub(crate) wordings: Arc<Wordings>,
    pub(crate) system: Arc<Caller>,
    callers: RwLock<HashMap<Id, Arc<Caller>>>,
}

impl World {
    pub(crate) fn new(
        company: Company,
        custom: Custom,
        organisation: Organisation,
        wordings: Arc<Wordings>,
    ) -> World {
        let system = Arc::new(system_caller(&company, &wordings));
        World { company, custom, organisation, wordings, system, callers: RwLock::default() }
    }

    pub(crate) fn schema(&self) -> &Arc<Schema> {
        self.wordings.schema()
    }

    /// The user as one who asks; `None` where she may not sign in.
    pub(crate) fn caller(&self, id: Id) -> Option<Arc<Caller>> {
        if let Some(known) = self.callers.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Some(known.clone());
        }
        let user = self.organisation.user(id).filter(|user| user.active && !user.deleted)?;
        let caller = Arc::new(self.work_out(user));
        let mut callers = self.callers.write().unwrap_or_else(PoisonError::into_inner);
        Some(callers.entry(id).or_insert(caller).clone())
    }

    fn work_out(&self, user: &User) -> Caller {
        let place = self.organisation.place(user);
        let grant = Grant::work_out(&place, &self.organisation.decided.rules, self.schema());
        let language = user.language.unwrap_or(self.company.language);
        let zone = user.time_zone.as_deref().and_then(zone::zone);
        let zone = zone.unwrap_or_else(|| self.company.zone.clone());
        Caller {
            me: Me {
                id: user.id,
                name: user.name.clone(),
                email: user.email.clone(),
                level: place.level.key().into(),
            },
            schema: self.wordings.visible(&grant, user.role, language),
            grant,
            formats: formats(&self.company, language, zone),
            texts: words::texts(language),
            team: place.team.into_iter().collect(),
            department: place.department.into_iter().collect(),
        }
    }
}

/// The product itself, as one who asks: the command line and what runs by itself.
fn system_caller(company: &Company, wordings: &Wordings) -> Caller {
    let language = Language::default();
    Caller {
        me: Me {
            id: Id(Uuid::nil()),
            name: "Rapport".into(),
            email: String::new(),
            level: Level::Administrator.key().into(),
        },
        grant: Grant::system("command line"),
        schema: wordings.whole(language),
        formats: formats(company, language, Zone::default()),
        texts: words::texts(language),
        team: Vec::new(),
        department: Vec::new(),
    }
}

pub(crate) fn formats(company: &Company, language: Language, zone: Zone) -> Formats {
    let texts = words::texts(language);
    let date_order = match language {
        Language::English | Language::Russian => DateOrder::DayMonthYear,
        Language::SimplifiedChinese | Language::TraditionalChinese | Language::Korean => {
            DateOrder::YearMonthDay
        }
    };
    Formats {
        language,
        zone,
        date_order,
        first_weekday: company.first_weekday,
        decimal: None,
        currency: company.currency.to_string(),
        yes: texts.get("yes"),
        no: texts.get("no"),
    }
}
