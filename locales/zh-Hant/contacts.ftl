module-contacts = 聯絡人
    .one = 聯絡人

contacts-reports_to = 直屬主管
contacts-birthday = 生日
contacts-home_phone = 住家電話
contacts-assistant = 助理
contacts-assistant_phone = 助理電話
