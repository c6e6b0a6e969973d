//! Documents worked out by hand, a file of orders, and documents at random: once in decimals, once more in fractions of
//! whole numbers of any size, by a model that shares no code.

use num_rational::BigRational;
use proptest::prelude::*;

use super::*;

fn n(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn tax(rate: &str) -> Tax {
    Tax { name: rate.into(), rate: n(rate), compound: false }
}

fn line(quantity: &str, price: &str, taxes: &[usize]) -> Line {
    Line { quantity: n(quantity), price: n(price), taxes: taxes.to_vec(), ..Line::default() }
}

fn document(lines: Vec<Line>, taxes: Vec<Tax>, rounding: Rounding) -> Document {
    Document { lines, taxes, digits: 2, policy: Policy { rounding, half: Half::Up }, ..Document::default() }
}

fn amounts(totals: &Totals) -> [String; 3] {
    [totals.net, totals.tax, totals.total].map(|amount| amount.to_string())
}

#[test]
fn an_empty_document_comes_to_nothing() {
    let totals = document(Vec::new(), vec![tax("19")], Rounding::Line).totals().unwrap();
    assert_eq!(amounts(&totals), ["0.00", "0.00", "0.00"]);
    assert_eq!((totals.taxes.len(), totals.groups.len()), (1, 0));
}

#[test]
fn where_it_is_rounded_makes_a_difference() {
    // Three times 0.35 at 19 per cent: 0.0665 each, 0.1995 together.
    let lines = vec![line("1", "0.35", &[0]); 3];
    let of = |rounding| amounts(&document(lines.clone(), vec![tax("19")], rounding).totals().unwrap());
    assert_eq!(of(Rounding::Line), ["1.05", "0.21", "1.26"]);
    assert_eq!(of(Rounding::Tax), ["1.05", "0.20", "1.25"]);
    // Two taxes of 0.004 each are nothing each, and a cent together.
    let lines = vec![line("1", "0.04", &[0]), line("1", "0.04", &[1])];
    let of = |rounding| {
        let taxes = vec![tax("10"), Tax { name: "other".into(), ..tax("10") }];
        amounts(&document(lines.clone(), taxes, rounding).totals().unwrap())
    };
    assert_eq!(of(Rounding::Tax), ["0.08", "0.00", "0.08"]);
    assert_eq!(of(Rounding::Document), ["0.08", "0.01", "0.09"]);
}

#[test]
fn a_tax_on_a_tax_and_prices_that_include_both() {
    let taxes = vec![tax("5"), Tax { compound: true, ..tax("9.975") }];
    let mut given = document(vec![line("1", "100", &[0, 1])], taxes, Rounding::Line);
    let totals = given.totals().unwrap();
    assert_eq!(totals.taxes[1], TaxTotal { base: n("105.00"), amount: n("10.47") });
    assert_eq!(amounts(&totals), ["100.00", "15.47", "115.47"]);
    given.prices_include_tax = true;
    given.lines[0].price = n("115.47");
    assert_eq!(amounts(&given.totals().unwrap()), ["100.00", "15.47", "115.47"]);
}

#[test]
fn what_is_paid_stays_where_prices_include_tax() {
    for rounding in [Rounding::Line, Rounding::Tax, Rounding::Document] {
        let lines = vec![line("3", "3.33", &[0]), line("1", "0.01", &[1])];
        let mut given = document(lines, vec![tax("19"), tax("7")], rounding);
        given.prices_include_tax = true;
        let totals = given.totals().unwrap();
        assert_eq!(totals.total, n("10.00"), "{rounding:?}");
        for tax in &totals.taxes {
            assert_eq!(tax.base + tax.amount, if tax.base > n("1") { n("9.99") } else { n("0.01") });
        }
    }
}

#[test]
fn a_discount_of_the_document_lessens_each_tax() {
    let lines = vec![line("1", "100", &[0]), line("1", "50", &[1])];
    let mut given = document(lines, vec![tax("20"), tax("10")], Rounding::Line);
    given.discount = Discount::Amount(n("10"));
    given.freight = n("5");
    given.freight_taxes = vec![0];
    given.adjustment = n("-0.02");
    let totals = given.totals().unwrap();
    assert_eq!((totals.subtotal, totals.discount, totals.net), (n("150.00"), n("10.00"), n("145.00")));
    // 100 - 6.67 + 5 at 20 per cent, 50 - 3.33 at 10.
    assert_eq!(totals.taxes[0], TaxTotal { base: n("98.33"), amount: n("19.67") });
    assert_eq!(totals.taxes[1], TaxTotal { base: n("46.67"), amount: n("4.67") });
    assert_eq!(totals.total, n("169.32"));
}

#[test]
fn groups_come_to_the_subtotal() {
    let mut lines = vec![line("1", "0.005", &[]); 4];
    for (number, line) in lines.iter_mut().enumerate() {
        line.group = number.checked_sub(1);
    }
    let totals = document(lines, Vec::new(), Rounding::Document).totals().unwrap();
    assert_eq!(totals.subtotal, n("0.02"));
    assert_eq!(totals.ungrouped + totals.groups.iter().sum::<Decimal>(), totals.subtotal);
}

#[test]
fn what_is_too_large_is_refused() {
    let of = |line: Line| document(vec![line], vec![tax("19")], Rounding::Line).totals();
    assert_eq!(of(line("1000000", "1000000.01", &[0])), Err(OutOfRange));
    assert_eq!(of(line("79228162514264337593543950335", "10", &[0])), Err(OutOfRange));
    let most = vec![line("1000000", "1000000", &[0]); MOST_LINES];
    assert!(document(most.clone(), vec![tax("100")], Rounding::Tax).totals().is_ok());
    let more = [most, vec![line("1", "1", &[])]].concat();
    assert_eq!(document(more, vec![tax("100")], Rounding::Tax).totals(), Err(OutOfRange));
    let off = Line { discount: Discount::Percent(n("100.01")), ..line("1", "1", &[]) };
    assert_eq!(of(off), Err(OutOfRange));
}

/// Quantity, price and discount of 2,155 lines. Summed with four digits they are exact.
#[test]
fn northwind_comes_to_what_it_is_known_to() {
    let beside = || std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("RAPPORT_DATA").map_or_else(beside, Into::into);
    let Ok(file) = std::fs::read_to_string(folder.join("northwind/Order_Details.csv")) else {
        return eprintln!("{} has no orders: nothing to test", folder.display());
    };
    let lines = file.lines().skip(1).map(|row| {
        let cells: Vec<Decimal> = row.split(',').map(|cell| cell.trim().parse().unwrap()).collect();
        let discount = Discount::Percent(cells[4] * Decimal::ONE_HUNDRED);
        Line { price: cells[2], quantity: cells[3], discount, ..Line::default() }
    });
    let lines: Vec<Line> = lines.collect();
    assert_eq!(lines.len(), 2_155);
    let net = |digits, rounding, half| -> Decimal {
        let orders = lines.chunks(MOST_LINES).map(|lines| Document {
            lines: lines.to_vec(),
            digits,
            policy: Policy { rounding, half },
            ..Document::default()
        });
        orders.map(|order| order.totals().unwrap().net).sum()
    };
    assert_eq!(net(4, Rounding::Document, Half::Up), n("1265793.0395"));
    assert_eq!(net(2, Rounding::Line, Half::Up), n("1265793.29"));
    assert_eq!(net(2, Rounding::Line, Half::Even), n("1265793.02"));
}

// The model.

fn ratio(number: Decimal) -> BigRational {
    let whole = |number: i128| BigRational::from_integer(number.into());
    whole(number.mantissa()) / whole(10_i128.pow(number.scale()))
}

fn rounded(number: &BigRational, digits: u32, half: Half) -> BigRational {
    let ten = BigRational::from_integer(10_i128.pow(digits).into());
    let half_of_one = BigRational::new(1.into(), 2.into());
    let scaled = number * &ten;
    let (floor, rest) = (scaled.floor(), scaled.fract());
    let rest = if rest < BigRational::from_integer(0.into()) {
        rest + BigRational::from_integer(1.into())
    } else {
        rest
    };
    let is_odd =
        (&floor / BigRational::from_integer(2.into())).fract() != BigRational::from_integer(0.into());
    let up = match rest.cmp(&half_of_one) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        // Away from zero is down below it.
        std::cmp::Ordering::Equal => match half {
            Half::Up => scaled > BigRational::from_integer(0.into()),
            Half::Even => is_odd,
        },
    };
    let whole = if up { floor + BigRational::from_integer(1.into()) } else { floor };
    whole / ten
}

