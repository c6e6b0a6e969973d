module-contacts = Контакты
    .one = Контакт

contacts-reports_to = Руководитель
contacts-birthday = День рождения
contacts-home_phone = Домашний телефон
contacts-assistant = Помощник
contacts-assistant_phone = Телефон помощника
