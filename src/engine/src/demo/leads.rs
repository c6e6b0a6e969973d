//! People who asked, or whom one has met, and who may become customers.

use model::{Id, Instant, Name, Value};

use super::people::{IRINA, JIHOON, MARA, WEN, YIJUN};
use super::story::{Story, texts};
use crate::error::Result;

/// A lead that is in the database now, and since when.
pub(super) struct Known {
    pub(super) id: Id,
    pub(super) owner: usize,
    pub(super) since: Instant,
}

/// Makes them, the latest today, and moves those on that were already looked at. Gives those that are still to be
/// worked on.
pub(super) async fn come_in(story: &mut Story<'_>) -> Result<Vec<Known>> {
    let mut leads = Vec::new();
    for (days, lead) in (0..).step_by(2).zip(LEADS) {
        leads.push(lead.come_in(story, days).await?);
    }
    for ((days, amount), lead) in [(24, 9_600), (33, 4_140), (41, 14_800)].into_iter().zip(BECAME_CUSTOMERS) {
        let known = lead.come_in(story, days).await?;
        story.convert(lead.owner, known.id, amount).await?;
    }
    Ok(leads)
}

impl Lead {
    async fn come_in(&self, story: &mut Story<'_>, days: i64) -> Result<Known> {
        let [first, last, title] = self.person;
        let [area, mail] = self.reach;
        let number = story.dice.between(1000, 9999);
        let mut values = texts([
            ("first_name", first),
            ("last_name", last),
            ("title", title),
            ("company", self.company),
            ("city", self.city),
            ("source", self.source),
            ("need", self.need),
            ("email", mail),
            ("phone", &format!("{area} 555 {number}")),
        ]);
        values.insert(Name::new_static("score"), Value::Integer(self.score));
        values.insert(Name::new_static("first_contact"), Value::Date(story.day(-days)));
        let made = story.ago(days);
        let lead = story.add(self.owner, made, "leads", values).await?;
        let id = lead.id;
        if self.status != "new" {
            let mut values = texts([("status", self.status), ("rating", self.rating)]);
            values.insert(Name::new_static("next_follow_up"), Value::Date(story.day(5 - days / 4)));
            let at = story.ago(days / 2);
            story.change(self.owner, at, "leads", lead, values).await?;
        }
        Ok(Known { id, owner: self.owner, since: made })
    }
}

