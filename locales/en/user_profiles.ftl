module-user_profiles = Profiles of users
    .one = Profile of a user
user_profiles-user = User
