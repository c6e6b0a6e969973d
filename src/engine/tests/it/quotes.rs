//! Quotes: what they cost, what they come to, who may offer that, and what becomes of them once they are sent.

use api::{Backend, DocumentAt, OffersQuery};
use model::document::{LineChange, Wrong, differences};
use model::{Link, Record, Row, Value};

use crate::house::{House, everywhere, link, number, problems, text, values};

fn rows(rows: impl IntoIterator<Item = Row>) -> Value {
    Value::Rows(rows.into_iter().collect())
}

fn line(pairs: &[(&'static str, Value)]) -> Row {
    Row::new(values(pairs))
}

fn lines(record: &Record) -> &[Row] {
    record.value("lines").as_rows()
}

fn amount(record: &Record, field: &str) -> String {
    record.value(field).as_decimal().map(|amount| amount.normalize().to_string()).unwrap_or_default()
}

fn in_row(row: &Row, field: &str) -> String {
    row.value(field).as_decimal().map(|amount| amount.normalize().to_string()).unwrap_or_default()
}

fn yes() -> Value {
    Value::Bool(true)
}

/// What a small trade sells.
struct Shop {
    house: House,
    /// 100 each, in the book 90, from ten on 80; never below 70.
    press: Record,
    /// 60 an hour.
    training: Record,
    book: Record,
    food: Record,
}

impl Shop {
    async fn open(house: House) -> Shop {
        let ada = house.ada.clone();
        let rate = |name, rate, country| {
            line(&[("name", text(name)), ("rate", number(rate)), ("country", text(country))])
        };
        let taxes = rows([rate("VAT", "19", ""), rate("НДС", "22", "Россия")]);
        house
            .add(&ada, "tax_classes", &[("name", text("Goods")), ("standard", yes()), ("rates", taxes)])
            .await;
        let food = [("name", text("Food")), ("rates", rows([rate("VAT 7", "7", "")]))];
        let food = house.add(&ada, "tax_classes", &food).await;
        let book = [("name", text("Trade")), ("currency", text("EUR"))];
        let book = house.add(&ada, "price_books", &book).await;
        let price = |price, from| {
            let book = link("price_books", book.id);
            line(&[("price_book", book), ("price", number(price)), ("from_quantity", number(from))])
        };
        let press = [
            ("name", text("Press 咖啡机")),
            ("code", text("PR-1")),
            ("price", number("100")),
            ("floor_price", number("70")),
            ("commission_rate", number("5")),
            ("unit", text("piece")),
            ("prices", rows([price("80", "10"), price("90", "0")])),
        ];
        let press = house.add(&ada, "products", &press).await;
        let training = [("name", text("Training")), ("price", number("60")), ("unit", text("hour"))];
        let training = house.add(&ada, "services", &training).await;
        Shop { press, training, book, food, house }
    }

    fn press(&self, quantity: &str) -> Row {
        line(&[("product", link("products", self.press.id)), ("quantity", number(quantity))])
    }

    async fn quote(&self, of: Vec<Row>, more: &[(&'static str, Value)]) -> Record {
        let rita = self.house.rita.clone();
        let mut given = vec![("name", text("Coffee for the office")), ("lines", rows(of))];
        given.extend_from_slice(more);
        self.house.add(&rita, "quotes", &given).await
    }

    /// Representatives give up to ten per cent, managers thirty.
    async fn limit(&self) {
        for (role, limit) in [("Representative", "10"), ("Manager", "30")] {
            let id = crate::house::role_called(&self.house.engine, role).await;
            let role = self.house.get("roles", id).await;
            self.house
                .set(&self.house.ada, "roles", &role, &[("discount_limit", number(limit))])
                .await
                .unwrap();
        }
    }

    async fn go(&self, quote: &Record, stage: &str) -> Result<Record, api::Failure> {
        let quote = self.house.get("quotes", quote.id).await;
        let saved = self.house.set(&self.house.rita, "quotes", &quote, &[("stage", text(stage))]).await;
        saved.map(|saved| saved.record)
    }
}

#[tokio::test]
async fn a_quote_is_priced_taxed_and_added_up() {
    everywhere(async |house: House| {
        let shop = Shop::open(house).await;
        let (house, rita) = (&shop.house, shop.house.rita.clone());
        let beans = line(&[
            ("name", text("Beans")),
            ("quantity", number("3")),
            ("price", number("11.99")),
            ("discount_amount", number("0.97")),
            ("tax_class", link("tax_classes", shop.food.id)),
            ("group", text("Consumables")),
        ]);
        let hour =
            line(&[("product", link("services", shop.training.id)), ("discount_percent", number("50"))]);
        let words = line(&[("name", text("Delivered to the second floor"))]);
        let book = ("price_book", link("price_books", shop.book.id));
        let more = [book, ("freight", number("10")), ("discount_percent", number("10"))];
        let quote = shop.quote(vec![shop.press("2"), hour, words, beans], &more).await;

        // The book's price, the service's own, and what was typed.
        let told: Vec<[String; 3]> = lines(&quote)
            .iter()
            .map(|row| ["quantity", "price", "amount"].map(|name| in_row(row, name)))
            .collect();
        assert_eq!(told, [["2", "90", "180"], ["1", "60", "30"], ["", "", ""], ["3", "11.99", "35"]]);
        assert_eq!(lines(&quote)[0].value("name"), &text("Press 咖啡机"));
        assert_eq!(lines(&quote)[0].value("unit"), &text("piece"));
        let sums = ["subtotal", "discount", "freight", "net", "tax", "total", "net_base"];
        // Five per cent of the press, less the tenth.
        assert_eq!(amount(&quote, "commission"), "8.1");
        // 210 at 19 and 35 at 7 per cent, each less a tenth: 35.91 and 2.21 (2.205). Freight names no tax.
        assert_eq!(
            sums.map(|name| amount(&quote, name)),
            ["245", "24.5", "10", "230.5", "38.12", "268.62", "230.5"]
        );
        let taxes: Vec<[String; 3]> = quote
            .value("taxes")
            .as_rows()
            .iter()
            .map(|row| ["rate", "base", "amount"].map(|name| in_row(row, name)))
            .collect();
        assert_eq!(taxes, [["19", "189", "35.91"], ["7", "31.5", "2.21"]]);
        assert!(quote.title.starts_with("Q-00001"), "{}", quote.title);

        // Ten cost less each; what is sent back as it was changes nothing; sums are nobody's to write.
        let mut more = lines(&quote).to_vec();
        more[0].values.insert("quantity".into(), number("10"));
        let saved = house.set(&rita, "quotes", &quote, &[("lines", Value::Rows(more))]).await.unwrap().record;
        assert_eq!(
            (in_row(&lines(&saved)[0], "price"), amount(&saved, "subtotal")),
            ("80".into(), "865".into())
        );
        let same = [("lines", saved.value("lines").clone()), ("total", saved.value("total").clone())];
        assert_eq!(house.set(&rita, "quotes", &saved, &same).await.unwrap().record.version, saved.version);
        let wrong = house.set(&rita, "quotes", &saved, &[("total", number("1"))]).await;
        assert_eq!(problems(wrong), ["total: read-only"]);
        let mut forged = lines(&saved).to_vec();
        forged[0].values.insert("amount".into(), number("1"));
        let kept =
            house.set(&rita, "quotes", &saved, &[("lines", Value::Rows(forged))]).await.unwrap().record;
        assert_eq!(kept.version, saved.version);

        // Where the goods go decides on the tax.
        let away = [("shipping_country", text("россия"))];
        let moved = house.set(&rita, "quotes", &saved, &away).await.unwrap().record;
        assert_eq!(in_row(&moved.value("taxes").as_rows()[0], "rate"), "22");
        house
            .engine
            .undo(
                &rita,
                house.set(&rita, "quotes", &moved, &[("freight", number("20"))]).await.unwrap().batch,
            )
            .await
            .unwrap();
        let back = house.get("quotes", quote.id).await;
        assert_eq!(amount(&back, "total"), amount(&moved, "total"));
        assert_eq!(house.engine.check_database(&house.ada).await.unwrap().faults, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_in_a_quote_is_told() {
    everywhere(async |house: House| {
        let shop = Shop::open(house).await;
        let rita = shop.house.rita.clone();
        let try_it = async |row: Row, more: &[(&'static str, Value)]| {
            let mut given = vec![("name", text("Wrong")), ("lines", rows([row]))];
            given.extend_from_slice(more);
            problems(shop.house.try_add(&rita, "quotes", &given).await)
        };
        let press = || shop.press("1");
        let with = |name: &'static str, value: Value| {
            let mut row = press();
            row.values.insert(name.into(), value);
            row
        };
        assert_eq!(try_it(with("price", number("99")), &[]).await, ["lines.0.price: price-is-fixed"]);
        assert_eq!(try_it(with("quantity", text("two")), &[]).await, ["lines.0.quantity: not-a-number"]);
        assert_eq!(
            try_it(with("discount_amount", number("101")), &[]).await,
            ["lines.0.discount_amount: out-of-range"]
        );
        let mut both = with("discount_amount", number("1"));
        both.values.insert("discount_percent".into(), number("1"));
        assert_eq!(try_it(both, &[]).await, ["lines.0.discount_amount: one-discount"]);
        assert_eq!(
            try_it(line(&[("quantity", number("1"))]), &[]).await,
            ["lines.0.name: required", "lines.0.price: required"]
        );
        let dollars = [("price_book", link("price_books", shop.book.id)), ("currency", text("USD"))];
        assert_eq!(try_it(press(), &dollars).await, ["currency: not-of-price-book"]);
        let huge = line(&[
            ("name", text("Moon")),
            ("quantity", number("999999999")),
            ("price", number("999999999")),
        ]);
        assert_eq!(try_it(huge, &[]).await, ["lines: out-of-range"]);
    })
    .await;
}

#[tokio::test]
async fn what_goes_beyond_a_limit_is_approved_before_it_is_sent() {
    everywhere(async |house: House| {
        let shop = Shop::open(house).await;
        shop.limit().await;
        let house = &shop.house;
        let (engine, rita, max) = (&house.engine, house.again(&house.rita).await, house.again(&house.max).await);
        let mut cheap = shop.press("1");
        cheap.values.insert("discount_percent".into(), number("25"));

        // Neither sent at once nor later, and nobody approves what she may not offer.
        let at_once = [("name", text("At once")), ("lines", rows([cheap.clone()])), ("stage", text("sent"))];
        assert_eq!(problems(house.try_add(&rita, "quotes", &at_once).await), ["stage: needs-approval"]);
        let quote = shop.quote(vec![cheap], &[]).await;
        assert_eq!(problems(shop.go(&quote, "sent").await), ["stage: needs-approval"]);
        assert_eq!(problems(shop.go(&quote, "accepted").await), ["stage: needs-approval"]);
        let own = house.set(&rita, "quotes", &quote, &[("approval", text("approved"))]).await;
        assert_eq!(problems(own), ["approval: not-allowed"]);
        let asked = engine.approval(&rita, "quotes".into(), quote.id).await.unwrap();
        assert_eq!((asked.needed, asked.may_approve, asked.breaches.len()), (true, false, 1));
        assert!(matches!(asked.breaches[0].wrong, Wrong::Discount { percent, limit } if percent == 25.into() && limit == 10.into()));

        // The manager sees why, and says so; then it goes.
        let asked = house.set(&rita, "quotes", &quote, &[("approval", text("asked"))]).await.unwrap().record;
        let seen = engine.approval(&max, "quotes".into(), quote.id).await.unwrap();
        assert_eq!((seen.needed, seen.may_approve, seen.breaches.len()), (false, true, 1));
        let refused = house.set(&max, "quotes", &asked, &[("approval", text("refused"))]).await;
        assert_eq!(problems(refused), ["approval_note: required"]);
        let approved = house.set(&max, "quotes", &asked, &[("approval", text("approved"))]).await.unwrap().record;
        assert_eq!(approved.value("approved_by").as_link().map(|link| link.id), Some(max.me.id));

        // What was approved was this: another discount has to be approved anew, and undo does not bring it back.
        let mut cheaper = lines(&approved).to_vec();
        cheaper[0].values.insert("discount_percent".into(), number("28"));
        let first = house.set(&rita, "quotes", &approved, &[("lines", Value::Rows(cheaper.clone()))]).await.unwrap();
        assert!(first.record.value("approval").is_empty());
        cheaper[0].values.insert("discount_percent".into(), number("29"));
        house.set(&rita, "quotes", &first.record, &[("lines", Value::Rows(cheaper))]).await.unwrap();
        let _ = engine.undo(&rita, first.batch).await;
        assert_eq!(problems(shop.go(&quote, "sent").await), ["stage: needs-approval"]);

        // Below the floor only who may sells, whatever the discount.
        let mut low = shop.press("1");
        low.values.insert("discount_percent".into(), number("10"));
        let book = [("price_book", link("price_books", shop.book.id)), ("discount_amount", number("12"))];
        let low = shop.quote(vec![low], &book).await;
        let why = engine.approval(&max, "quotes".into(), low.id).await.unwrap();
        assert!(why.breaches.iter().any(|breach| matches!(breach.wrong, Wrong::Floor { floor, .. } if floor == 70.into())));

        // Within her limits she sends by herself.
        let mut fair = shop.press("1");
        fair.values.insert("discount_percent".into(), number("10"));
        let fair = shop.quote(vec![fair], &[]).await;
        shop.go(&fair, "sent").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_stays_and_is_offered_anew() {
    everywhere(async |house: House| {
        let shop = Shop::open(house).await;
        let house = &shop.house;
        let (engine, rita) = (&house.engine, house.rita.clone());
        let quote = shop.quote(vec![shop.press("1")], &[]).await;
        assert_eq!(problems(engine.revise(&rita, "quotes".into(), quote.id).await), ["stage: not-sent"]);
        let saved = house.set(&rita, "quotes", &quote, &[("freight", number("5"))]).await.unwrap();
        let sent = shop.go(&quote, "sent").await.unwrap();

        // Its content stays, whatever way is tried; notes and the end it comes to are still written.
        let change = house.set(&rita, "quotes", &sent, &[("freight", number("9"))]).await;
        assert_eq!(problems(change), [": locked"]);
        let done = engine.undo(&rita, saved.batch).await;
        assert!(done.is_err() || done.is_ok_and(|done| done.skipped > 0));
        assert_eq!(amount(&house.get("quotes", quote.id).await, "freight"), "5");
        assert_eq!(problems(shop.go(&quote, "in_quotation").await), [": locked"]);
        assert_eq!(problems(shop.go(&quote, "requoted").await).len(), 1);
        let class = house.list(&house.ada, "tax_classes", "name = Goods").await.remove(0);
        let class = house.get("tax_classes", class.id).await;
        let rate = rows([line(&[("name", text("VAT")), ("rate", number("21"))])]);
        house.set(&house.ada, "tax_classes", &class, &[("rates", rate)]).await.unwrap();
        let accepted = shop.go(&quote, "accepted").await.unwrap();
        assert_eq!((amount(&accepted, "tax"), amount(&accepted, "total")), ("19".into(), "124".into()));
        let noted = [("description", text("They took it at once."))];
        house.set(&rita, "quotes", &accepted, &noted).await.unwrap();

        // The revision is a new one beside it, by the taxes of today, and says what differs.
        let new = engine.revise(&rita, "quotes".into(), quote.id).await.unwrap();
        let (old, new_one) = (house.get("quotes", quote.id).await, house.get("quotes", new.record.id).await);
        assert_eq!(old.value("stage"), &text("requoted"));
        assert_eq!(
            (new_one.value("number"), new_one.value("stage")),
            (&text("Q-00001-2"), &text("in_quotation"))
        );
        assert_eq!(new_one.value("revision_of").as_link(), Some(&Link::new("quotes", quote.id)));
        assert_eq!(amount(&new_one, "tax"), "21");
        let mut more = lines(&new_one).to_vec();
        more[0].values.insert("quantity".into(), number("2"));
        more.push(line(&[("product", link("services", shop.training.id))]));
        let more =
            house.set(&rita, "quotes", &new_one, &[("lines", Value::Rows(more))]).await.unwrap().record;
        let changes = differences(lines(&old), lines(&more));
        assert!(matches!(&changes[..], [LineChange::Changed { .. }, LineChange::Added(_)]), "{changes:?}");
        assert_eq!(problems(engine.revise(&rita, "quotes".into(), quote.id).await), ["stage: not-sent"]);

        // One more counts on; taking it back leaves the one before as it was.
        shop.go(&more, "sent").await.unwrap();
        let third = engine.revise(&rita, "quotes".into(), more.id).await.unwrap();
        assert_eq!(third.record.value("number"), &text("Q-00001-3"));
        engine.undo(&rita, third.batch).await.unwrap();
        assert_eq!(house.get("quotes", more.id).await.value("stage"), &text("sent"));
    })
    .await;
}

#[tokio::test]
async fn a_quote_begins_with_its_customer_and_leads_its_opportunity() {
    everywhere(async |house: House| {
        let shop = Shop::open(house).await;
        let house = &shop.house;
        let (engine, rita) = (&house.engine, house.rita.clone());
        let account = [
            ("name", text("Кофейня")),
            ("billing_city", text("Казань")),
            ("billing_country", text("Россия")),
            ("price_book", link("price_books", shop.book.id)),
        ];
        let account = house.add(&rita, "accounts", &account).await;
        let deal =
            [("name", text("Office")), ("account", link("accounts", account.id)), ("amount", number("1"))];
        let deal = house.add(&rita, "opportunities", &deal).await;
        let of = ("opportunity", link("opportunities", deal.id));
        let said = values(std::slice::from_ref(&of));
        let begun = engine.begin_document(&rita, "quotes".into(), said).await.unwrap();
        assert_eq!(begun["billing_city"], text("Казань"));
        let quote = shop.quote(vec![shop.press("10")], &[of.clone(), ("leads_amount", yes())]).await;
        assert_eq!(quote.value("account").as_link().map(|link| link.id), Some(account.id));
        assert_eq!((quote.value("billing_city"), quote.value("currency")), (&text("Казань"), &text("EUR")));
        assert_eq!((amount(&quote, "net"), amount(&quote, "tax")), ("800".into(), "176".into()));

        // The opportunity's amount is that of the quote, also when it changes and when that is taken back.
        let of_deal = async || amount(&house.get("opportunities", deal.id).await, "amount");
        assert_eq!(of_deal().await, "800");
        let saved = house.set(&rita, "quotes", &quote, &[("freight", number("20"))]).await.unwrap();
        assert_eq!(of_deal().await, "820");
        engine.undo(&rita, saved.batch).await.unwrap();
        assert_eq!(of_deal().await, "800");
        let second = [("name", text("Second")), of.clone(), ("leads_amount", yes())];
        assert_eq!(problems(house.try_add(&rita, "quotes", &second).await), ["leads_amount: leads-already"]);
        // Sue does not see it, so her quote does not lead it.
        let hers =
            house.try_add(&house.sue, "quotes", &[("name", text("Hers")), of, ("leads_amount", yes())]).await;
        assert_eq!(problems(hers), ["opportunity: not-found"]);
    })
    .await;
}

#[tokio::test]
async fn another_currency_has_its_rate_and_its_digits() {
    everywhere(async |house: House| {
        let shop = Shop::open(house).await;
        let house = &shop.house;
        let rate = |day: &str, rate| {
            [("currency", text("JPY")), ("day", Value::Date(day.parse().unwrap())), ("rate", number(rate))]
        };
        house.add(&house.ada, "exchange_rates", &rate("2026-03-01", "0.00625")).await;
        house.add(&house.ada, "exchange_rates", &rate("2026-03-20", "0.007")).await;
        let yen = [("currency", text("JPY")), ("discount_percent", number("0.01"))];
        let quote = shop.quote(vec![shop.press("1")], &yen).await;
        // 100 EUR are 16,000 yen; a hundredth of a per cent is 1.6, and nobody pays fractions of a yen.
        assert_eq!(
            ["subtotal", "discount", "net", "tax"].map(|name| amount(&quote, name)),
            ["16000", "2", "15998", "3040"]
        );
        assert_eq!(
            (amount(&quote, "exchange_rate"), amount(&quote, "net_base")),
            ("0.00625".into(), "99.99".into())
        );
        let later = [("issued_on", Value::Date("2026-03-21".parse().unwrap()))];
        let later = house.set(&house.rita, "quotes", &quote, &later).await.unwrap().record;
        assert_eq!(
            (amount(&later, "exchange_rate"), amount(&later, "net_base")),
            ("0.007".into(), "111.99".into())
        );

        // What is offered while one types is what the server takes.
        let query = OffersQuery { text: "咖啡".into(), currency: "JPY".into(), ..OffersQuery::default() };
        let offers = house.engine.offers(&house.rita, query).await.unwrap();
        assert_eq!(offers[0].price(1.into()).map(|price| price.to_string()), Some("16000".into()));
        let terms = DocumentAt { currency: "CHF".into(), ..DocumentAt::default() };
        assert_eq!(house.engine.document_terms(&house.rita, terms).await.unwrap().rate, None);
    })
    .await;
}