struct Lead {
    owner: usize,
    /// First name, last name, title.
    person: [&'static str; 3],
    company: &'static str,
    city: &'static str,
    /// Area code, e-mail.
    reach: [&'static str; 2],
    source: &'static str,
    status: &'static str,
    rating: &'static str,
    score: i64,
    need: &'static str,
}

/// One line a lead, so that the list can be read.
#[expect(clippy::too_many_arguments, reason = "a row of a table")]
const fn lead(
    owner: usize,
    person: [&'static str; 3],
    company: &'static str,
    city: &'static str,
    reach: [&'static str; 2],
    source: &'static str,
    status: &'static str,
    rating: &'static str,
    score: i64,
    need: &'static str,
) -> Lead {
    Lead { owner, person, company, city, reach, source, status, rating, score, need }
}

#[rustfmt::skip]
const LEADS: &[Lead] = &[
    lead(MARA, ["Aoife", "Brennan", "Office Manager"], "Lantern Games", "Dublin", ["+353 1", "aoife.brennan@lanterngames.example"], "website", "new", "", 55, "Two machines for a new floor, 60 people."),
    lead(WEN, ["文静", "郑", "行政"], "南京栖霞设计院", "南京", ["+86 25", "zhengwj@qixia-sheji.example"], "website", "new", "", 48, "新办公室需要两台全自动咖啡机。"),
    lead(JIHOON, ["나래", "문", "총무"], "청주바이오랩", "청주", ["+82 43", "narae.moon@cheongju-biolab.example"], "web_search", "new", "", 40, "연구동 두 곳에 커피 머신 임대 문의."),
    lead(YIJUN, ["承恩", "周", "店長"], "巷口早午餐", "桃園", ["+886 3", "chouchengen@xiangkou.example"], "social_media", "new", "", 62, "想換一台雙孔半自動機。"),
    lead(IRINA, ["Марина", "Осипова", "Управляющая"], "Гостевой дом «Бриз»", "Сочи", ["+7 862", "osipova@briz-sochi.example"], "website", "new", "", 58, "Кофемашина для завтраков, 40 гостей."),
    lead(MARA, ["Tomás", "Ibáñez", "Gerente"], "Hostal La Cigüeña", "Salamanca", ["+34 923", "tomas.ibanez@hostal-ciguena.example"], "referral", "contacted", "warm", 66, "Breakfast room, 25 rooms, wants a demo."),
    lead(WEN, ["浩然", "冯", "采购"], "西安大雁书店", "西安", ["+86 29", "fenghr@dayan-shudian.example"], "trade_fair", "contacted", "warm", 61, "书店咖啡角，预算八万。"),
    lead(JIHOON, ["태영", "서", "대표"], "강릉솔밭로스터스", "강릉", ["+82 33", "taeyoung@solbat.example"], "trade_fair", "contacted", "hot", 78, "로스터리 매장 리뉴얼, 그라인더 교체."),
    lead(YIJUN, ["郁婷", "鄭", "行政主任"], "東港海產股份有限公司", "屏東", ["+886 8", "yuting.cheng@donggang.example"], "cold_call", "contacted", "cold", 25, "員工休息室。"),
    lead(IRINA, ["Руслан", "Гареев", "Директор"], "Автосалон «Идель»", "Набережные Челны", ["+7 8552", "gareev@idel-avto.example"], "referral", "qualified", "hot", 83, "Зона ожидания клиентов, договор с обслуживанием."),
    lead(MARA, ["Marlene", "Fürst", "Assistentin"], "Kanzlei Fürst & Partner", "Salzburg", ["+43 662", "m.fuerst@kanzlei-fuerst.example"], "partner", "qualified", "hot", 81, "Service contract for four machines by the end of the quarter."),
    lead(WEN, ["雨桐", "唐", "运营"], "厦门鹭岛民宿", "厦门", ["+86 592", "tangyt@ludao.example"], "social_media", "qualified", "warm", 70, "三家民宿统一采购。"),
    lead(JIHOON, ["보라", "송", "매니저"], "전주한지공방", "전주", ["+82 63", "bora.song@hanji.example"], "website", "contacted", "cold", 30, "체험관 휴게실."),
    lead(YIJUN, ["柏翰", "葉", "工程師"], "宜蘭溫泉會館", "宜蘭", ["+886 3", "pohan.yeh@yilan-spa.example"], "referral", "qualified", "hot", 85, "大廳吧台整修，十月開幕。"),
    lead(IRINA, ["Светлана", "Яковлева", "Администратор"], "Клиника «Родник»", "Самара", ["+7 846", "yakovleva@rodnik-clinic.example"], "website", "contacted", "warm", 52, "Кофе для пациентов, тихая машина."),
    lead(MARA, ["Piotr", "Gołąb", "Kierownik"], "Drukarnia Świt", "Łódź", ["+48 42", "p.golab@drukarnia-swit.example"], "trade_fair", "recycled", "cold", 20, "Ask again after the move in spring."),
    lead(WEN, ["子轩", "曹", "总经理"], "长沙麓山健身", "长沙", ["+86 731", "caozx@lushan-fit.example"], "cold_call", "abandoned", "cold", 8, "已选择其他供应商。"),
    lead(JIHOON, ["영호", "배", "점장"], "울산돌고래서점", "울산", ["+82 52", "youngho.bae@dolgorae.example"], "referral", "contacted", "warm", 57, "북카페 확장."),
    lead(YIJUN, ["思妤", "洪", "採購"], "花蓮石雕美術館", "花蓮", ["+886 3", "ssuyu.hung@hualien-stone.example"], "website", "contacted", "warm", 49, "美術館附設咖啡。"),
    lead(IRINA, ["Глеб", "Фомин", "Партнёр"], "Коворкинг «Чердак»", "Томск", ["+7 3822", "gleb@cherdak.example"], "social_media", "recycled", "warm", 35, "Вернуться осенью, когда откроют второй этаж."),
    lead(MARA, ["Siiri", "Mäkelä", "Ravintolapäällikkö"], "Ravintola Järvenranta", "Tampere", ["+358 3", "siiri.makela@jarvenranta.example"], "conference", "contacted", "hot", 74, "Terrace bar, needs a quiet grinder."),
    lead(WEN, ["佳怡", "邓", "人事"], "青岛海蓝航运", "青岛", ["+86 532", "dengjy@hailan-shipping.example"], "email", "contacted", "cold", 33, "员工福利预算明年确定。"),
    lead(JIHOON, ["상철", "노", "이사"], "포항강재유통", "포항", ["+82 54", "sangchul.noh@pohang-steel.example"], "cold_call", "abandoned", "cold", 10, "사무실 이전 취소."),
    lead(YIJUN, ["品睿", "賴", "創辦人"], "嘉義山線咖啡", "嘉義", ["+886 5", "pinjui.lai@shanxian.example"], "trade_fair", "qualified", "warm", 72, "第二家店，烘豆與磨豆設備。"),
    lead(IRINA, ["Арман", "Жумабеков", "Закупки"], "ТД «Шанырак»", "Астана", ["+7 7172", "zhumabekov@shanyrak.example"], "trade_fair", "contacted", "warm", 60, "Шесть кофеен в торговых центрах."),
    lead(MARA, ["Hélène", "Châtelain", "Responsable achats"], "Institut Beaumarchais", "Genève", ["+41 22", "h.chatelain@institut-beaumarchais.example"], "website", "contacted", "warm", 63, "Filters and yearly maintenance."),
    lead(WEN, ["思远", "彭", "厨师长"], "重庆两江会议中心", "重庆", ["+86 23", "pengsy@liangjiang.example"], "partner", "contacted", "hot", 77, "会议中心三个咖啡吧。"),
    lead(JIHOON, ["다은", "권", "팀장"], "수원별빛학원", "수원", ["+82 31", "daeun.kwon@byeolbit.example"], "website", "recycled", "cold", 18, "내년 예산에 반영 예정."),
    lead(YIJUN, ["宜蓁", "曾", "經理"], "苗栗茶莊園", "苗栗", ["+886 37", "ichen.tseng@miaoli-tea.example"], "referral", "abandoned", "cold", 12, "決定不賣咖啡。"),
    lead(IRINA, ["Лариса", "Дёмина", "Заведующая"], "Библиотека №4", "Омск", ["+7 3812", "demina@biblioteka4.example"], "email", "abandoned", "cold", 5, "Бюджет не утверждён."),
];

#[rustfmt::skip]
const BECAME_CUSTOMERS: &[Lead] = &[
    lead(MARA, ["Maeve", "Gallagher", "Operations Manager"], "Kittiwake Analytics", "Galway", ["+353 91", "maeve@kittiwake.example"], "conference", "qualified", "hot", 88, "Machines for two floors before summer."),
    lead(WEN, ["嘉宁", "沈", "行政总监"], "宁波东钱湖设计", "宁波", ["+86 574", "shenjn@dongqianhu.example"], "website", "qualified", "hot", 84, "新总部大堂咖啡吧。"),
    lead(JIHOON, ["지훈", "유", "대표"], "춘천호반카페", "춘천", ["+82 33", "jihoon.yoo@hoban.example"], "trade_fair", "qualified", "hot", 90, "2호점 장비 일괄 구매."),
];
