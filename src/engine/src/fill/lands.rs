//! Names of people, companies and places of several countries and scripts, for data that looks like data.

use super::dice::Dice;

pub(crate) struct Land {
    pub(crate) country: &'static str,
    /// Cities with the start of their postal codes.
    pub(crate) cities: &'static [(&'static str, &'static str)],
    pub(crate) streets: &'static [&'static str],
    pub(crate) firsts: &'static [&'static str],
    pub(crate) lasts: &'static [&'static str],
    /// What companies are called: a name, a trade, in the pattern of the country.
    stems: &'static [&'static str],
    trades: &'static [&'static str],
    forms: &'static [&'static str],
    pub(crate) phone: &'static str,
    pub(crate) titles: &'static [&'static str],
    /// What a deal is about.
    pub(crate) deals: &'static [&'static str],
}

impl Land {
    /// A company's name; `{city}`, `{stem}` and `{trade}` stand in the pattern.
    pub(crate) fn company(&self, dice: &mut Dice) -> String {
        let form = dice.pick(self.forms);
        let (city, _) = dice.pick(self.cities);
        let (stem, trade) = (*dice.pick(self.stems), *dice.pick(self.trades));
        form.replace("{city}", city).replace("{stem}", stem).replace("{trade}", trade)
    }
}

