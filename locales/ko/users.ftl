module-users = 사용자
    .one = 사용자

users-section-preferences = 환경 설정

users-name = 이름
users-role = 역할
users-team = 팀
users-office = 근무지
users-language = 언어
users-time_zone = 시간대

choice-language-en = English
choice-language-zh-Hans = 简体中文
choice-language-zh-Hant = 繁體中文
choice-language-ru = Русский
choice-language-ko = 한국어