/// The net amount and the tax of a document with one tax on all that it has, by the words of the policy alone.
fn modelled(given: &Document) -> (BigRational, BigRational) {
    let zero = || BigRational::from_integer(0.into());
    let hundred = BigRational::from_integer(100.into());
    let pay = |number: &BigRational| rounded(number, given.digits, given.policy.half);
    let by_line = given.policy.rounding == Rounding::Line;
    let keep = |number: BigRational| if by_line { pay(&number) } else { number };
    let less = |amount: BigRational, discount: Discount| match discount {
        Discount::None => amount,
        Discount::Percent(percent) => &amount - &amount * ratio(percent) / &hundred,
        Discount::Amount(off) => amount - ratio(off),
    };
    let amounts: Vec<BigRational> = given
        .lines
        .iter()
        .map(|line| keep(less(ratio(line.quantity) * ratio(line.price), line.discount)))
        .collect();
    let sum = amounts.iter().fold(zero(), |sum, amount| sum + amount);
    let discount = keep(&sum - less(sum.clone(), given.discount));
    let rate = given.taxes.first().map_or_else(zero, |tax| ratio(tax.rate) / &hundred);
    let part =
        if given.prices_include_tax { &rate / (BigRational::from_integer(1.into()) + &rate) } else { rate };
    let freight = keep(ratio(given.freight));
    let goods = pay(&sum) - pay(&discount) + pay(&freight);
    let tax = if by_line {
        // Each line pays its share of the discount, by size, so that the shares up to each are rounded right.
        let size = |amount: &BigRational| if *amount < zero() { -amount } else { amount.clone() };
        let all = amounts.iter().fold(zero(), |sum, amount| sum + size(amount));
        let (mut so_far, mut given_away, mut tax) = (zero(), zero(), zero());
        for amount in &amounts {
            so_far += size(amount);
            let up_to = if so_far == all { discount.clone() } else { pay(&(&discount * &so_far / &all)) };
            tax += pay(&((amount - (&up_to - &given_away)) * &part));
            given_away = up_to;
        }
        tax + pay(&(freight * part))
    } else {
        pay(&((sum - if amounts.is_empty() { zero() } else { discount } + freight) * part))
    };
    (if given.prices_include_tax { goods - &tax } else { goods }, tax)
}

