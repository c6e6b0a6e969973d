//! What people do all day: tasks that are late, due and to come, minutes of meetings, remarks to each other.

use chrono::Duration;
use model::{Id, Instant, Name, Value};

use super::companies::Known;
use super::deals::Deal;
use super::leads;
use super::people::{ALEX, IRINA, JIHOON, MARA, WEN, YIJUN};
use super::story::{Story, link, texts};
use crate::error::Result;

/// When the tasks of each person are due, in days from today; the last is done already.
const DUE: &[i64] = &[-3, 0, 0, 1, 4, 9, -8];

pub(super) async fn pass(
    story: &mut Story<'_>,
    companies: &[Known],
    leads: &[leads::Known],
    deals: &[Deal],
) -> Result<()> {
    for who in [MARA, WEN, YIJUN, IRINA, JIHOON] {
        tasks(story, who, leads, deals).await?;
        notes(story, who, companies).await?;
    }
    for (task, due) in [
        ("Renew the lease of the van", 0),
        ("Prepare the quarterly figures", 2),
        ("Backup restored once, as a test", -1),
    ] {
        let at = story.ago(10);
        story.add(ALEX, at, "tasks", task_values(story, task, due, None)).await?;
    }
    remarks(story, deals).await
}

/// What is to be done about a deal or a lead, by the language of who does it.
fn work(who: usize) -> &'static [&'static str] {
    match who {
        WEN => &[
            "回电确认预算",
            "发送报价单",
            "安排现场勘察",
            "跟进合同条款",
            "准备样机演示",
            "回访使用情况",
            "整理会议纪要",
        ],
        YIJUN => &[
            "回電確認預算",
            "寄送報價單",
            "安排現場勘查",
            "追蹤合約條款",
            "準備樣機展示",
            "回訪使用狀況",
            "整理會議紀錄",
        ],
        IRINA => &[
            "Перезвонить по бюджету",
            "Отправить предложение",
            "Назначить осмотр",
            "Согласовать договор",
            "Подготовить показ машины",
            "Узнать, как работает",
            "Записать итоги встречи",
        ],
        JIHOON => &[
            "예산 확인 전화",
            "견적서 발송",
            "현장 방문 일정 잡기",
            "계약 조건 협의",
            "시연 준비",
            "사용 현황 확인",
            "회의록 정리",
        ],
        _ => &[
            "Call back about the budget",
            "Send the offer",
            "Arrange a site visit",
            "Agree on the terms",
            "Prepare the demonstration",
            "Ask how it works out",
            "Write up the meeting",
        ],
    }
}

async fn tasks(story: &mut Story<'_>, who: usize, leads: &[leads::Known], deals: &[Deal]) -> Result<()> {
    let open = deals.iter().filter(|deal| deal.owner == who && deal.is_open);
    let mut about: Vec<(Value, Instant)> =
        open.map(|deal| (link("opportunities", deal.id), deal.since)).collect();
    let own = leads.iter().filter(|lead| lead.owner == who);
    about.extend(own.map(|lead| (link("leads", lead.id), lead.since)));
    for (at, (name, due)) in work(who).iter().zip(DUE).enumerate() {
        let (about, since) = about.get(at * about.len() / DUE.len()).cloned().unzip();
        let values = task_values(story, name, *due, about);
        // There is nothing to do about what is not there yet.
        let soonest = since.map(|since| since + Duration::minutes(1));
        let made = story.ago(14).max(soonest.unwrap_or_default());
        let task = story.add(who, made, "tasks", values).await?;
        if at + 1 == DUE.len() {
            let done = story.ago(2).max(made);
            story.change(who, done, "tasks", task, texts([("status", "done")])).await?;
        } else if *due == 0 {
            let begun = story.ago(1).max(made);
            story
                .change(who, begun, "tasks", task, texts([("status", "in_progress"), ("priority", "high")]))
                .await?;
        }
    }
    Ok(())
}

fn task_values(story: &Story<'_>, name: &str, due: i64, about: Option<Value>) -> model::record::Values {
    let mut values = texts([("name", name)]);
    values.insert(Name::new_static("due_date"), Value::Date(story.day(due)));
    values.extend(about.map(|about| (Name::new_static("about"), about)));
    values
}

