//! A document while it is changed: its lines, what they are priced and taxed by, and what they come to.

use api::{DocumentAt, OffersQuery, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::document::{self, Breach, LINES, Offer, PRICE_BOOK, Terms, line};
use model::kind::Show;
use model::module::CURRENCY;
use model::record::Values;
use model::totals::Totals;
use model::{Field, Id, Link, Name, Record, Row, Value};
use rust_decimal::Decimal;

use crate::context::{ModuleRef, formats};
use crate::field::{Draft, RowDraft, RowDrafts};
use crate::toast::toast_failure;

/// What a document comes to as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Worked {
    pub record: Record,
    pub totals: Totals,
    pub breaches: Vec<Breach>,
    /// The lines that count, in their order.
    keys: Vec<u32>,
}

impl Worked {
    fn place(&self, key: u32) -> Option<usize> {
        self.keys.iter().position(|known| *known == key)
    }

    /// What the line comes to; nothing where it is a text.
    pub fn amount(&self, key: u32) -> Option<Decimal> {
        let row = self.record.value(LINES).as_rows().get(self.place(key)?)?;
        row.value(line::AMOUNT).as_decimal()
    }

    /// What the lines of a group come to.
    pub fn group(&self, name: &str) -> Option<Decimal> {
        let place =
            document::groups(self.record.value(LINES).as_rows()).iter().position(|group| *group == name);
        self.totals.groups.get(place?).copied()
    }
}

#[derive(Clone, Copy)]
pub struct Sheet {
    pub module: StoredValue<ModuleRef>,
    pub draft: Draft,
    pub lines: RowDrafts,
    pub terms: RwSignal<Terms>,
    /// Of the products in the lines, and of those that were looked at.
    offers: RwSignal<Vec<Offer>>,
    pub worked: Memo<Option<Worked>>,
    /// The line that is dragged.
    pub dragged: RwSignal<Option<u32>>,
}

impl Sheet {
    /// To be called in a component; asks for prices and taxes as long as it is there.
    pub fn new(module: &ModuleRef, draft: Draft) -> Option<Sheet> {
        let (_, kind) = module.rows().find(|(field, _)| field.name == LINES)?;
        let lines = RowDrafts::begin(kind.clone(), draft.get_untracked(LINES).as_rows());
        let (terms, offers) = (RwSignal::new(Terms::default()), RwSignal::new(Vec::new()));
        let own = StoredValue::new(module.clone());
        let sheet = Sheet {
            module: own,
            draft,
            lines,
            terms,
            offers,
            worked: Memo::new(move |_| worked(own, draft, lines, terms, offers)),
            dragged: RwSignal::new(None),
        };
        if lines.all.with_untracked(Vec::is_empty) {
            sheet.add();
        }
        lines.follow(draft, Name::new_static(LINES));
        sheet.ask_for_terms();
        sheet.ask_for_offers();
        sheet.follow_customer();
        Some(sheet)
    }

    pub fn field(self, name: &str) -> Option<Field> {
        self.module.with_value(|module| module.field(name).cloned())
    }

    /// An amount as people read it.
    pub fn money(self, amount: Decimal) -> String {
        let formats = formats();
        let currency = self.currency();
        let currency = if currency.is_empty() { formats.currency.as_str() } else { currency.as_str() };
        let shown = self.field(document::TOTAL);
        shown
            .map(|field| field.format(&Value::Decimal(amount), Show { formats: &formats, currency }))
            .unwrap_or_default()
    }

    /// The currency of its amounts; tells when it changes.
    pub fn currency(self) -> String {
        self.draft.get(CURRENCY).as_text().unwrap_or_default().to_owned()
    }

    pub fn offer(self, product: Option<&Link>) -> Option<Offer> {
        let id = product?.id;
        self.offers.with(|offers| offers.iter().find(|offer| offer.product.id == id).cloned())
    }

    pub fn know(self, offer: Offer) {
        self.offers.update(|offers| {
            offers.retain(|known| known.product != offer.product);
            offers.push(offer);
        });
    }

    /// A line more, in the group of the last; its key.
    pub fn add(self) -> u32 {
        let group =
            self.lines.all.with_untracked(|all| all.last().map(|line| line.draft.get_untracked(line::GROUP)));
        self.add_in(group.unwrap_or_default())
    }

