module-users = 使用者
    .one = 使用者

users-section-preferences = 偏好設定

users-name = 姓名
users-role = 角色
users-team = 團隊
users-office = 辦公室
users-language = 語言
users-time_zone = 時區

choice-language-en = English
choice-language-zh-Hans = 简体中文
choice-language-zh-Hant = 繁體中文
choice-language-ru = Русский
choice-language-ko = 한국어
