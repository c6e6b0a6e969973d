module-user_profiles = 사용자별 권한 프로필
    .one = 사용자 권한 프로필
user_profiles-user = 사용자