    pub fn add_in(self, group: Value) -> u32 {
        let values = if group.is_empty() {
            Values::new()
        } else {
            Values::from([(Name::new_static(line::GROUP), group)])
        };
        let line = self.lines.line(&Row::new(values));
        self.lines.all.update(|all| all.push(line));
        line.key
    }

    /// Up or down by one: over the edge of a group into the next one, without leaving its place.
    pub fn step(self, key: u32, down: bool) {
        let all = self.lines.all.get_untracked();
        let Some(at) = all.iter().position(|line| line.key == key) else { return };
        let other = if down { all.get(at + 1) } else { at.checked_sub(1).and_then(|at| all.get(at)) };
        let Some(other) = other else { return };
        let group = other.draft.get_untracked(line::GROUP);
        if group == all[at].draft.get_untracked(line::GROUP) {
            self.lines.step(key, down);
        } else {
            all[at].draft.set(line::GROUP, group);
            // Where groups begin is read from their order.
            self.lines.all.update(|_| ());
        }
    }

    /// To where another line stands, into its group.
    pub fn place(self, key: u32, over: u32) {
        self.lines.all.update(|all| {
            let at = |key: u32| all.iter().position(|line| line.key == key);
            let (Some(from), Some(to)) = (at(key), at(over)) else { return };
            let group = all[to].draft.get_untracked(line::GROUP);
            let line = all.remove(from);
            line.draft.set(line::GROUP, group);
            all.insert(to, line);
        });
    }

    /// Takes a product into a line, with all that it brings.
    pub fn take(self, row: RowDraft, offer: Offer) {
        let mut values =
            Values::from([(Name::new_static(line::PRODUCT), Value::Link(offer.product.clone()))]);
        let quantity = row.draft.get_untracked(line::QUANTITY);
        if !quantity.is_empty() {
            values.insert(Name::new_static(line::QUANTITY), quantity);
        }
        self.terms.with_untracked(|terms| offer.fill(&mut values, terms));
        for name in [line::UNIT, line::PRICE] {
            values.entry(Name::new_static(name)).or_insert(Value::Empty);
        }
        for (name, value) in values {
            row.draft.set(&name, value);
        }
        self.know(offer);
    }

    /// What the day, the currency and the place of the document mean. Another day or currency has another rate.
    fn ask_for_terms(self) {
        let is_new = self.draft.base().version == 0;
        Effect::new(move |before: Option<DocumentAt>| {
            let at = self.at();
            let moved = before.map_or(is_new, |was| was.currency != at.currency || was.day != at.day);
            let asked = at.clone();
            spawn_local(async move {
                let answer = calls::document_terms(asked.clone()).await;
                if self.terms.is_disposed() || untrack(|| self.at()) != asked {
                    return;
                }
                match answer {
                    Ok(terms) => self.take_terms(terms, moved),
                    Err(failure) => toast_failure(&failure),
                }
            });
            at
        });
    }

    fn take_terms(self, terms: Terms, moved: bool) {
        if moved {
            self.draft.set(document::EXCHANGE_RATE, terms.rate.map_or(Value::Empty, Value::Decimal));
        }
        self.terms.set(terms);
    }

    /// Whether it is in the company's own currency; tells when that changes.
    pub fn is_domestic(self) -> bool {
        let currency = self.currency();
        self.terms.with(|terms| terms.company.is_empty() || currency.is_empty() || terms.company == currency)
    }

    fn at(self) -> DocumentAt {
        let names = [
            document::DAY,
            CURRENCY,
            "shipping_country",
            "shipping_region",
            "billing_country",
            "billing_region",
        ];
        let record = self.part(&names);
        let day = if let Value::Date(day) = record.value(document::DAY) { Some(*day) } else { None };
        DocumentAt {
            day,
            currency: record.value(CURRENCY).as_text().unwrap_or_default().into(),
            country: document::country(&record).to_owned(),
            region: document::region(&record).to_owned(),
        }
    }

    /// The record with what is typed in these fields; tells when they change.
    fn part(self, names: &[&str]) -> Record {
        let mut record = self.draft.base();
        for name in names.iter().filter(|name| self.field(name).is_some()) {
            record.set(*name, self.draft.get(name));
        }
        record
    }

