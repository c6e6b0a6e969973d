module-users = Пользователи
    .one = Пользователь

users-section-preferences = Предпочтения

users-name = Имя
users-role = Роль
users-team = Команда
users-office = Офис
users-language = Язык
users-time_zone = Часовой пояс

users-language-en = English
users-language-zh-Hans = 简体中文
users-language-zh-Hant = 繁體中文
users-language-ru = Русский
users-language-ko = 한국어
