module-teams = 团队
    .one = 团队
teams-manager = 负责人