/// A title and the minutes, in Markdown.
fn minutes(who: usize) -> &'static [(&'static str, &'static str)] {
    match who {
        WEN => &[
            (
                "首次拜访",
                "参观了大堂和二楼休息区。\n\n- 每天约 **300 杯**\n- 希望机器安静\n- 决策人：采购总监\n\n下一步：两周内报价。",
            ),
            ("试用反馈", "试用一周，评价很好。\n\n> 奶泡比现在的机器细。\n\n需要补充：清洁培训。"),
        ],
        YIJUN => &[
            (
                "首次拜訪",
                "看了大廳與員工休息室。\n\n- 每天約 **180 杯**\n- 重視保養速度\n\n下一步：安排試機。",
            ),
            ("電話紀錄", "對方問到：\n\n1. 保固期\n2. 豆子能否每月配送\n\n已寄型錄。"),
        ],
        IRINA => &[
            (
                "Первая встреча",
                "Осмотрели бар и зону завтраков.\n\n- около **250 чашек** в день\n- важна тихая работа\n- решает директор\n\nДальше: предложение до пятницы.",
            ),
            ("Звонок", "Просят рассрочку на три платежа. *Согласовать с Марой.*"),
        ],
        JIHOON => &[
            (
                "첫 방문",
                "로비와 라운지를 둘러봄.\n\n- 하루 약 **400잔**\n- 소음이 적어야 함\n- 결정: 구매팀장\n\n다음: 시연 일정.",
            ),
            ("시연 결과", "반응이 좋았음. 우유 냉각기도 함께 견적 요청."),
        ],
        _ => &[
            (
                "First visit",
                "Walked through the lobby and the breakfast room.\n\n- about **200 cups** a day\n- the machine must be quiet\n- the director decides\n\nNext: an offer within two weeks.",
            ),
            (
                "Call about the terms",
                "They would like to pay in three parts. *Checked with accounting: fine from 10,000 on.*",
            ),
        ],
    }
}

async fn notes(story: &mut Story<'_>, who: usize, companies: &[Known]) -> Result<()> {
    let own: Vec<Id> = companies.iter().filter(|known| known.owner == who).map(|known| known.id).collect();
    for (at, account) in own.iter().take(5).enumerate() {
        let (title, body) = minutes(who)[at % minutes(who).len()];
        let mut values = texts([("title", title), ("body", body)]);
        values.insert(Name::new_static("about"), link("accounts", *account));
        let day = story.dice.between(3, 90);
        let written = story.ago(day);
        story.add(who, written, "notes", values).await?;
    }
    Ok(())
}

/// Colleagues ask each other; the manager reads all deals of those below her.
async fn remarks(story: &mut Story<'_>, deals: &[Deal]) -> Result<()> {
    for (at, deal) in deals.iter().filter(|deal| deal.is_open && deal.owner != MARA).take(14).enumerate() {
        let asked = match at % 3 {
            0 => format!(
                "{} how sure is the date? I would like to plan the technicians.",
                story.mention(deal.owner)
            ),
            1 => format!("Good work. {} please offer the care plan as well.", story.mention(deal.owner)),
            _ => format!(
                "{} I know the director there, call me before you send it.",
                story.mention(deal.owner)
            ),
        };
        let day = story.dice.between(2, 5);
        let when = story.ago(day);
        remark(story, MARA, when, deal.id, &asked).await?;
        if at % 2 == 0 {
            let answer = format!("{} {}", story.mention(MARA), answer(deal.owner));
            let when = story.ago(1);
            remark(story, deal.owner, when, deal.id, &answer).await?;
        }
    }
    Ok(())
}

fn answer(who: usize) -> &'static str {
    match who {
        WEN => "客户下周二给答复。",
        YIJUN => "下週三會有結果。",
        IRINA => "Ответ обещают к четвергу.",
        JIHOON => "다음 주 초에 답을 준다고 합니다.",
        _ => "They promised an answer next week.",
    }
}

async fn remark(story: &Story<'_>, who: usize, at: Instant, deal: Id, body: &str) -> Result<()> {
    let mut values = texts([("body", body)]);
    values.insert(Name::new_static("about"), link("opportunities", deal));
    story.add(who, at, "comments", values).await.map(drop)
}
