use super::*;
use crate::{FilterError, Group, Id, field, record::Values};

fn n(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn module() -> Module {
    let fields = [
        field::text("name"),
        field::money("price"),
        field::money("freight"),
        field::integer("quantity"),
        field::percent("discount"),
        field::date("bought"),
        field::date("due"),
        field::instant("called"),
        field::yes_no("leased"),
        field::tags("labels"),
        field::one_of("state", vec![crate::Choice::new("in_use", crate::Color::Green)]),
    ];
    Module::new("machines", Group::Selling, "box").section("general", fields)
}

fn record() -> Record {
    let date = |text: &str| Value::Date(text.parse().unwrap());
    let values = [
        ("name", Value::text("Press 数控")),
        ("price", Value::Decimal(n("19.99"))),
        ("quantity", Value::Integer(3)),
        ("discount", Value::Decimal(n("12.5"))),
        ("bought", date("2024-01-31")),
        ("due", date("2024-03-01")),
        ("state", Value::text("in_use")),
        ("labels", Value::Many(vec!["cnc".into()])),
    ];
    let values: Values = values.into_iter().map(|(name, value)| (Name::new(name), value)).collect();
    Record { id: Id::new(0, [0; 10]), version: 1, title: String::new(), values }
}

fn of(text: &str, kind: &Kind) -> Result<Formula, FilterError> {
    let wanted = filled_by(kind.key()).unwrap();
    assert_eq!(wanted, Type::of(kind));
    Formula::giving(wanted, text, &module())
}

fn worked_out(text: &str, result: Field) -> Value {
    let formula = of(text, &result.kind).unwrap_or_else(|error| panic!("{text}: {error}"));
    formula.value(&result, &record(), "EUR")
}

#[test]
fn amounts_are_exact_and_halves_go_up() {
    let amount = |text| worked_out(text, field::money("result")).as_decimal();
    assert_eq!(amount("price * quantity"), Some(n("59.97")));
    assert_eq!(amount("price * quantity * (1 - discount / 100)"), Some(n("52.47")));
    assert_eq!(amount("round(2.005, 2) + 0.005"), Some(n("2.02")));
    assert_eq!(amount("-price - -1"), Some(n("-18.99")));
    assert_eq!(amount("2 + 3 * 4 - 10 / 4"), Some(n("11.5")));
    assert_eq!(amount("0.1 + 0.2"), Some(n("0.3")));
    let yen = of("price / 2", &field::money("result").kind).unwrap();
    assert_eq!(yen.value(&field::money("result"), &record(), "JPY"), Value::Decimal(n("10")));
}

#[test]
fn what_is_empty_is_left_out_of_sums_and_empties_products() {
    let amount = |text| worked_out(text, field::money("result"));
    assert_eq!(amount("price + freight"), Value::Decimal(n("19.99")));
    assert_eq!(amount("freight - price"), Value::Decimal(n("-19.99")));
    assert_eq!(amount("price * freight"), Value::Empty);
    assert_eq!(amount("price * if_empty(freight, 2)"), Value::Decimal(n("39.98")));
    assert_eq!(amount("price / 0"), Value::Empty);
    assert_eq!(amount("99999999999999999999 * 99999999999999999999"), Value::Empty);
    assert_eq!(amount("min(freight, price, 30)"), Value::Decimal(n("19.99")));
}

#[test]
fn dates_count_days_and_months() {
    let date = |text| plain(&worked_out(text, field::date("result")));
    assert_eq!(date("bought + 30"), "2024-03-01");
    assert_eq!(date("due - 1"), "2024-02-29");
    assert_eq!(date("add_months(bought, 1)"), "2024-02-29");
    assert_eq!(date("add_months(bought, -2)"), "2023-11-30");
    assert_eq!(date("max(bought, due)"), "2024-03-01");
    let number = |text| worked_out(text, field::integer("result"));
    assert_eq!(number("due - bought"), Value::Integer(30));
    assert_eq!(number("year(bought) * 100 + month(due)"), Value::Integer(202_403));
}

#[test]
fn texts_are_joined_and_asked() {
    let text = |formula| plain(&worked_out(formula, field::text("result")));
    assert_eq!(text("upper(left(name, 5)) & '-' & quantity"), "PRESS-3");
    assert_eq!(text("right(name, 2) & \" \"\"x\"\"\""), "数控 \"x\"");
    assert_eq!(text("if(state = 'in_use' and not leased, 'free', 'taken')"), "free");
    let truth = |formula| worked_out(formula, field::yes_no("result"));
    assert_eq!(truth("contains(name, 'PRESS') and contains(labels, 'cnc')"), Value::Bool(true));
    assert_eq!(truth("freight > 0 or is_empty(name)"), Value::Bool(false));
    assert_eq!(truth("leased"), Value::Bool(false));
    assert_eq!(truth("due >= bought"), Value::Bool(true));
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    let wrong = |text: &str, kind: Field| {
        let error = of(text, &kind.kind).unwrap_err();
        (error.code.to_string(), error.at)
    };
    let told = |code: &str, at| (code.to_owned(), at);
    assert_eq!(wrong("price + name", field::money("result")), told("types-do-not-fit", 6));
    assert_eq!(wrong("price + cost", field::money("result")), told("unknown-field", 8));
    assert_eq!(wrong("total(price)", field::money("result")), told("unknown-function", 0));
    assert_eq!(wrong("if(leased, 1, 'a')", field::money("result")), told("types-do-not-fit", 0));
    assert_eq!(wrong("price", field::text("result")), told("other-type", 0));
    assert_eq!(wrong("(price", field::money("result")), told("expected", 6));
    assert_eq!(wrong("price price", field::money("result")), told("unexpected", 6));
    assert_eq!(wrong("", field::money("result")), told("expected-value", 0));
    assert_eq!(wrong("1 $ 2", field::money("result")), told("unexpected", 2));
    assert_eq!(wrong("1.2.3", field::money("result")), told("not-a-number", 0));
    assert_eq!(wrong("called", field::date("result")), told("other-type", 0));
    assert_eq!(wrong(&"(".repeat(60), field::money("result")).0, "too-deep");
}

#[test]
fn fields_are_worked_out_after_those_they_read() {
    let mut module = module();
    let computed = |name, text: &str, module: &Module| Field {
        formula: Some(Formula::parse(text, module).unwrap().0),
        ..field::money(name)
    };
    module.fields.push(field::money("tax"));
    let total = computed("total", "price * quantity + tax", &module);
    let tax = computed("tax", "price * quantity * 0.19", &module);
    module.fields.retain(|field| field.name != "tax");
    module.fields.extend([total, tax]);
    assert_eq!(in_order(&module.fields), ["tax", "total"]);
    module.computed = in_order(&module.fields);
    let mut record = record();
    module.work_out(&mut record, "EUR");
    assert_eq!(record.value("total"), &Value::Decimal(n("71.36")));

    let circle = computed("tax", "total", &module);
    module.fields.retain(|field| field.name != "tax");
    module.fields.push(circle);
    assert!(in_order(&module.fields).is_empty());
}
