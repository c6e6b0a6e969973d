module-teams = 팀
    .one = 팀
