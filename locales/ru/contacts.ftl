module-contacts = Контакты
    .one = Контакт

contacts-reports_to = Руководитель
contacts-birthday = День рождения
contacts-home_phone = Домашний телефон
contacts-assistant = Помощник
contacts-assistant_phone = Телефон помощника
contacts-preferred_channels = Предпочтительные каналы

contacts-preferred_channels-email = Эл. почта
contacts-preferred_channels-phone = Телефон
contacts-preferred_channels-messenger = Мессенджер
contacts-preferred_channels-letter = Письмо
contacts-preferred_channels-visit = Визит
