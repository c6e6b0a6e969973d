module-teams = 팀
    .one = 팀
teams-manager = 관리자
