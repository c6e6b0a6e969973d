module-teams = Teams
    .one = Team
teams-manager = Manager
