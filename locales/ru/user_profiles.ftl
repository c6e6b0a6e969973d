module-user_profiles = Профили пользователей
    .one = Профиль пользователя
user_profiles-user = Пользователь
