//! Which field a column of a file is meant for, guessed from its header: by the field's name, its label in any
//! language, and by what Vtiger, SuiteCRM, Outlook and others call it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use api::{ColumnMapping, Mapping, ReadOptions};
use model::{Field, Kind, Module, Name, Schema, fold};

/// A firm, in the other languages.
const FIRM: &[&str] = &["公司", "公司名称", "公司名稱", "компания", "회사", "회사명"];

/// What other programs call a field, by field; for the parts of addresses see `ADDRESSES`.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("account", FIRM),
    ("company", FIRM),
    ("name", FIRM),
    (
        "account",
        &[
            "company",
            "company name",
            "organization",
            "organization name",
            "organisation",
            "account name",
            "related to",
            "customer",
            "client",
            "employer",
        ],
    ),
    ("amount", &["value", "deal value", "close value", "deal size", "total", "sum", "opportunity amount"]),
    ("annual_revenue", &["revenue", "turnover", "sales"]),
    ("assistant", &["assistant name", "assistant's name"]),
    ("assistant_phone", &["assistant's phone", "phone assistant"]),
    ("birthday", &["birthdate", "date of birth", "birth date"]),
    ("category", &["product category", "category name"]),
    ("close_date", &["expected close date", "closing date", "date closed", "expected close", "closedate"]),
    ("code", &["sku", "part number", "product code", "product id", "item", "item number", "article number"]),
    (
        "company",
        &["company name", "account name", "organization", "organization name", "account", "employer"],
    ),
    ("contact", &["contact name", "primary contact", "contact person"]),
    ("cost", &["purchase price", "cost price", "unit cost"]),
    ("department", &["dept"]),
    ("description", &["notes", "comment", "comments", "remarks", "memo", "note"]),
    ("due_date", &["due", "date due", "deadline"]),
    (
        "email",
        &[
            "e-mail address",
            "mail",
            "email address",
            "primary email",
            "email 1",
            "e-mail 1 value",
            "work email",
            "business email",
            "email1",
        ],
    ),
    ("email_opt_out", &["opt out", "do not email", "unsubscribed"]),
    ("employees", &["no of employees", "number of employees", "employee count", "headcount", "staff"]),
    ("engaged_on", &["engage date", "engaged", "start date"]),
    ("fax", &["business fax", "fax number", "phone fax", "work fax"]),
    ("first_name", &["given name", "forename", "firstname", "christian name"]),
    ("home_phone", &["phone home", "private phone"]),
    ("industry", &["sector", "branch", "line of business"]),
    ("last_name", &["surname", "family name", "lastname"]),
    ("lost_reason", &["reason lost", "loss reason", "closed lost reason"]),
    ("manufacturer", &["vendor", "brand", "maker", "supplier"]),
    (
        "mobile",
        &["mobile phone", "cell", "cell phone", "phone mobile", "mobile number", "handphone", "cellular"],
    ),
    (
        "name",
        &[
            "account",
            "account name",
            "organization name",
            "company",
            "company name",
            "product",
            "product name",
            "opportunity name",
            "deal name",
            "deal",
            "opportunity",
            "subject",
            "customer",
            "full name",
            "title",
            "user name",
            "display name",
        ],
    ),
    ("next_step", &["nextstep", "next action"]),
    ("office", &["regional office", "branch", "location", "office location"]),
    ("other_email", &["secondary email", "email 2", "alternate email", "e-mail 2 address", "email2"]),
    (
        "other_phone",
        &["phone other", "alternate phone", "secondary phone", "phone alternate", "business phone 2"],
    ),
    ("ownership", &["company type", "legal form"]),
    (
        "owner",
        &[
            "assigned to",
            "assigned user",
            "assigned user name",
            "assigned",
            "sales agent",
            "agent",
            "sales rep",
            "salesperson",
            "account owner",
            "contact owner",
            "lead owner",
            "opportunity owner",
            "deal owner",
            "record owner",
            "responsible",
        ],
    ),
    ("parent", &["member of", "subsidiary of", "parent company", "parent organization", "parent account"]),
    (
        "phone",
        &[
            "office phone",
            "business phone",
            "telephone",
            "tel",
            "phone number",
            "phone work",
            "phone office",
            "primary phone",
            "work phone",
            "company main phone",
            "direct phone",
        ],
    ),
    ("pipeline", &["sales process", "deal pipeline"]),
    ("price", &["unit price", "list price", "sales price", "retail price"]),
    ("probability", &["probability percent", "win probability"]),
    ("product", &["product name", "item"]),
    ("quantity_per_unit", &["quantityperunit", "pack size"]),
    ("rating", &["lead rating", "temperature"]),
    (
        "reference",
        &[
            "id",
            "external id",
            "record id",
            "customer id",
            "opportunity id",
            "contact id",
            "account id",
            "deal id",
            "lead id",
            "employee id",
            "supplier id",
            "legacy id",
        ],
    ),
    ("reports_to", &["manager", "reports to name", "supervisor", "boss"]),
    ("role", &["user role", "position"]),
    ("salutation", &["courtesy title", "title of courtesy", "prefix", "name prefix", "form of address"]),
    ("source", &["lead source", "origin", "original source", "channel"]),
    ("specification", &["technical data", "specifications", "parameters"]),
    ("stage", &["sales stage", "deal stage", "opportunity stage", "status"]),
    ("status", &["lead status", "state", "task status", "lifecycle stage"]),
    ("tags", &["tag", "labels", "categories", "keywords"]),
    ("tax_number", &["vat number", "vat id", "tax id", "sic code", "tax no"]),
    ("team", &["group", "user group"]),
    ("title", &["job title", "position", "contact title", "function", "occupation"]),
    ("type", &["account type", "opportunity type", "deal type", "customer type"]),
    ("website", &["web page", "homepage", "home page", "url", "web site", "site", "company domain name"]),
    ("year_established", &["founded", "established", "year founded", "founding year"]),
];

