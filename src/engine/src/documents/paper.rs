//! A document on paper: what there is to set, in its customer's language, and by which template.

use api::{Backend, Caller, Failure, Preview};
use model::document::Paper;
use model::grant::Level;
use model::module::OWNER;
use model::{Formats, Id, Kind, Language, Module, Name, Problem, Record, Texts};
use modules::quotes::{APPROVAL, APPROVED, IN_QUOTATION, STAGE};
use modules::{company, documents as names};
use serde_json::{Map, Value as Json, json};

use super::{known, may_count};
use crate::Engine;
use crate::company::COMPANY;
use crate::error::{Error, Result};
use crate::organisation::all;
use crate::typesetter::{PageFormat, Pages, ToSet};
use crate::words;
use crate::world;

/// The template for who has none of her own.
pub const TEMPLATE: &str = include_str!("../../templates/document.typ");

const NUMBER: &str = "number";
const VALID_UNTIL: &str = "valid_until";

/// What a template reads all else from.
const DATA: &str = "data.json";

/// A PDF, and what its file is called.
#[derive(Clone, Debug)]
pub struct Pdf {
    pub name: String,
    pub content: Vec<u8>,
}

impl Engine {
    /// A document as its customer gets it, for who sees all that it comes to. Where a font lacks characters it is only
    /// made if that is `accepted`.
    pub async fn pdf(&self, caller: &Caller, module: Name, id: Id, accepted: bool) -> Result<Pdf, Failure> {
        let paper = paper(self, caller, module, id).await?;
        let name = format!("{}.pdf", paper.name);
        let Pages { files, missing } = paper.set(self, PageFormat::Pdf).await?;
        if !missing.is_empty() && !accepted {
            return Err(Problem::new("", "no-font").detail(spaced(&missing)).into());
        }
        let content = files.into_iter().next().unwrap_or_default();
        Ok(Pdf { name, content })
    }
}

/// Pictures of its pages, for administrators by a template that is only being written.
pub(crate) async fn preview(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    id: Id,
    template: Option<String>,
) -> Result<Preview> {
    if template.is_some() && caller.me.level != Level::Administrator.key() {
        return Err(Failure::NotAllowed.into());
    }
    let mut paper = paper(engine, caller, module, id).await?;
    let mut data = String::new();
    if let Some(tried) = template {
        data = serde_json::to_string_pretty(&paper.data)?;
        paper.template = self::template(Some(tried));
    }
    let Pages { files, missing } = paper.set(engine, PageFormat::Svg).await?;
    let pages = files.into_iter().map(|page| String::from_utf8_lossy(&page).into_owned()).collect();
    Ok(Preview { pages, data, missing: spaced(&missing) })
}

fn spaced(characters: &str) -> String {
    characters.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// What was written, or the program's own template where that is nothing.
fn template(own: Option<String>) -> String {
    own.filter(|own| !own.trim().is_empty()).unwrap_or_else(|| TEMPLATE.to_owned())
}

struct ReadyToSet {
    name: String,
    template: String,
    data: Json,
    logo: Option<(String, Vec<u8>)>,
}

impl ReadyToSet {
    async fn set(self, engine: &Engine, format: PageFormat) -> Result<Pages, Failure> {
        let typesetter =
            engine.typesetter().ok_or_else(|| Failure::Unavailable("Nothing sets pages here".into()))?;
        let data = (DATA.to_owned(), self.data.to_string().into_bytes());
        let files = self.logo.into_iter().chain([data]).collect();
        typesetter.set(ToSet { template: self.template, files, format }).await
    }
}

async fn paper(engine: &Engine, caller: &Caller, module: Name, id: Id) -> Result<ReadyToSet> {
    let caller = engine.as_of_now(caller)?;
    known(&caller, &module)?;
    let record = engine.store().get(&caller.grant, &module, id, false).await?.ok_or(Failure::NotFound)?;
    let world = engine.world();
    let language = language(&record).unwrap_or(world.company.language);
    let schema = world.wordings.visible(&caller.grant, None, language);
    let module = schema.module(&module).ok_or(Failure::NotFound)?;
    if !may_count(module) {
        return Err(Failure::NotFound.into());
    }
    let company = all(engine.store(), COMPANY, false).await?.into_iter().next().ok_or(Failure::NotFound)?;
    let logo = match world.company.logo {
        Some(id) => {
            engine.store().file(id).await?.and_then(|file| Some((picture(&file.mime)?, file.content)))
        }
        None => None,
    };
    let sheet = Sheet {
        module,
        record: &record,
        company: &company,
        company_module: schema.module(COMPANY),
        formats: world::formats(&world.company, language, world.company.zone.clone()),
        texts: &words::texts(language),
    };
    let owner = record.value(OWNER).as_link().and_then(|owner| world.organisation.user(owner.id));
    let mut data = sheet.data(owner.map(|owner| (owner.name.as_str(), owner.email.as_str())));
    data.insert("logo".into(), logo.as_ref().map(|(name, _)| name.clone()).into());
    let draft = is_draft(engine, &caller, module, &record).await?;
    data.insert("draft".into(), if draft { sheet.texts.get("paper-draft") } else { String::new() }.into());
    Ok(ReadyToSet {
        name: record.title.clone(),
        template: template(company.get(company::PAPER_TEMPLATE)),
        data: data.into(),
        logo,
    })
}

fn language(record: &Record) -> Option<Language> {
    Language::from_code(&record.get(names::LANGUAGE)?)
}

/// Which name a template reads a picture by; none for what is no picture that can be set.
fn picture(mime: &str) -> Option<String> {
    let ending = match mime {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/svg+xml" => "svg",
        _ => return None,
    };
    Some(format!("logo.{ending}"))
}

/// Whether somebody has to approve it before a customer may have it.
async fn is_draft(engine: &Engine, caller: &Caller, module: &Module, record: &Record) -> Result<bool> {
    let open = record.get(STAGE).as_deref() == Some(IN_QUOTATION);
    if !open || record.get(APPROVAL).as_deref() == Some(APPROVED) {
        return Ok(false);
    }
    let approval = engine.approval(caller, module.name.clone(), record.id).await.map_err(Error::from)?;
    Ok(approval.needed)
}

struct Sheet<'a> {
    module: &'a Module,
    record: &'a Record,
    company: &'a Record,
    company_module: Option<&'a Module>,
    formats: Formats,
    texts: &'a Texts,
}

