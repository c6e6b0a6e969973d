//! What a page needs before anything else, and the files that it then fetches.

use std::sync::Arc;

use api::{Boot, Caller, Failure};
use model::{Language, Texts, Zone};

use crate::Engine;
use crate::company::Company;
use crate::error::Result;
use crate::pool;
use crate::words::{self, Asset};
use crate::world;

impl Engine {
    pub fn texts(&self, language: Language) -> Arc<Texts> {
        words::texts(language)
    }

    /// The Fluent source of a language for the browser, with the hash that stands in its address.
    pub fn texts_asset(&self, language: Language) -> Asset {
        words::source(language)
    }

    /// The schema as the caller sees it, as JSON, with the hash that stands in its address.
    pub fn schema_asset(&self, caller: &Caller) -> Result<Asset, Failure> {
        Ok(self.world().wordings.asset(&caller.schema)?)
    }

    /// What the sign-in page needs: nobody is known yet, but her browser's language is.
    pub fn welcome(&self, language: Language) -> Boot {
        let company = self.company();
        let formats = world::formats(&company, language, Zone::default());
        Boot {
            me: None,
            today: formats.zone.date(self.now()),
            formats,
            logo: logo_address(&company),
            company: company.name,
            texts: texts_address(language),
            schema: String::new(),
            pool: false,
            sends_mail: false,
            providers: Vec::new(),
        }
    }
}

pub(crate) fn boot(engine: &Engine, caller: &Caller) -> Result<Boot> {
    let (schema, _) = engine.world().wordings.asset(&caller.schema)?;
    Ok(Boot {
        me: caller.grant.user.map(|_| caller.me.clone()),
        logo: logo_address(&engine.company()),
        company: engine.company().name,
        formats: caller.formats.clone(),
        texts: texts_address(caller.formats.language),
        schema: format!("/assets/schema/{schema}.json"),
        sends_mail: false,
        providers: Vec::new(),
        today: caller.formats.zone.date(engine.now()),
        pool: !pool::open_modules(engine, caller).is_empty(),
    })
}

fn logo_address(company: &Company) -> String {
    company.logo.map(|logo| format!("/logo/{logo}")).unwrap_or_default()
}

fn texts_address(language: Language) -> String {
    let (hash, _) = words::source(language);
    format!("/assets/texts/{}.{hash}.ftl", language.code())
}
