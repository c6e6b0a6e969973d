module-users = 使用者
    .one = 使用者

users-section-preferences = 偏好設定

users-name = 姓名
users-role = 角色
users-team = 團隊
users-office = 辦公室
users-language = 語言
users-time_zone = 時區

users-language-en = English
users-language-zh-Hans = 简体中文
users-language-zh-Hant = 繁體中文
users-language-ru = Русский
users-language-ko = 한국어