    /// Prices by the book, the currency and the day. Where these change, lines that cost what the book said cost what
    /// it says now.
    fn ask_for_offers(self) {
        Effect::new(move |_| {
            let book = self.draft.get(PRICE_BOOK).as_link().map(|book| book.id);
            let (currency, day) = (self.currency(), self.at().day);
            let products: Vec<Link> = self.lines.all.with_untracked(|all| {
                let product = |row: &RowDraft| row.draft.get_untracked(line::PRODUCT).as_link().cloned();
                all.iter().filter_map(product).collect()
            });
            if products.is_empty() {
                return;
            }
            let query = OffersQuery {
                text: String::new(),
                products,
                price_book: book,
                currency: currency.into(),
                day,
            };
            spawn_local(async move {
                match calls::offers(query).await {
                    Ok(offers) if !self.offers.is_disposed() => self.reprice(offers),
                    Ok(_) => {}
                    Err(failure) => toast_failure(&failure),
                }
            });
        });
    }

    fn reprice(self, offers: Vec<Offer>) {
        let before = self.offers.get_untracked();
        for row in self.lines.all.get_untracked() {
            let Some(product) = row.draft.get_untracked(line::PRODUCT).as_link().map(|link| link.id) else {
                continue;
            };
            let quantity = row.draft.get_untracked(line::QUANTITY).as_decimal().unwrap_or(Decimal::ONE);
            let price =
                |offers: &[Offer]| offers.iter().find(|offer| offer.product.id == product)?.price(quantity);
            let (old, new) = (price(&before), price(&offers));
            if old.is_some() && old != new && row.draft.get_untracked(line::PRICE).as_decimal() == old {
                row.draft.set(line::PRICE, new.map_or(Value::Empty, Value::Decimal));
            }
        }
        self.offers.set(offers);
    }

    /// Another customer brings other addresses, another price book another currency; a new document begins with what
    /// the company says.
    fn follow_customer(self) {
        let is_new = self.draft.base().version == 0;
        let link = move |name: &str| self.draft.get(name).as_link().map(|link| link.id);
        Effect::new(move |before: Option<[Option<Id>; 3]>| {
            let now = ["opportunity", "account", PRICE_BOOK].map(link);
            match before {
                None if is_new => self.begin(&[]),
                Some([deal, account, _]) if account != now[1] => {
                    self.begin(if deal == now[0] { &ADDRESSES } else { &[] })
                }
                Some(before) if before != now => self.begin(&[]),
                None | Some(_) => {}
            }
            now
        });
    }

    /// Asks for what the document begins with; what stands in fields of `anew` gives way.
    fn begin(self, anew: &'static [&'static str]) {
        let module = self.module.with_value(|module| module.name.clone());
        let mut said = self.draft.record().values;
        said.retain(|name, value| !value.is_empty() && name != LINES && !anew.contains(&name.as_str()));
        spawn_local(async move {
            let begun = match calls::begin_document(module, said).await {
                Ok(begun) => begun,
                Err(failure) => return toast_failure(&failure),
            };
            if self.terms.is_disposed() {
                return;
            }
            for name in anew.iter().filter(|name| self.field(name).is_some()) {
                self.draft.set(name, Value::Empty);
            }
            for (name, value) in begun {
                self.draft.set(&name, value);
            }
        });
    }
}

/// What another customer has otherwise.
const ADDRESSES: [&str; 11] = [
    "billing_street",
    "billing_city",
    "billing_region",
    "billing_postal_code",
    "billing_country",
    "shipping_street",
    "shipping_city",
    "shipping_region",
    "shipping_postal_code",
    "shipping_country",
    PRICE_BOOK,
];

fn worked(
    module: StoredValue<ModuleRef>,
    draft: Draft,
    lines: RowDrafts,
    terms: RwSignal<Terms>,
    offers: RwSignal<Vec<Offer>>,
) -> Option<Worked> {
    let mut record = draft.base();
    let inputs = document::INPUTS.into_iter().chain([CURRENCY]);
    for name in inputs.filter(|name| module.with_value(|module| module.field(name).is_some())) {
        record.set(name, draft.get(name));
    }
    let (keys, rows): (Vec<u32>, Vec<Row>) = lines.filled().into_iter().unzip();
    record.set(LINES, if rows.is_empty() { Value::Empty } else { Value::Rows(rows) });
    let terms = terms.get();
    let totals = document::work_out(&mut record, &terms).ok()?;
    // Nobody is warned before it is known what she may.
    let breaches = match terms.company.is_empty() {
        true => Vec::new(),
        false => offers.with(|offers| Breach::all(&record, &totals, &terms, offers)),
    };
    Some(Worked { record, totals, breaches, keys })
}