/// What programs write before the parts of an address that has this prefix here.
const ADDRESSES: &[(&str, &[&str])] = &[
    ("", &["", "mailing", "primary address", "business", "address", "home", "work", "lane"]),
    ("billing_", &["billing", "billing address", "", "bill to", "invoice", "business", "address"]),
    ("shipping_", &["shipping", "shipping address", "ship to", "ship", "delivery"]),
];

/// And what they call the parts.
const PARTS: &[(&str, &[&str])] = &[
    ("street", &["street", "address", "street address", "street 1", "address 1", "address line 1", "lane"]),
    ("city", &["city", "town", "locality"]),
    ("region", &["state", "region", "province", "state/province", "county", "state or region"]),
    ("postal_code", &["postal code", "zip", "zip code", "postcode", "code", "zip/postal code", "postalcode"]),
    ("country", &["country", "country/region", "nation"]),
];

/// What a person's whole name is called, where the module holds first and last name.
const WHOLE_NAME: &[&str] =
    &["name", "full name", "contact name", "contact", "display name", "contact person"];

/// A mapping of `header` to the fields of `module`; `in_words` is the schema in each language.
pub fn guess(module: &Module, in_words: &[Arc<Schema>], header: &[String], read: ReadOptions) -> Mapping {
    let known = Known::of(module, in_words);
    let mut mapping = Mapping { read, ..Mapping::default() };
    let mut taken: Vec<Name> = Vec::new();
    // The field's own names first, so that a synonym never takes a field from the column that says it itself.
    for names in [&known.own, &known.foreign] {
        for column in header {
            let mapped = mapping.columns.iter().any(|known| known.column == *column);
            let fields = names.get(&plain(column)).map(Vec::as_slice).unwrap_or_default();
            let free = fields.iter().find(|field| !taken.contains(field));
            if let (false, Some(field)) = (mapped, free) {
                taken.push(field.clone());
                let column = column.clone();
                mapping.columns.push(ColumnMapping {
                    column,
                    field: field.clone(),
                    ..ColumnMapping::default()
                });
            }
        }
    }
    mapping.columns.sort_by_key(|mapped| header.iter().position(|column| *column == mapped.column));
    mapping.templates = whole_name(module, header, &mapping.columns);
    mapping
}

/// First and last name from one column, where none holds the last name.
fn whole_name(module: &Module, header: &[String], columns: &[ColumnMapping]) -> BTreeMap<Name, String> {
    let splits = module.field("first_name").is_some()
        && module.field("last_name").is_some_and(Field::editable)
        && !columns.iter().any(|mapped| mapped.field == "last_name");
    let unmapped = |column: &&String| !columns.iter().any(|mapped| mapped.column == **column);
    let whole = |column: &&String| WHOLE_NAME.iter().any(|name| plain(name) == plain(column));
    match header.iter().filter(unmapped).find(whole) {
        Some(column) if splits => BTreeMap::from([
            (Name::new_static("first_name"), format!("{{{column}:first}}")),
            (Name::new_static("last_name"), format!("{{{column}:rest}}")),
        ]),
        _ => BTreeMap::new(),
    }
}

