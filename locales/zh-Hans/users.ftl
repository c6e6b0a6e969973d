module-users = 用户
    .one = 用户

users-section-preferences = 偏好设置

users-name = 姓名
users-role = 角色
users-team = 团队
users-office = 办公地点
users-language = 语言
users-time_zone = 时区

choice-language-en = English
choice-language-zh-Hans = 简体中文
choice-language-zh-Hant = 繁體中文
choice-language-ru = Русский
choice-language-ko = 한국어
