module-profiles = 권한 프로필
    .one = 권한 프로필
field-profile = 권한 프로필

profiles-all_modules = 지정하지 않은 모듈 허용
profiles-personal_data = 개인정보
profiles-revenue = 매출 및 원가

choice-hidden = 숨김
choice-read = 읽기
choice-write = 변경
choice-private = 비공개