/// Letters and digits alone, folded: "E-mail Address" → `emailaddress`.
pub fn plain(header: &str) -> String {
    fold::fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The fields that a plain header may mean, the likelier first.
struct Known {
    own: HashMap<String, Vec<Name>>,
    foreign: HashMap<String, Vec<Name>>,
}

impl Known {
    fn of(module: &Module, in_words: &[Arc<Schema>]) -> Known {
        let mut known = Known { own: HashMap::new(), foreign: HashMap::new() };
        for field in module.fields.iter().filter(|field| offered(field)) {
            put(&mut known.own, &field.name, field);
            put(&mut known.own, &field.label, field);
            for words in in_words {
                let said = words.module(&module.name).and_then(|module| module.field(&field.name));
                put(&mut known.own, said.map_or("", |said| &said.label), field);
            }
            for name in synonyms(&field.name) {
                put(&mut known.foreign, &name, field);
            }
        }
        known
    }
}

fn offered(field: &Field) -> bool {
    field.editable() && field.in_lists() && !matches!(field.kind, Kind::File(_))
}

fn put(names: &mut HashMap<String, Vec<Name>>, name: &str, field: &Field) {
    let key = plain(name);
    let fields = if key.is_empty() { return } else { names.entry(key).or_default() };
    if !fields.contains(&field.name) {
        fields.push(field.name.clone());
    }
}

fn synonyms(field: &str) -> Vec<String> {
    let listed = SYNONYMS.iter().filter(|(name, _)| *name == field).flat_map(|(_, names)| *names);
    let mut names: Vec<String> = listed.map(|name| (*name).to_owned()).collect();
    for (prefix, befores) in ADDRESSES {
        let part = PARTS.iter().find(|(part, _)| field.strip_prefix(prefix) == Some(part));
        for (before, name) in befores.iter().flat_map(|before| {
            part.map_or(&[][..], |(_, names)| names).iter().map(move |name| (before, name))
        }) {
            names.push(format!("{before} {name}"));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use model::Language;
    use modules::locales;

    use super::*;

    fn guessed(module: &str, header: &[&str]) -> Mapping {
        let schema = Schema::merge(modules::declared(), Default::default(), "EUR");
        let in_words = Language::ALL.map(|code| schema.clone().in_words(&locales::texts(code)).into());
        let module = schema.module(module).unwrap();
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        guess(module, &in_words, &header, ReadOptions::default())
    }

    fn fields(module: &str, header: &[&str]) -> Vec<String> {
        let mapping = guessed(module, header);
        let field = |column: &&str| {
            let mapped = mapping.columns.iter().find(|mapped| mapped.column == **column);
            mapped.map_or(String::new(), |mapped| mapped.field.to_string())
        };
        header.iter().map(field).collect()
    }

    #[test]
    fn our_own_names_and_labels_are_known() {
        assert_eq!(
            fields("contacts", &["first_name", "Last name", "Email"]),
            ["first_name", "last_name", "email"]
        );
    }

    #[test]
    fn the_headers_of_others_are_known() {
        let vtiger =
            ["First Name", "Last Name", "Organization Name", "Office Phone", "Primary Email", "Lead Source"];
        assert_eq!(
            fields("contacts", &vtiger),
            ["first_name", "last_name", "account", "phone", "email", "source"]
        );
        let vtiger = ["Mailing Street", "Mailing City", "Mailing State", "Mailing Zip", "Assigned To"];
        assert_eq!(fields("contacts", &vtiger), ["street", "city", "region", "postal_code", "owner"]);
        let suite = [
            "name",
            "phone_office",
            "billing_address_street",
            "billing_address_postalcode",
            "shipping_address_city",
        ];
        assert_eq!(
            fields("accounts", &suite),
            ["name", "phone", "billing_street", "billing_postal_code", "shipping_city"]
        );
        let outlook =
            ["First Name", "E-mail Address", "Business Phone", "Business Country/Region", "Web Page"];
        assert_eq!(fields("leads", &outlook), ["first_name", "email", "phone", "country", "website"]);
        let maven = [
            "opportunity_id",
            "sales_agent",
            "product",
            "account",
            "deal_stage",
            "engage_date",
            "close_value",
        ];
        assert_eq!(
            fields("opportunities", &maven),
            ["reference", "owner", "product", "account", "stage", "engaged_on", "amount"]
        );
        assert_eq!(fields("contacts", &["公司", "姓", "邮箱"]), ["account", "last_name", "email"]);
        assert_eq!(fields("accounts", &["Компания", "Телефон"]), ["name", "phone"]);
        let northwind =
            ["CustomerID", "CompanyName", "Address", "City", "PostalCode", "Country", "Phone", "Fax"];
        assert_eq!(
            fields("accounts", &northwind),
            [
                "reference",
                "name",
                "billing_street",
                "billing_city",
                "billing_postal_code",
                "billing_country",
                "phone",
                "fax"
            ]
        );
    }

    #[test]
    fn a_column_and_a_field_are_used_once() {
        assert_eq!(fields("accounts", &["Name", "Company", "Shoe size"]), ["name", "", ""]);
        assert_eq!(fields("accounts", &["Company", "Name"]), ["", "name"]);
    }

    #[test]
    fn a_whole_name_is_taken_apart() {
        let mapping = guessed("contacts", &["Full Name", "Email"]);
        assert_eq!(mapping.templates.get("last_name").map(String::as_str), Some("{Full Name:rest}"));
        assert!(guessed("contacts", &["Full Name", "Last Name"]).templates.is_empty());
    }
}
