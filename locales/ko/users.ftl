module-users = 사용자
    .one = 사용자

users-section-preferences = 환경 설정

users-name = 이름
users-role = 역할
users-team = 팀
users-office = 근무지
users-language = 언어
users-time_zone = 시간대

users-language-en = English
users-language-zh-Hans = 简体中文
users-language-zh-Hant = 繁體中文
users-language-ru = Русский
users-language-ko = 한국어
