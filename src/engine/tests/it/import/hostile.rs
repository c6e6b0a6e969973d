//! Files that are broken, huge or meant to do harm: a clear error, and nothing lost.

use std::convert::Infallible;

use api::{Backend, Failure, ReadOptions};
use futures::stream;
use model::Problem;

use super::{bad, import, mapping, upload};
use crate::house::{House, everywhere, failure};

/// What is said about the file when it is looked at.
async fn refused(house: &House, content: &[u8]) -> Problem {
    let id = upload(house, &house.ada, "accounts", content).await.unwrap();
    let plan = house.engine.import_plan(&house.ada, id, ReadOptions::default()).await;
    failure(plan).problems()[0].clone()
}

#[tokio::test]
async fn what_is_no_table_is_refused() {
    everywhere(async |house: House| {
        assert_eq!(refused(&house, b"").await.code, "empty-file");
        assert_eq!(refused(&house, b"\n\n\n").await.code, "empty-file");
        assert_eq!(refused(&house, b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0").await.code, "not-a-text-file");
        assert_eq!(refused(&house, &[0; 100_000]).await.code, "not-a-text-file");
        let columns = vec!["c"; 1_000_000].join(",");
        assert_eq!(refused(&house, columns.as_bytes()).await.code, "too-many-columns");
        assert_eq!(refused(&house, b"Name,\"City\n1,2\n3,4\n").await.code, "unclosed-quote");
        let endless = format!("Name,City\nOne,\"{}", "x\n".repeat(3_000_000));
        assert_eq!(refused(&house, endless.as_bytes()).await.code, "row-too-long");
        let read = ReadOptions { encoding: Some("klingon".into()), ..ReadOptions::default() };
        let id = upload(&house, &house.ada, "accounts", b"Name\nOne\n").await.unwrap();
        let plan = house.engine.import_plan(&house.ada, id, read).await;
        assert_eq!(failure(plan).problems()[0].code, "unknown-encoding");
    })
    .await;
}

#[tokio::test]
async fn more_than_two_hundred_megabytes_are_too_large() {
    everywhere(async |house: House| {
        let block = vec![b'x'; 1024 * 1024];
        let endless = stream::repeat_with(move || Ok::<_, Infallible>(block.clone()));
        let upload = house.engine.upload(&house.ada, "accounts", "large.csv", endless).await;
        assert_eq!(failure(upload), Failure::TooLarge);
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_breaks_off_is_refused() {
    everywhere(async |house: House| {
        let pieces = stream::iter([Ok("Name\nOne"), Err("the line was cut")]);
        let upload = house.engine.upload(&house.ada, "accounts", "half.csv", pieces).await;
        assert_eq!(failure(upload).problems()[0].code, "unreadable-file");
    })
    .await;
}

#[tokio::test]
async fn broken_rows_fail_and_the_others_are_imported() {
    everywhere(async |house: House| {
        let content = "Name,City\nOne,Bonn\nTwo,Ulm,Jena\nThree,Kiel\nFo";
        let mapping = mapping(&[("Name", "name"), ("City", "billing_city")]);
        let (_, status) = import(&house, &house.ada, "accounts", content, mapping.clone(), false).await;
        assert_eq!(bad(&status), ["3 City: too-many-cells", "5 Name: cut-off-row"]);
        assert_eq!((status.added, status.failed), (2, 2));
        let content = "Name,City\nSix,Bonn\nSeven,\"Ulm\nEight,Jena\n";
        let (_, status) = import(&house, &house.ada, "accounts", content, mapping, false).await;
        assert_eq!(bad(&status), ["3 City: unclosed-quote"]);
        assert_eq!(house.titles(&house.ada, "accounts").await, ["One", "Six", "Three"]);
    })
    .await;
}

/// In the middle of a quoted cell, of a row, and of a character, in several encodings.
#[tokio::test]
async fn a_file_that_was_cut_off_is_told_by_its_last_row() {
    everywhere(async |house: House| {
        let utf_16 = |text: &str| -> Vec<u8> {
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        };
        // As much as real files have, so that the encoding can be told.
        let (gb18030, _, _) = encoding_rs::GB18030.encode("Name,City\n北京恒通科技有限公司,上海\n明珠,广州");
        let cases: [(Vec<u8>, &str, &str); 5] = [
            ("Name,City\nOne,Köln\nTwo,\"Ulm\nFive".into(), "3 City: unclosed-quote", "One"),
            ("Name,City\nTwo,Köln\nThree".into(), "3 Name: cut-off-row", "Two"),
            (b"Name,City\nThree,K\xc3\xb6ln\nFour,M\xc3".into(), "3 City: broken-text", "Three"),
            (
                utf_16("Name,City\nFour,Kiel\nFive,Bonn").split_last().unwrap().1.into(),
                "3 City: broken-text",
                "Four",
            ),
            (gb18030.split_last().unwrap().1.into(), "3 City: broken-text", "北京恒通科技有限公司"),
        ];
        let mapping = mapping(&[("Name", "name"), ("City", "billing_city")]);
        for (at, (content, told, kept)) in cases.into_iter().enumerate() {
            let (_, status) = import(&house, &house.ada, "accounts", &content, mapping.clone(), true).await;
            assert_eq!((bad(&status), status.added), (vec![told.to_owned()], 1), "{kept}");
            assert_eq!(house.titles(&house.ada, "accounts").await.len(), at, "a dry run writes nothing");
            let (_, status) = import(&house, &house.ada, "accounts", &content, mapping.clone(), false).await;
            assert_eq!(bad(&status), [told]);
            assert!(house.titles(&house.ada, "accounts").await.contains(&kept.to_owned()), "{kept}");
        }
    })
    .await;
}

#[tokio::test]
async fn signs_that_hide_something_are_dropped_and_the_rest_is_kept() {
    everywhere(async |house: House| {
        let filler = "x".repeat(2_000);
        let content = format!(
            "Name,Notes\nNul\0l,{filler}\n\u{202e}evil\u{202c} name,{filler}\n👩‍👩‍👧 Family 🏳️‍🌈,<script>alert(1)</script>\n"
        );
        let mapping = mapping(&[("Name", "name"), ("Notes", "description")]);
        let (_, status) = import(&house, &house.ada, "accounts", &content, mapping, false).await;
        assert_eq!(status.added, 3, "{status:?}");
        assert_eq!(house.titles(&house.ada, "accounts").await, ["Null", "evil name", "👩‍👩‍👧 Family 🏳️‍🌈"]);
    })
    .await;
}

#[tokio::test]
async fn values_beyond_the_type_are_told() {
    everywhere(async |house: House| {
        let content = "Name,Revenue,Employees,Founded\n\
            One,99999999999999999999999999999999999999,1,2000\n\
            Two,922337203685478,1,2000\n\
            Three,922337203685476.99,1,2000\n\
            Four,0.00001,1,2000\n\
            Five,1e5,99999999999,2000\n\
            Six,1,1.5,0\n";
        let mapping = mapping(&[
            ("Name", "name"),
            ("Revenue", "annual_revenue"),
            ("Employees", "employees"),
            ("Founded", "year_established"),
        ]);
        let (_, status) = import(&house, &house.ada, "accounts", content, mapping, false).await;
        let told = [
            "2 Revenue: out-of-range",
            "3 Revenue: out-of-range",
            "5 Revenue: too-many-decimals",
            "6 Revenue: not-a-number",
            "6 Employees: out-of-bounds",
            "7 Employees: not-a-whole-number",
            "7 Founded: out-of-bounds",
        ];
        assert_eq!(bad(&status), told);
        let three = &house.list(&house.ada, "accounts", "").await[0];
        let amount = house.get("accounts", three.id).await.value("annual_revenue").as_decimal().unwrap();
        assert_eq!(amount.normalize().to_string(), "922337203685476.99");
    })
    .await;
}

#[tokio::test]
async fn the_wrong_encoding_shows_in_the_cells() {
    everywhere(async |house: House| {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Name\nРомашка\nPlain\n");
        let mut mapping = mapping(&[("Name", "name")]);
        mapping.read.encoding = Some("utf-8".into());
        let (_, status) = import(&house, &house.ada, "accounts", &bytes, mapping, false).await;
        assert_eq!(bad(&status), ["2 Name: broken-text"]);
        assert_eq!(status.added, 1);
    })
    .await;
}

#[tokio::test]
async fn only_two_hundred_bad_cells_are_named_but_all_rows_are_kept() {
    everywhere(async |house: House| {
        let mut content = "Name,Revenue\n".to_owned();
        content.extend((0..300).map(|row| format!("Account {row},x\n")));
        let mapping = mapping(&[("Name", "name"), ("Revenue", "annual_revenue")]);
        let (id, status) = import(&house, &house.ada, "accounts", &content, mapping, true).await;
        assert_eq!((status.failed, status.bad.len()), (300, 200));
        assert_eq!(super::failed_rows(&house, &house.ada, id).await.lines().count(), 301);
        assert_eq!(status.bad[0].problem, Problem::new("annual_revenue", "not-a-number"));
    })
    .await;
}
