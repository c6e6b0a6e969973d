use serde_json::{Value, json};

use super::*;

/// A quote of so many lines.
fn quote(lines: usize) -> Value {
    let line = |at: usize| {
        json!({
            "name": format!("Кофемолка № {at}"),
            "description": "Steel, 65 mm",
            "quantity": format!("{at} pieces"),
            "price": "€1,180.00",
            "discount": "10%",
            "tax": "Goods",
            "amount": format!("€{at},062.00"),
        })
    };
    json!({
        "language": "en",
        "label": "Quote",
        "number": "Q-00012",
        "subject": "Coffee for your house",
        "color": "#2f54c8",
        "draft": "",
        "logo": null,
        "company": {"name": "Bergwind", "address": ["Kai 1", "20457 Hamburg"], "contact": [], "footer": "IBAN DE00"},
        "to": ["Café Grün", "Lyon"],
        "ship_to": [],
        "facts": [{"label": "Date", "value": "23 Nov 2026"}],
        "groups": [
            {"name": "", "sum": "€0.00", "lines": []},
            {"name": "Machines", "sum": "€98,765.43", "lines": (1..=lines).map(line).collect::<Vec<_>>()},
        ],
        "sums": [
            {"name": "net", "label": "Net", "detail": "", "amount": "€98,765.43"},
            {"name": "tax", "label": "MwSt. 19 %", "detail": "19 % of €98,765.43", "amount": "€18,765.4317"},
            {"name": "total", "label": "Total", "detail": "", "amount": "€117,530.86"},
        ],
        "terms": "Payable within 30 days.\n\nDelivery in four weeks.",
        "texts": {
            "item": "Description", "quantity": "Quantity", "price": "Price", "discount": "Discount", "tax": "Tax",
            "amount": "Amount", "page": "Page", "ship_to": "Delivery to", "terms": "Terms", "no_group": "Other",
        },
        "fields": {},
    })
}

fn set(template: &str, data: &Value, format: Format) -> Result<Pages, Vec<Fault>> {
    let files = [("data.json".to_owned(), Content(data.to_string().into_bytes()))].into();
    Desk::new(None).set(&Job { template: template.to_owned(), files, format })
}

/// The text of a PDF without its spaces, which are where the layout put them.
fn text(pages: &Pages) -> String {
    let text = pdf_extract::extract_text_from_mem(&pages.files[0].0).unwrap();
    text.split_whitespace().collect()
}

#[test]
fn what_is_given_stands_in_the_pdf() {
    let pages = set(crate::DOCUMENT, &quote(50), Format::Pdf).unwrap();
    assert_eq!(pages.missing, "");
    let text = text(&pages);
    let all = ["Q-00012", "CaféGrün", "Кофемолка№50", "50pieces", "€50,062.00", "€98,765.43", "€18,765.4317"];
    for said in all.into_iter().chain(["19%of€98,765.43", "€117,530.86", "Deliveryinfourweeks.", "IBANDE00"])
    {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(text.contains("Page1/3") && text.contains("Page3/3"), "{text}");
    assert_eq!(text.matches("Description").count(), 3, "each page has the heads of the columns");
}

#[test]
fn columns_that_hold_nothing_are_left_out() {
    let mut data = quote(2);
    for line in data["groups"][1]["lines"].as_array_mut().unwrap() {
        line["discount"] = "".into();
    }
    let text = text(&set(crate::DOCUMENT, &data, Format::Pdf).unwrap());
    assert!(!text.contains("Discount") && text.contains("Quantity"), "{text}");
}

#[test]
fn each_page_is_a_picture() {
    let pages = set(crate::DOCUMENT, &quote(50), Format::Svg).unwrap();
    assert_eq!(pages.files.len(), 3);
    assert!(pages.files.iter().all(|Content(page)| page.starts_with(b"<svg")));
}

#[test]
fn a_character_that_no_font_has_is_told_once() {
    let mut data = quote(1);
    data["subject"] = "\u{10fffd}Kaffee\u{10fffd}".into();
    assert_eq!(set(crate::DOCUMENT, &data, Format::Pdf).unwrap().missing, "\u{10fffd}");
}

#[test]
fn a_fault_says_where_it_is() {
    let faults = set("= Quote\n\n#data.number", &quote(1), Format::Pdf).unwrap_err();
    assert_eq!(faults[0].line, Some(3));
    assert!(faults[0].to_string().starts_with("line 3: unknown variable"), "{}", faults[0]);
}

#[test]
fn a_template_neither_runs_for_ever_nor_reads_what_it_was_not_given() {
    for bad in [
        "#while true {}",
        "#read(\"/etc/passwd\")",
        "#let f(n) = f(n + 1)\n#f(0)",
        "#import \"@preview/x:1.0.0\": *",
    ] {
        assert!(set(bad, &quote(1), Format::Pdf).is_err(), "{bad}");
    }
}