fn decimal(whole: std::ops::RangeInclusive<i64>, scale: u32) -> impl Strategy<Value = Decimal> {
    let ten = 10_i64.pow(scale);
    (whole.start() * ten..=whole.end() * ten).prop_map(move |number| Decimal::new(number, scale))
}

fn discount() -> impl Strategy<Value = Discount> {
    prop_oneof![
        Just(Discount::None),
        decimal(0..=100, 2).prop_map(Discount::Percent),
        decimal(0..=5, 2).prop_map(Discount::Amount),
    ]
}

fn any_line() -> impl Strategy<Value = Line> {
    (decimal(1..=500, 3), decimal(1..=9_999, 4), discount()).prop_map(|(quantity, price, discount)| Line {
        quantity,
        price,
        discount,
        taxes: vec![0],
        group: None,
    })
}

fn any_document() -> impl Strategy<Value = Document> {
    let roundings = prop_oneof![Just(Rounding::Line), Just(Rounding::Tax), Just(Rounding::Document)];
    let halves = prop_oneof![Just(Half::Up), Just(Half::Even)];
    let digits = prop_oneof![Just(0_u32), Just(2), Just(3)];
    let rate = (0_u32..=4).prop_flat_map(|scale| decimal(0..=30, scale));
    let lines = proptest::collection::vec(any_line(), 0..12);
    (
        lines,
        discount(),
        decimal(0..=50, 2),
        decimal(-2..=2, 2),
        rate,
        any::<bool>(),
        digits,
        roundings,
        halves,
    )
        .prop_map(
            |(lines, discount, freight, adjustment, rate, prices_include_tax, digits, rounding, half)| {
                Document {
                    lines,
                    discount,
                    freight,
                    freight_taxes: vec![0],
                    adjustment,
                    taxes: vec![Tax { name: "VAT".into(), rate, compound: false }],
                    prices_include_tax,
                    digits,
                    policy: Policy { rounding, half },
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decimals_and_fractions_agree_to_the_last_digit(given in any_document()) {
        let totals = given.totals().unwrap();
        let (net, tax) = modelled(&given);
        prop_assert_eq!((ratio(totals.net), ratio(totals.tax)), (net, tax));
    }

    #[test]
    fn what_is_shown_adds_up(given in any_document()) {
        let totals = given.totals().unwrap();
        let goods = totals.subtotal - totals.discount + totals.freight;
        prop_assert_eq!(goods, if given.prices_include_tax { totals.net + totals.tax } else { totals.net });
        prop_assert_eq!(totals.net + totals.tax + totals.adjustment, totals.total);
        prop_assert_eq!(totals.ungrouped + totals.groups.iter().sum::<Decimal>(), totals.subtotal);
        for line in &totals.lines {
            prop_assert_eq!(line.list - line.discount, line.amount);
        }
        prop_assert!([totals.net, totals.tax, totals.total].iter().all(|amount| amount.scale() == given.digits));
    }

    /// As it goes from the browser to the server and back.
    #[test]
    fn what_is_written_and_read_comes_to_the_same(given in any_document()) {
        let read: Document = serde_json::from_str(&serde_json::to_string(&given).unwrap()).unwrap();
        prop_assert_eq!(read.totals().unwrap(), given.totals().unwrap());
    }
}
