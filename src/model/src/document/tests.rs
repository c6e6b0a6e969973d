use std::str::FromStr;

use super::*;

fn n(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

fn tax(name: &str, rate: &str) -> Tax {
    Tax { name: name.into(), rate: n(rate), compound: false }
}

fn rate(name: &str, country: &str, region: &str) -> TaxRate {
    TaxRate { tax: tax(name, "1"), country: country.into(), region: region.into(), from: None, until: None }
}

fn row(pairs: &[(&'static str, Value)]) -> Row {
    Row::new(pairs.iter().map(|(name, value)| (Name::new_static(name), value.clone())).collect())
}

fn id(last: u8) -> Id {
    Id::new(0, [last; 10])
}

#[test]
fn taxes_are_those_of_the_place_and_the_day() {
    let day = |text: &str| text.parse().unwrap();
    let mut rates = vec![
        rate("GST", "Canada", ""),
        rate("QST", "Canada", "Québec"),
        rate("VAT", "", ""),
        rate("Old", "Canada", ""),
    ];
    rates[3].until = Some(day("2012-12-31"));
    let held = |on: &str, country: &str, region: &str| {
        holding(&rates, day(on), country, region).into_iter().map(|tax| tax.name).collect::<Vec<_>>()
    };
    assert_eq!(held("2026-01-01", "canada", "quebec"), ["GST", "QST"]);
    assert_eq!(held("2026-01-01", "Canada", "Ontario"), ["GST"]);
    assert_eq!(held("2012-12-31", "Canada", ""), ["GST", "Old"]);
    assert_eq!(held("2026-01-01", "France", ""), ["VAT"]);
    assert_eq!(held("2026-01-01", "", ""), ["VAT"]);
}

#[test]
fn a_price_is_that_of_the_quantity_reached() {
    let offer = Offer {
        product: Link::new("products", id(1)),
        code: String::new(),
        unit: None,
        tax_class: None,
        prices: vec![(n("1"), n("10")), (n("10"), n("8"))],
        floor: None,
        commission: None,
    };
    let price = |quantity: &str| offer.price(n(quantity)).unwrap().to_string();
    assert_eq!(["0.5", "1", "9.999", "10", "11"].map(price), ["10", "10", "10", "8", "8"]);
    assert_eq!(Offer { prices: Vec::new(), ..offer }.price(n("1")), None);
}

#[test]
fn a_record_is_worked_out_into_its_values() {
    let class = TaxClass { id: id(1), name: "Goods".into(), standard: true, taxes: vec![tax("VAT", "19")] };
    let terms = Terms { classes: vec![class.clone()], company: "EUR".into(), ..Terms::default() };
    let of = |group: &str, price: &str| {
        row(&[
            (line::NAME, Value::text("Thing")),
            (line::QUANTITY, Value::Decimal(n("2"))),
            (line::PRICE, Value::Decimal(n(price))),
            (line::TAX_CLASS, class.link()),
            (line::GROUP, Value::text(group)),
        ])
    };
    let words = row(&[(line::NAME, Value::text("Words"))]);
    let lines = vec![of("A", "1.005"), words, of("B", "3"), of("A", "1")];
    let values = Values::from([
        (Name::new_static(LINES), Value::Rows(lines)),
        (Name::new_static(DISCOUNT_PERCENT), Value::Decimal(n("10"))),
    ]);
    let mut record = Record { id: id(2), version: 1, title: String::new(), values };
    let totals = work_out(&mut record, &terms).unwrap();
    let rows = record.value(LINES).as_rows();
    let amounts: Vec<Value> = rows.iter().map(|row| row.value(line::AMOUNT).clone()).collect();
    assert_eq!(amounts[0], Value::Decimal(n("2.01")));
    assert_eq!(amounts[1], Value::Empty);
    assert_eq!(groups(rows), ["A", "B"]);
    assert_eq!(totals.groups, [n("4.01"), n("6.00")]);
    assert_eq!(record.value(TOTAL), &Value::Decimal(n("10.72")));
    assert_eq!(record.value(NET_BASE), record.value(NET));
    // Worked out again it is the same, and its tax keeps its row.
    if let Some(Value::Rows(taxes)) = record.values.get_mut(TAXES) {
        taxes[0].id = id(9);
    }
    let before = record.clone();
    work_out(&mut record, &terms).unwrap();
    assert_eq!(record, before);
}

#[test]
fn what_goes_beyond_a_limit_is_told() {
    let limits = Limits { discount: Some(n("10")), below_floor: false, changes_prices: false };
    let terms = Terms { company: "EUR".into(), limits, ..Terms::default() };
    let product = Link::new("products", id(1));
    let offer = Offer {
        product: product.clone(),
        code: String::new(),
        unit: None,
        tax_class: None,
        prices: Vec::new(),
        floor: Some(n("90")),
        commission: Some(n("2.5")),
    };
    let told = |off: &str, of_all: &str| {
        let line = row(&[
            (line::PRODUCT, Value::Link(product.clone())),
            (line::NAME, Value::text("Press")),
            (line::QUANTITY, Value::Decimal(n("3"))),
            (line::PRICE, Value::Decimal(n("100"))),
            (DISCOUNT_PERCENT, Value::Decimal(n(off))),
        ]);
        let values = Values::from([
            (Name::new_static(LINES), Value::Rows(vec![line])),
            (Name::new_static(DISCOUNT_PERCENT), Value::Decimal(n(of_all))),
        ]);
        let mut record = Record { id: id(2), version: 1, title: String::new(), values };
        let totals = work_out(&mut record, &terms).unwrap();
        let breaches = Breach::all(&record, &totals, &terms, std::slice::from_ref(&offer));
        breaches.into_iter().map(|breach| breach.wrong).collect::<Vec<_>>()
    };
    assert_eq!(told("10", "0"), []);
    // Two discounts, each within the limit, are together beyond it, and below the floor.
    let floor = Wrong::Floor { price: n("81"), floor: n("90") };
    assert_eq!(told("10", "10"), [Wrong::Discount { percent: n("19"), limit: n("10") }, floor]);
    assert_eq!(told("0", "10.5").len(), 2);
}

#[test]
fn who_sells_earns_of_what_is_paid() {
    let product = Link::new("products", id(1));
    let offer = Offer {
        product: product.clone(),
        code: String::new(),
        unit: None,
        tax_class: None,
        prices: Vec::new(),
        floor: None,
        commission: Some(n("2.5")),
    };
    let sold = |product: Option<&Link>| {
        let mut line =
            row(&[(line::QUANTITY, Value::Decimal(n("1"))), (line::PRICE, Value::Decimal(n("99.99")))]);
        if let Some(product) = product {
            line.values.insert(Name::new_static(line::PRODUCT), Value::Link(product.clone()));
        }
        line
    };
    let values = Values::from([
        (Name::new_static(LINES), Value::Rows(vec![sold(Some(&product)), sold(None)])),
        (Name::new_static(DISCOUNT_PERCENT), Value::Decimal(n("50"))),
    ]);
    let mut record = Record { id: id(2), version: 1, title: String::new(), values };
    let terms = Terms { company: "EUR".into(), ..Terms::default() };
    let totals = work_out(&mut record, &terms).unwrap();
    assert_eq!(commission(&record, &totals, &terms, &[offer]), n("1.25"));
}
