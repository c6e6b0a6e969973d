module-contacts = 联系人
    .one = 联系人

contacts-reports_to = 直属上级
contacts-birthday = 生日
contacts-home_phone = 家庭电话
contacts-assistant = 助理
contacts-assistant_phone = 助理电话
