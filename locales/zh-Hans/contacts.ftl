module-contacts = 联系人
    .one = 联系人

contacts-reports_to = 直属上级
contacts-birthday = 生日
contacts-home_phone = 家庭电话
contacts-assistant = 助理
contacts-assistant_phone = 助理电话
contacts-preferred_channels = 偏好联系方式

contacts-preferred_channels-email = 电子邮件
contacts-preferred_channels-phone = 电话
contacts-preferred_channels-messenger = 即时通讯
contacts-preferred_channels-letter = 信函
contacts-preferred_channels-visit = 拜访
