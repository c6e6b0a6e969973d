module-teams = 團隊
    .one = 團隊
teams-manager = 主管
