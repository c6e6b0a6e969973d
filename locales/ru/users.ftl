module-users = Пользователи
    .one = Пользователь

users-section-preferences = Предпочтения

users-name = Имя
users-role = Роль
users-team = Команда
users-office = Офис
users-language = Язык
users-time_zone = Часовой пояс

choice-language-en = English
choice-language-zh-Hans = 简体中文
choice-language-zh-Hant = 繁體中文
choice-language-ru = Русский
choice-language-ko = 한국어
