module-contacts = 聯絡人
    .one = 聯絡人

contacts-reports_to = 直屬主管
contacts-birthday = 生日
contacts-home_phone = 住家電話
contacts-assistant = 助理
contacts-assistant_phone = 助理電話
contacts-preferred_channels = 偏好聯絡方式

contacts-preferred_channels-email = 電子郵件
contacts-preferred_channels-phone = 電話
contacts-preferred_channels-messenger = 即時通訊
contacts-preferred_channels-letter = 信函
contacts-preferred_channels-visit = 拜訪
