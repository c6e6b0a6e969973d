module-profiles = Profiles
    .one = Profile
field-profile = Profile

profiles-all_modules = Modules not named are open
profiles-personal_data = Personal data
profiles-revenue = Revenue and cost

choice-hidden = Hidden
choice-read = Read
choice-write = Write
choice-private = Private
