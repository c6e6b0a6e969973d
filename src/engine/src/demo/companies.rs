//! The companies that one deals with, and two people at each.

use model::{Id, Language, Name, Value};

use super::people::{IRINA, JIHOON, MARA, WEN, YIJUN};
use super::story::{Story, link, money, texts};
use crate::error::Result;

/// A company that is in the database now.
pub(super) struct Known {
    pub(super) id: Id,
    pub(super) owner: usize,
    pub(super) city: &'static str,
    /// Who decides there.
    pub(super) contact: Id,
    pub(super) is_customer: bool,
}

struct Company {
    owner: usize,
    name: &'static str,
    /// Street, postal code, city, country.
    place: [&'static str; 4],
    phone: &'static str,
    domain: &'static str,
    industry: &'static str,
    kind: &'static str,
    employees: i64,
    /// First name, last name, title.
    people: [[&'static str; 3]; 2],
}

/// Makes them, one after the other over the last year.
pub(super) async fn meet(story: &mut Story<'_>) -> Result<Vec<Known>> {
    let mut known = Vec::new();
    for (at, company) in COMPANIES.iter().enumerate() {
        let days = 340 - i64::try_from(at).unwrap_or_default() * 8;
        known.push(company.meet(story, days).await?);
    }
    Ok(known)
}

impl Company {
    /// In which it is written to, by who looks after it; none: as the company itself writes.
    fn language(&self) -> &'static str {
        match self.owner {
            WEN => Language::SimplifiedChinese.code(),
            YIJUN => Language::TraditionalChinese.code(),
            IRINA => Language::Russian.code(),
            JIHOON => Language::Korean.code(),
            _ => "",
        }
    }

    async fn meet(&self, story: &mut Story<'_>, days: i64) -> Result<Known> {
        let [street, postal, city, country] = self.place;
        let mut values = texts([
            ("name", self.name),
            ("phone", self.phone),
            ("email", &format!("office@{}", self.domain)),
            ("website", self.domain),
            ("industry", self.industry),
            ("type", if self.kind == "customer" { "prospect" } else { self.kind }),
            ("billing_street", street),
            ("billing_postal_code", postal),
            ("billing_city", city),
            ("billing_country", country),
            ("language", self.language()),
        ]);
        values.insert(Name::new_static("employees"), Value::Integer(self.employees));
        values.insert(Name::new_static("annual_revenue"), money(self.employees * 84_000));
        let made = story.ago(days);
        let account = story.add(self.owner, made, "accounts", values).await?;
        let (id, mut contacts) = (account.id, Vec::new());
        for [first, last, title] in self.people {
            let at = story.ago(days - 1);
            contacts.push(self.introduce(story, at, id, [first, last, title]).await?);
        }
        if self.kind == "customer" {
            let mut values = texts([("type", "customer"), ("marketing_stage", "regular")]);
            if self.employees > 300 {
                values.insert(Name::new_static("tags"), Value::Many(vec!["key account".into()]));
            }
            let at = story.ago(days / 2);
            story.change(self.owner, at, "accounts", account, values).await?;
        }
        Ok(Known { id, owner: self.owner, city, contact: contacts[0], is_customer: self.kind == "customer" })
    }

    async fn introduce(
        &self,
        story: &mut Story<'_>,
        at: model::Instant,
        account: Id,
        [first, last, title]: [&'static str; 3],
    ) -> Result<Id> {
        let [street, postal, city, country] = self.place;
        let local = if title == self.people[0][2] { "a" } else { "b" };
        let extension = story.dice.between(10, 99);
        let mut values = texts([
            ("first_name", first),
            ("last_name", last),
            ("title", title),
            ("email", &format!("{local}.{extension}@{}", self.domain)),
            ("phone", &format!("{}-{extension}", self.phone)),
            ("source", *story.dice.pick(&["trade_fair", "referral", "website", "cold_call", "partner"])),
            ("street", street),
            ("postal_code", postal),
            ("city", city),
            ("country", country),
        ]);
        values.insert(Name::new_static("account"), link("accounts", account));
        Ok(story.add(self.owner, at, "contacts", values).await?.id)
    }
}

/// One line a company, so that the list can be read.
#[expect(clippy::too_many_arguments, reason = "a row of a table")]
const fn company(
    owner: usize,
    name: &'static str,
    place: [&'static str; 4],
    phone: &'static str,
    domain: &'static str,
    industry: &'static str,
    kind: &'static str,
    employees: i64,
    people: [[&'static str; 3]; 2],
) -> Company {
    Company { owner, name, place, phone, domain, industry, kind, employees, people }
}

#[rustfmt::skip]
const COMPANIES: &[Company] = &[
    company(MARA, "Hafenkante Hotel GmbH", ["Elbuferweg 12", "20457", "Hamburg", "Germany"], "+49 40 555010", "hafenkante.example", "hospitality", "customer", 140, [["Jürgen", "Petersen", "Direktor"], ["Anneke", "Groß", "Leiterin Einkauf"]]),
    company(WEN, "上海澜庭酒店管理有限公司", ["淮海中路 288 号", "200020", "上海", "中国"], "+86 21 5550102", "lanting.example", "hospitality", "customer", 620, [["建国", "陈", "采购总监"], ["雪", "赵", "餐饮经理"]]),
    company(YIJUN, "山海旅店股份有限公司", ["忠孝東路四段 120 號", "106", "台北", "台灣"], "+886 2 5550103", "shanhai.example", "hospitality", "customer", 210, [["志明", "黃", "總經理"], ["雅婷", "許", "採購專員"]]),
    company(IRINA, "ООО «Северный причал»", ["наб. реки Мойки, 40", "191186", "Санкт-Петербург", "Россия"], "+7 812 5550104", "prichal.example", "hospitality", "customer", 95, [["Фёдор", "Ёлкин", "Директор"], ["Наталья", "Белых", "Управляющая"]]),
    company(JIHOON, "한강호텔 주식회사", ["여의대로 24", "07320", "서울", "대한민국"], "+82 2 5550105", "hangang.example", "hospitality", "customer", 480, [["민수", "김", "구매팀장"], ["은지", "최", "식음료 매니저"]]),
    company(MARA, "Vogt & Lind Architekten", ["Lindenallee 3", "80331", "München", "Germany"], "+49 89 555020", "vogtlind.example", "construction", "prospect", 38, [["Katharina", "Vogt", "Partnerin"], ["Björn", "Lind", "Büroleiter"]]),
    company(MARA, "Bäckerei Morgenrot", ["Mühlengasse 8", "50667", "Köln", "Germany"], "+49 221 555030", "morgenrot.example", "food_and_beverage", "customer", 64, [["Heike", "Weiß", "Inhaberin"], ["Uwe", "Schröder", "Filialleiter"]]),
    company(WEN, "北京云帆科技有限公司", ["中关村大街 18 号", "100190", "北京", "中国"], "+86 10 5550202", "yunfan.example", "software", "customer", 350, [["晓明", "王", "行政总监"], ["静", "刘", "行政主管"]]),
    company(YIJUN, "島嶼咖啡有限公司", ["公益路二段 51 號", "408", "台中", "台灣"], "+886 4 5550203", "daoyu.example", "food_and_beverage", "customer", 45, [["冠宇", "蔡", "創辦人"], ["佳穎", "楊", "店長"]]),
    company(IRINA, "Сеть кофеен «Тёплый угол»", ["ул. Баумана, 17", "420111", "Казань", "Россия"], "+7 843 5550204", "ugol.example", "food_and_beverage", "customer", 130, [["Юлия", "Мороз", "Основательница"], ["Игорь", "Ткач", "Технолог"]]),
    company(JIHOON, "바다향 카페", ["해운대해변로 197", "48093", "부산", "대한민국"], "+82 51 5550205", "badahyang.example", "food_and_beverage", "prospect", 22, [["서연", "박", "대표"], ["도윤", "정", "매니저"]]),
    company(MARA, "Kessler Coworking AG", ["Limmatstrasse 90", "8005", "Zürich", "Switzerland"], "+41 44 555 04 06", "kessler.example", "real_estate", "customer", 57, [["Zoë", "Kessler", "Geschäftsführerin"], ["Reto", "Bühler", "Community Manager"]]),
    company(MARA, "Café Périgourdin", ["12 rue des Étoiles", "69002", "Lyon", "France"], "+33 4 55 50 40 70", "perigourdin.example", "food_and_beverage", "prospect", 14, [["Élodie", "Lefèvre", "Gérante"], ["Loïc", "Garçon", "Barista"]]),
    company(WEN, "杭州一叶餐饮管理有限公司", ["龙井路 6 号", "310007", "杭州", "中国"], "+86 571 5550302", "yiye.example", "food_and_beverage", "prospect", 88, [["丽华", "周", "总经理"], ["强", "吴", "运营经理"]]),
    company(YIJUN, "竹風共享空間股份有限公司", ["光復路一段 89 號", "300", "新竹", "台灣"], "+886 3 5550303", "zhufeng.example", "real_estate", "prospect", 19, [["宗翰", "吳", "營運長"], ["淑芬", "劉", "行政經理"]]),
    company(IRINA, "АО «Уралинжсервис»", ["ул. Малышева, 51", "620075", "Екатеринбург", "Россия"], "+7 343 5550304", "uralinzh.example", "engineering", "prospect", 720, [["Дмитрий", "Кузьменко", "Заместитель директора"], ["Ольга", "Гончар", "Начальник АХО"]]),
    company(JIHOON, "주식회사 누리소프트", ["판교역로 166", "13529", "성남", "대한민국"], "+82 31 5550305", "nurisoft.example", "software", "customer", 260, [["현우", "이", "총무팀장"], ["하은", "강", "인사담당"]]),
    company(MARA, "Fjordlys Hotell AS", ["Strandgaten 21", "5013", "Bergen", "Norway"], "+47 55 50 50 10", "fjordlys.example", "hospitality", "customer", 76, [["Ingrid", "Solberg", "Hotelldirektør"], ["Pål", "Åsen", "Kjøkkensjef"]]),
    company(MARA, "Harrow Lane Studios Ltd", ["7 Harrow Lane", "E1 6QL", "London", "United Kingdom"], "+44 20 5550 5011", "harrowlane.example", "media", "prospect", 41, [["Freya", "Ashworth", "Studio Manager"], ["Callum", "Price", "Facilities"]]),
    company(WEN, "深圳湾联合办公有限公司", ["科技园南路 33 号", "518057", "深圳", "中国"], "+86 755 5550402", "shenzhenwan.example", "real_estate", "customer", 110, [["敏", "黄", "运营总监"], ["伟", "杨", "设施经理"]]),
    company(YIJUN, "南方烘焙坊", ["中山二路 300 號", "800", "高雄", "台灣"], "+886 7 5550403", "nanfang.example", "food_and_beverage", "customer", 33, [["美玲", "林", "負責人"], ["俊傑", "陳", "主廚"]]),
    company(IRINA, "БЦ «Аврора Плаза»", ["Садовническая ул., 82", "115035", "Москва", "Россия"], "+7 495 5550404", "avrora.example", "real_estate", "customer", 58, [["Алексей", "Шевчук", "Управляющий"], ["Анна", "Соловей", "Менеджер по закупкам"]]),
    company(JIHOON, "제주바람리조트", ["중문관광로 72", "63535", "서귀포", "대한민국"], "+82 64 5550405", "jejubaram.example", "hospitality", "prospect", 190, [["준호", "임", "총지배인"], ["유진", "장", "구매담당"]]),
    company(MARA, "Trattoria Quattro Ponti s.r.l.", ["Via dell'Orso 4", "40126", "Bologna", "Italy"], "+39 051 555 0506", "quattroponti.example", "food_and_beverage", "prospect", 18, [["Niccolò", "Ferri", "Titolare"], ["Chiara", "Longhi", "Responsabile sala"]]),
    company(MARA, "Øresund Logistik ApS", ["Kalkbrænderihavnen 5", "2100", "København", "Denmark"], "+45 55 50 50 12", "oresund.example", "transportation", "customer", 310, [["Søren", "Kjær", "Indkøbschef"], ["Mette", "Ørsted", "Kontorchef"]]),
    company(WEN, "成都锦和便利连锁有限公司", ["春熙路 55 号", "610021", "成都", "中国"], "+86 28 5550502", "jinhe.example", "retail", "prospect", 940, [["秀英", "李", "商品部经理"], ["芳", "张", "采购主管"]]),
    company(YIJUN, "晨光文具股份有限公司", ["民族路二段 76 號", "700", "台南", "台灣"], "+886 6 5550503", "chenguang.example", "retail", "prospect", 120, [["家豪", "張", "採購經理"], ["怡君", "李", "行政主任"]]),
    company(IRINA, "ТОО «Алатау Отель»", ["пр. Достык, 52", "050010", "Алматы", "Казахстан"], "+7 727 5550504", "alatau.example", "hospitality", "customer", 165, [["Айгерим", "Сарсенова", "Генеральный менеджер"], ["Тимур", "Оспанов", "Шеф-бармен"]]),
    company(JIHOON, "대전과학협동조합", ["대학로 99", "34134", "대전", "대한민국"], "+82 42 5550505", "daejeon.example", "education", "prospect", 70, [["성민", "윤", "사무국장"], ["지영", "조", "회계담당"]]),
    company(MARA, "Klinikum Nordheide", ["Am Heidepark 1", "21335", "Lüneburg", "Germany"], "+49 4131 555060", "nordheide.example", "medical", "prospect", 1_400, [["Sabine", "Lüdtke", "Leiterin Wirtschaft"], ["Florian", "Böhm", "Einkäufer"]]),
    company(MARA, "Kaffeehaus Donauwelle", ["Prater Allee 30", "1020", "Wien", "Austria"], "+43 1 5550 607", "donauwelle.example", "food_and_beverage", "customer", 27, [["Theres", "Höller", "Inhaberin"], ["Xaver", "Köll", "Oberkellner"]]),
    company(WEN, "苏州青禾生物医药有限公司", ["星湖街 218 号", "215123", "苏州", "中国"], "+86 512 5550602", "qinghe.example", "biotechnology", "customer", 430, [["明", "孙", "行政经理"], ["慧", "徐", "前台主管"]]),
    company(YIJUN, "聯島航運股份有限公司", ["港西街 6 號", "200", "基隆", "台灣"], "+886 2 5550603", "liandao.example", "shipping", "customer", 380, [["國華", "簡", "總務經理"], ["惠如", "邱", "採購"]]),
    company(IRINA, "ИП Журавлёва", ["Красный пр., 29", "630099", "Новосибирск", "Россия"], "+7 383 5550604", "zhuravleva.example", "retail", "prospect", 6, [["Екатерина", "Журавлёва", "Предприниматель"], ["Пётр", "Журавлёв", "Снабжение"]]),
    company(JIHOON, "푸른숲병원", ["상무중앙로 110", "61949", "광주", "대한민국"], "+82 62 5550605", "pureunsup.example", "medical", "customer", 520, [["재현", "한", "행정부장"], ["미경", "오", "구매과장"]]),
    company(WEN, "广州南塔会展服务有限公司", ["新港东路 380 号", "510335", "广州", "中国"], "+86 20 5550702", "nanta.example", "entertainment", "partner", 75, [["国栋", "何", "项目总监"], ["婷", "罗", "商务经理"]]),
    company(IRINA, "Университет «Восток»", ["о. Русский, 10", "690922", "Владивосток", "Россия"], "+7 423 5550704", "vostok.example", "education", "prospect", 1_100, [["Виктор", "Черных", "Проректор"], ["Людмила", "Бондарь", "Контрактный управляющий"]]),
    company(JIHOON, "이음공유오피스", ["테헤란로 311", "06151", "서울", "대한민국"], "+82 2 5550705", "ieum.example", "real_estate", "reseller", 31, [["수빈", "신", "대표"], ["동혁", "류", "운영매니저"]]),
    company(MARA, "Molino Aromi S.p.A.", ["Riva Grumula 14", "34123", "Trieste", "Italy"], "+39 040 555 0708", "molinoaromi.example", "manufacturing", "supplier", 240, [["Giulia", "Cossutta", "Export Manager"], ["Dario", "Pahor", "Qualità"]]),
    company(MARA, "Werkhof Süd eG", ["Werkstraße 77", "70376", "Stuttgart", "Germany"], "+49 711 555090", "werkhof.example", "services", "partner", 52, [["Günther", "Jäger", "Vorstand"], ["Nicole", "Krüger", "Technik"]]),
];
