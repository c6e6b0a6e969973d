module-users = Users
    .one = User

users-section-preferences = Preferences

users-name = Name
users-role = Role
users-team = Team
users-office = Office
users-language = Language
users-time_zone = Time zone

# Each language calls itself by its own name, everywhere.
users-language-en = English
users-language-zh-Hans = 简体中文
users-language-zh-Hant = 繁體中文
users-language-ru = Русский
users-language-ko = 한국어
