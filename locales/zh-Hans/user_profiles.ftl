module-user_profiles = 用户的权限模板
    .one = 用户的权限模板
user_profiles-user = 用户
