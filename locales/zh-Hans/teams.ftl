module-teams = 团队
    .one = 团队