impl Sheet<'_> {
    fn data(&self, owner: Option<(&str, &str)>) -> Map<String, Json> {
        let Paper { groups, sums } = Paper::of(self.module, self.record, &self.formats);
        let sums: Vec<Json> = sums
            .into_iter()
            .map(|sum| {
                let on = [("rate", &sum.rate as &dyn ToString), ("amount", &sum.base)];
                let detail =
                    if sum.rate.is_empty() { String::new() } else { self.texts.with("lines-tax-on", &on) };
                json!({"name": sum.name, "label": sum.label, "detail": detail, "amount": sum.amount})
            })
            .collect();
        let data = json!({
            "language": self.formats.language.code(),
            "label": self.module.label_one,
            "number": self.text(NUMBER),
            "subject": self.text("name"),
            "color": self.color(),
            "company": self.letterhead(),
            "to": self.to(),
            "ship_to": self.ship_to(),
            "facts": self.facts(owner),
            "groups": groups,
            "sums": sums,
            "terms": self.text("terms"),
            "texts": self.words(),
            "fields": self.fields(),
        });
        if let Json::Object(data) = data { data } else { Map::new() }
    }

    fn text(&self, name: &str) -> String {
        let field = self.module.field(name);
        field.map(|field| self.record.format(field, &self.formats)).unwrap_or_default()
    }

    fn color(&self) -> &'static str {
        let chosen = self.company.get(company::PAPER_COLOR).unwrap_or_default();
        company::paper_color(&chosen)
    }

    /// What of the company stands on its papers.
    fn letterhead(&self) -> Json {
        let text = |name: &str| self.company.value(name).as_text().unwrap_or_default().to_owned();
        let labelled = |name: &str| {
            let label = self.company_module.and_then(|module| module.field(name))?.label.clone();
            Some(text(name)).filter(|text| !text.is_empty()).map(|text| format!("{label} {text}"))
        };
        let website = text("website");
        let website = website.trim_start_matches("https://").trim_end_matches('/').to_owned();
        let said = [website, text("email"), text("phone")].into_iter().filter(|text| !text.is_empty());
        let contact: Vec<String> = said.chain(labelled("tax_number")).collect();
        json!({
            "name": text(company::NAME.name),
            "address": address(self.company, ""),
            "contact": contact,
            "footer": text(company::PAPER_FOOTER.name),
        })
    }

    fn to(&self) -> Vec<String> {
        let title = |name: &str| self.record.value(name).as_link().map(|link| link.title.clone());
        let people = [names::ACCOUNT.name, names::CONTACT.name].into_iter().filter_map(title);
        people.filter(|name| !name.is_empty()).chain(address(self.record, "billing_")).collect()
    }

    /// Where it is delivered to, if not where it is paid.
    fn ship_to(&self) -> Vec<String> {
        let there = address(self.record, "shipping_");
        if there == address(self.record, "billing_") { Vec::new() } else { there }
    }

    fn facts(&self, owner: Option<(&str, &str)>) -> Vec<Json> {
        let said = [model::document::DAY, VALID_UNTIL].into_iter().filter_map(|name| {
            let label = self.module.field(name)?.label.clone();
            Some((label, self.text(name))).filter(|(_, value)| !value.is_empty())
        });
        let by = owner.into_iter().flat_map(|(name, email)| {
            [("paper-contact", name), ("paper-email", email)]
                .map(|(key, value)| (self.texts.get(key), value.to_owned()))
        });
        said.chain(by).map(|(label, value)| json!({"label": label, "value": value})).collect()
    }

    fn words(&self) -> Json {
        let keys = [
            "item", "quantity", "price", "discount", "tax", "amount", "page", "ship_to", "terms", "no_group",
        ];
        keys.into_iter()
            .map(|key| (key.to_owned(), Json::from(self.texts.get(&format!("paper-{key}")))))
            .collect::<Map<_, _>>()
            .into()
    }

    /// All that its reader sees of the document, for templates of one's own.
    fn fields(&self) -> Json {
        let told = |kind: &Kind| !matches!(kind, Kind::Rows(_) | Kind::File(_));
        let fields = self.module.fields.iter().filter(|field| !field.hidden && told(&field.kind));
        fields
            .map(|field| {
                let value = self.record.format(field, &self.formats);
                (field.name.to_string(), json!({"label": field.label, "value": value}))
            })
            .collect::<Map<_, _>>()
            .into()
    }
}

fn address(record: &Record, prefix: &str) -> Vec<String> {
    record.address(&model::kind::Address::PARTS.map(|part| Name::new(format!("{prefix}{part}"))))
}
