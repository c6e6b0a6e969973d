//! What was offered for the deals: by lines in groups, some with a discount that somebody has to approve.

use model::document::line;
use model::record::Values;
use model::{Id, Name, Row, Value};
use modules::roles;
use rust_decimal::Decimal;

use super::catalogue::Catalogue;
use super::deals::Deal;
use super::people::{ALEX, IRINA, JIHOON, MARA, WEN, YIJUN};
use super::story::{Story, link, money, texts};
use crate::error::Result;
use crate::organisation::{ROLES, all};

/// Every so many deals have a quote.
const EVERY: usize = 2;
/// What each role may give, in per cent.
const LIMITS: &[(&str, i64)] = &[("Representative", 10), ("Manager", 25)];

/// The subject, the groups and a free line, by the language of who offers.
fn words(owner: usize) -> [&'static str; 4] {
    match owner {
        WEN => ["咖啡设备报价", "设备", "服务与耗材", "旧机回收"],
        YIJUN => ["咖啡設備報價", "設備", "服務與耗材", "舊機回收"],
        IRINA => ["Предложение по оборудованию", "Оборудование", "Услуги и расходники", "Вывоз старых машин"],
        JIHOON => ["커피 설비 견적", "설비", "서비스와 소모품", "기존 기기 수거"],
        _ => ["Coffee for your house", "Machines", "Service and supplies", "Old machines taken back"],
    }
}

pub(super) async fn offer(story: &mut Story<'_>, deals: &[Deal], catalogue: &Catalogue) -> Result<()> {
    limit(story).await?;
    for (at, deal) in deals.iter().enumerate().filter(|(at, _)| at % EVERY == 0) {
        one(story, at / EVERY, deal, catalogue).await?;
    }
    Ok(())
}

async fn limit(story: &mut Story<'_>) -> Result<()> {
    for role in all(story.engine().store(), ROLES, false).await? {
        let name = role.get(roles::NAME).unwrap_or_default();
        if let Some((_, limit)) = LIMITS.iter().find(|(known, _)| *known == name) {
            let values = Values::from([(Name::new_static(roles::DISCOUNT_LIMIT.name), money(*limit))]);
            let at = story.ago(300);
            story.change(ALEX, at, ROLES, role, values).await?;
        }
    }
    Ok(())
}

async fn one(story: &mut Story<'_>, at: usize, deal: &Deal, catalogue: &Catalogue) -> Result<()> {
    let [subject, machines, service, free] = words(deal.owner);
    let mut values = texts([("name", subject)]);
    let mut put = |name: &'static str, value: Value| drop(values.insert(Name::new_static(name), value));
    put("opportunity", link("opportunities", deal.id));
    put("leads_amount", Value::Bool(deal.is_open));
    if let Some(book) = book(deal.owner, catalogue) {
        put("price_book", link("price_books", book));
    }
    put("freight", money(120));
    let days = story.dice.between(3, 40);
    put("issued_on", Value::Date(story.day(-days)));
    put("valid_until", Value::Date(story.day(30 - days)));
    let sells = |story: &mut Story<'_>, group: &str, from: usize, to: usize, off: i64| {
        let (product, _) = catalogue.products[from + story.dice.below(to - from)];
        let mut values = texts([(line::GROUP, group)]);
        values.insert(Name::new_static(line::PRODUCT), link("products", product));
        values.insert(Name::new_static(line::QUANTITY), money(story.dice.between(1, 6)));
        if off > 0 {
            values.insert(Name::new_static("discount_percent"), money(off));
        }
        Row::new(values)
    };
    // Every fifth goes beyond what its owner may give.
    let beyond = if deal.owner == MARA { 28 } else { 18 };
    let off = if at % 5 == 1 { beyond } else { 5 * (at as i64 % 3) };
    let mut lines = vec![
        sells(story, machines, 0, 4, off),
        sells(story, machines, 4, 7, 0),
        sells(story, service, 7, 10, 0),
    ];
    let mut hours = texts([(line::GROUP, service)]);
    hours.insert(
        Name::new_static(line::PRODUCT),
        link("services", catalogue.services[at % catalogue.services.len()]),
    );
    hours.insert(Name::new_static(line::QUANTITY), Value::Decimal(Decimal::new(75, 1)));
    lines.push(Row::new(hours));
    lines.push(Row::new(texts([(line::NAME, free), (line::GROUP, service)])));
    put("lines", Value::Rows(lines));
    let made = story.ago(days);
    let quote = story.add(deal.owner, made, "quotes", values).await?;
    let next = match (at % 5, deal.is_open) {
        (1, true) => ("approval", "asked"),
        (1, false) | (0, true) => return Ok(()),
        (4, _) => ("stage", "rejected"),
        (2, _) | (3, true) => ("stage", "sent"),
        _ => ("stage", "accepted"),
    };
    let at = story.ago(days.min(2));
    story.change(deal.owner, at, "quotes", quote, texts([next])).await.map(drop)
}

fn book(owner: usize, catalogue: &Catalogue) -> Option<Id> {
    let at = match owner {
        WEN => 1,
        JIHOON => 2,
        YIJUN | IRINA => return None,
        _ => 0,
    };
    catalogue.books.get(at).copied()
}
