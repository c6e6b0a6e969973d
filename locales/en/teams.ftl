module-teams = Teams
    .one = Team