pub(crate) const LANDS: &[Land] = &[
    Land {
        country: "United Kingdom",
        cities: &[("London", "EC1A"), ("Leeds", "LS1"), ("Bristol", "BS1"), ("Glasgow", "G1"), ("Cardiff", "CF10")],
        streets: &["Mill Lane", "Station Road", "High Street", "Park Avenue", "Bridge Street"],
        firsts: &["Olivia", "Amelia", "Grace", "Freya", "Harriet", "Oliver", "George", "Arthur", "Noah", "Callum"],
        lasts: &["Ashworth", "Bennett", "Clarke", "Dawson", "Ellis", "Fletcher", "Hughes", "Morgan", "Price", "Ward"],
        stems: &["Northgate", "Silverbrook", "Harbour", "Redwood", "Kestrel", "Foxglove", "Summit", "Beacon", "Thornhill"],
        trades: &["Engineering", "Logistics", "Foods", "Textiles", "Instruments", "Interiors", "Packaging", "Marine"],
        forms: &["{stem} {trade} Ltd", "{stem} & {city} {trade}", "{city} {trade} Group", "{stem} {trade} plc"],
        phone: "+44 20",
        titles: &["Buyer", "Operations Manager", "Managing Director", "Head of Purchasing", "Office Manager"],
        deals: &["Annual supply", "New equipment", "Renewal", "Pilot project", "Second site"],
    },
    Land {
        country: "Deutschland",
        cities: &[("Berlin", "10"), ("München", "80"), ("Köln", "50"), ("Düsseldorf", "40"), ("Görlitz", "02"), ("Fürth", "90")],
        streets: &["Hauptstraße", "Bahnhofstraße", "Am Mühlbach", "Lindenallee", "Schloßgasse"],
        firsts: &["Jürgen", "Anneliese", "Björn", "Katharina", "Uwe", "Sabine", "Florian", "Heike", "Günther", "Zoë"],
        lasts: &["Müller", "Schröder", "Weiß", "Köhler", "Böhm", "Krüger", "Vogt", "Jäger", "Groß", "Lüdtke"],
        stems: &["Nordlicht", "Falke", "Rheinland", "Grünwald", "Bär", "Stahlhammer", "Möwe", "Kastanie", "Süd"],
        trades: &["Maschinenbau", "Großhandel", "Möbel", "Getränke", "Gebäudetechnik", "Werkzeuge", "Spedition", "Optik"],
        forms: &["{stem} {trade} GmbH", "{stem} {trade} GmbH & Co. KG", "{city}er {trade} AG", "{stem} & Söhne {trade}"],
        phone: "+49 30",
        titles: &["Einkaufsleiter", "Geschäftsführerin", "Vertriebsleiter", "Leiterin Technik", "Sachbearbeiter"],
        deals: &["Rahmenvertrag", "Neuausstattung", "Verlängerung", "Messeauftrag", "Umrüstung"],
    },
    Land {
        country: "中国",
        cities: &[("北京", "100"), ("上海", "200"), ("深圳", "518"), ("杭州", "310"), ("成都", "610"), ("武汉", "430")],
        streets: &["中山路", "人民大道", "解放路", "建设街", "科技园路"],
        firsts: &["伟", "芳", "秀英", "敏", "静", "建国", "丽华", "强", "晓明", "雪"],
        lasts: &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"],
        stems: &["恒通", "华信", "金鼎", "瑞丰", "天成", "明远", "安达", "盛世", "长城"],
        trades: &["科技", "贸易", "机械", "食品", "电子", "建材", "物流", "纺织"],
        forms: &["{city}{stem}{trade}有限公司", "{stem}{trade}集团", "{city}{stem}{trade}股份有限公司"],
        phone: "+86 10",
        titles: &["采购经理", "总经理", "销售总监", "工程师", "行政主管"],
        deals: &["年度采购", "设备更新", "续约", "试点项目", "二期工程"],
    },
    Land {
        country: "台灣",
        cities: &[("台北", "100"), ("高雄", "800"), ("台中", "400"), ("新竹", "300"), ("台南", "700")],
        streets: &["忠孝東路", "中正路", "民生路", "復興南路", "和平東路"],
        firsts: &["怡君", "志明", "淑芬", "俊傑", "雅婷", "家豪", "美玲", "冠宇", "佳穎", "宗翰"],
        lasts: &["陳", "林", "黃", "張", "李", "吳", "劉", "蔡", "楊", "許"],
        stems: &["瑞禾", "鴻運", "晴川", "恆春", "宏匯", "青山", "東禾", "遠山", "玉石"],
        trades: &["資訊", "貿易", "精密", "食品", "電子", "營造", "物流", "紡織"],
        forms: &["{stem}{trade}股份有限公司", "{city}{stem}{trade}有限公司", "{stem}{trade}企業社"],
        phone: "+886 2",
        titles: &["採購經理", "總經理", "業務副理", "工程師", "行政專員"],
        deals: &["年度採購", "設備更新", "續約", "試辦專案", "二期工程"],
    },
    Land {
        country: "대한민국",
        cities: &[("서울", "04"), ("부산", "48"), ("인천", "21"), ("대구", "41"), ("수원", "16")],
        streets: &["테헤란로", "강남대로", "세종대로", "중앙로", "해운대로"],
        firsts: &["민수", "지영", "현우", "서연", "준호", "은지", "도윤", "하은", "성민", "유진"],
        lasts: &["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임"],
        stems: &["한빛", "대성", "미래", "금강", "동양", "신세기", "하늘", "태평양", "가람"],
        trades: &["전자", "무역", "식품", "건설", "물산", "화학", "물류", "정밀"],
        forms: &["{stem}{trade} 주식회사", "주식회사 {stem}{trade}", "{city} {stem}{trade}"],
        phone: "+82 2",
        titles: &["구매팀장", "대표이사", "영업부장", "연구원", "총무과장"],
        deals: &["연간 공급", "설비 교체", "재계약", "시범 사업", "2차 사업"],
    },
    Land {
        country: "Россия",
        cities: &[("Москва", "101"), ("Санкт-Петербург", "190"), ("Казань", "420"), ("Екатеринбург", "620"), ("Пермь", "614")],
        streets: &["ул. Ленина", "пр. Мира", "ул. Гагарина", "Садовая ул.", "Лесная ул."],
        firsts: &["Анна", "Пётр", "Екатерина", "Дмитрий", "Ольга", "Алексей", "Наталья", "Фёдор", "Юлия", "Игорь"],
        lasts: &["Соловей", "Кузьменко", "Черных", "Ткач", "Мороз", "Бондарь", "Шевчук", "Ёлкин", "Гончар", "Белых"],
        stems: &["Ромашка", "Северный ветер", "Восход", "Кедр", "Уралец", "Заря", "Маяк", "Ёлочка", "Волга"],
        trades: &["Строй", "Торг", "Пром", "Сервис", "Логистика", "Прибор", "Мебель", "Текстиль"],
        forms: &["ООО «{stem}-{trade}»", "АО «{stem} {trade}»", "ТД «{stem}», {city}"],
        phone: "+7 495",
        titles: &["Менеджер по закупкам", "Генеральный директор", "Коммерческий директор", "Инженер", "Секретарь"],
        deals: &["Годовая поставка", "Новое оборудование", "Продление договора", "Пробный заказ", "Второй этап"],
    },
    Land {
        country: "Polska",
        cities: &[("Łódź", "90"), ("Kraków", "30"), ("Gdańsk", "80"), ("Wrocław", "50"), ("Poznań", "60")],
        streets: &["ul. Długa", "ul. Świętojańska", "al. Jana Pawła II", "ul. Źródlana", "ul. Krótka"],
        firsts: &["Małgorzata", "Łukasz", "Agnieszka", "Paweł", "Żaneta", "Michał", "Zofia", "Wojciech", "Iga", "Jędrzej"],
        lasts: &["Wójcik", "Dąbek", "Król", "Mróz", "Wróbel", "Gołąb", "Sęk", "Żak", "Pająk", "Bąk"],
        stems: &["Orzeł", "Bałtyk", "Wisła", "Zielony Młyn", "Słońce", "Żubr", "Gwiazda", "Świt", "Tatry"],
        trades: &["Logistyka", "Meble", "Budowa", "Żywność", "Technika", "Odzież", "Instalacje", "Druk"],
        forms: &["{stem} {trade} sp. z o.o.", "{trade} {stem} S.A.", "{stem} {city} {trade}"],
        phone: "+48 22",
        titles: &["Kierownik zakupów", "Dyrektor", "Księgowa", "Inżynier", "Asystentka"],
        deals: &["Umowa roczna", "Nowe wyposażenie", "Przedłużenie", "Projekt pilotażowy", "Drugi etap"],
    },
];
