//! The deals: each was begun some weeks ago and has moved through its pipeline since.

use model::{Id, Instant, Name, Value};

use super::companies::Known;
use super::people::{IRINA, JIHOON, WEN, YIJUN};
use super::story::{Story, link, money, texts};
use crate::error::Result;

/// A deal that is in the database now.
pub(super) struct Deal {
    pub(super) id: Id,
    pub(super) owner: usize,
    pub(super) since: Instant,
    pub(super) is_open: bool,
}

/// How many deals there are; every company has one, every second another.
const DEALS: usize = 60;

const SALES: &[&str] = &["prospecting", "qualification", "engaging", "proposal", "negotiation"];
const PROJECTS: &[&str] = &["inquiry", "assessment", "design", "offer", "contract"];

/// What a deal is called, by the language of who works it.
fn names(owner: usize) -> &'static [&'static str] {
    match owner {
        WEN => &[
            "大堂咖啡吧设备",
            "年度维保合同",
            "办公区自助咖啡机",
            "磨豆机更新",
            "咖啡豆年度供应",
            "新店设备采购",
        ],
        YIJUN => {
            &["大廳吧台設備", "年度保養合約", "辦公室咖啡機", "磨豆機汰換", "咖啡豆年度供應", "新店設備採購"]
        }
        IRINA => &[
            "Оборудование бара",
            "Годовое обслуживание",
            "Кофемашины для офиса",
            "Замена кофемолок",
            "Поставка зерна",
            "Новая точка",
        ],
        JIHOON => &[
            "로비 커피바 설비",
            "연간 유지보수",
            "사무실 커피 머신",
            "그라인더 교체",
            "원두 연간 공급",
            "신규 매장 설비",
        ],
        _ => &[
            "Espresso bar, ground floor",
            "Care plan renewal",
            "Machines for the offices",
            "New grinders",
            "Beans and filters",
            "Terrace bar refit",
        ],
    }
}

pub(super) async fn work(
    story: &mut Story<'_>,
    companies: &[Known],
    products: &[(Id, i64)],
) -> Result<Vec<Deal>> {
    let mut deals = Vec::new();
    for at in 0..DEALS {
        let company = &companies[at % companies.len()];
        let product = products[story.dice.below(products.len())];
        deals.push(one(story, at, company, product).await?);
    }
    Ok(deals)
}

/// Customers have won deals behind them; every third deal is a project.
async fn one(story: &mut Story<'_>, at: usize, company: &Known, product: (Id, i64)) -> Result<Deal> {
    let (pipeline, stages) = if at % 3 == 2 { ("projects", PROJECTS) } else { ("sales", SALES) };
    let end = match at % 10 {
        0 | 4 | 7 if company.is_customer => Some("won"),
        3 | 8 => Some("lost"),
        _ => None,
    };
    let steps = if end.is_some() { stages.len() } else { 1 + story.dice.below(stages.len()) };
    let age = if end.is_some() { story.dice.between(60, 280) } else { story.dice.between(6, 75) };
    let pieces = story.dice.between(2, 14);
    let list = names(company.owner);
    let mut values = texts([
        ("name", format!("{}, {}", list[at % list.len()], company.city).as_str()),
        ("pipeline", pipeline),
        ("stage", stages[0]),
        ("type", if company.is_customer { "existing_business" } else { "new_business" }),
        ("source", *story.dice.pick(&["referral", "trade_fair", "website", "partner"])),
    ]);
    values.insert(Name::new_static("account"), link("accounts", company.id));
    values.insert(Name::new_static("contact"), link("contacts", company.contact));
    values.insert(Name::new_static("product"), link("products", product.0));
    values.insert(Name::new_static("amount"), money(product.1 * pieces));
    values.insert(Name::new_static("engaged_on"), Value::Date(story.day(-age)));
    let close = if end.is_some() { -age / 5 } else { story.dice.between(-6, 70) };
    values.insert(Name::new_static("close_date"), Value::Date(story.day(close)));
    let made = story.ago(age);
    let mut deal = story.add(company.owner, made, "opportunities", values).await?;
    let id = deal.id;
    // Spread between the beginning and the end, or today.
    let span = if end.is_some() { age - age / 5 } else { age };
    for (step, stage) in stages.iter().copied().take(steps).chain(end).enumerate().skip(1) {
        let passed = span * i64::try_from(step).unwrap_or_default() / i64::try_from(steps).unwrap_or(1);
        let mut values = texts([("stage", stage)]);
        if stage == "lost" {
            let reason = *story.dice.pick(&["price", "competitor", "timing", "no_budget"]);
            values.extend(texts([("lost_reason", reason)]));
        }
        let at = story.ago((age - passed).max(0));
        deal = story.change(company.owner, at, "opportunities", deal, values).await?;
    }
    Ok(Deal { id, owner: company.owner, since: made, is_open: end.is_none() })
}
