//! Amounts and numbers of files: nothing in a cell is passed over, and a column is read in one way.

use super::{bad, import, mapping};
use crate::house::{House, everywhere, number, text};

#[tokio::test]
async fn what_is_no_number_is_told_and_not_guessed() {
    everywhere(async |house: House| {
        let cells = [
            ("12abc", "not-a-number"),
            ("\"12,x\"", "not-a-number"),
            ("$5k", "not-a-number"),
            ("12 USD", "other-currency"),
            ("$5", "other-currency"),
            ("12 kg", "not-a-number"),
            ("\"1,2,3\"", "not-a-number"),
            ("5万", "not-a-number"),
            ("1e30", "out-of-range"),
            ("99999999999999999999999999999999", "out-of-range"),
            ("12.345", "too-many-decimals"),
        ];
        let rows: String =
            cells.iter().enumerate().map(|(at, (cell, _))| format!("Account {at},{cell}\n")).collect();
        let told: Vec<String> =
            (2..).zip(cells).map(|(row, (_, code))| format!("{row} Revenue: {code}")).collect();
        let mapping = mapping(&[("Name", "name"), ("Revenue", "annual_revenue")]);
        let content = format!("Name,Revenue\n{rows}Good,12 EUR\n");
        let (_, status) = import(&house, &house.ada, "accounts", content, mapping, false).await;
        assert_eq!(bad(&status), told);
        let good = house.list(&house.ada, "accounts", "").await;
        assert_eq!(good.len(), 1);
        assert_eq!(good[0].value("annual_revenue"), &number("12"));
    })
    .await;
}

#[tokio::test]
async fn one_cell_tells_how_its_column_is_written() {
    everywhere(async |house: House| {
        let content = "Name;Revenue;Capital\nOne;1.234.567;1,234\nTwo;1.234;2.5\nThree;1,5;3,456.5\n";
        let mapping =
            mapping(&[("Name", "name"), ("Revenue", "annual_revenue"), ("Capital", "registered_capital")]);
        let (_, status) = import(&house, &house.ada, "accounts", content, mapping, false).await;
        assert_eq!((status.added, status.failed), (3, 0), "{status:?}");
        for (name, revenue, capital) in
            [("One", "1234567", "1234"), ("Two", "1234", "2.5"), ("Three", "1.5", "3456.5")]
        {
            let found = house.list(&house.ada, "accounts", &format!("name = {name}")).await;
            let account = house.get("accounts", found[0].id).await;
            assert_eq!(account.value("annual_revenue"), &number(revenue), "{name}");
            assert_eq!(account.value("registered_capital"), &number(capital), "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_amount_keeps_the_currency_that_it_names() {
    everywhere(async |house: House| {
        let own = mapping(&[("Name", "name"), ("Currency", "currency"), ("Revenue", "annual_revenue")]);
        let content = "Name,Currency,Revenue\n\
            One,USD,$12\nTwo,USD,12 EUR\nThree,,€12\nFour,JPY,12.5\nFive,JPY,\"¥1,200\"\n";
        let (_, status) = import(&house, &house.ada, "accounts", content, own, false).await;
        assert_eq!(bad(&status), ["3 Revenue: other-currency", "5 Revenue: too-many-decimals"]);

        // Of a record that is there, the file need not say in which currency it is.
        let mut again = mapping(&[("Name", "name"), ("Revenue", "annual_revenue")]);
        again.match_by = vec!["name".into()];
        let content = "Name,Revenue\nOne,13 EUR\nThree,13 EUR\nFive,14\n";
        let (_, status) = import(&house, &house.ada, "accounts", content, again, false).await;
        assert_eq!(bad(&status), ["2 Revenue: other-currency"]);
        for (name, currency, revenue) in [("One", "USD", "12"), ("Three", "EUR", "13"), ("Five", "JPY", "14")]
        {
            let found = house.list(&house.ada, "accounts", &format!("name = {name}")).await;
            let account = house.get("accounts", found[0].id).await;
            assert_eq!(account.value("currency"), &text(currency), "{name}");
            assert_eq!(account.value("annual_revenue"), &number(revenue), "{name}");
        }
    })
    .await;
}
