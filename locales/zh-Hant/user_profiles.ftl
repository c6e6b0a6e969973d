module-user_profiles = 使用者的權限範本
    .one = 使用者的權限範本
user_profiles-user = 使用者
