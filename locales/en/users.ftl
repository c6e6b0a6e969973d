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
choice-language-en = English
choice-language-zh-Hans = 简体中文
choice-language-zh-Hant = 繁體中文
choice-language-ru = Русский
choice-language-ko = 한국어
