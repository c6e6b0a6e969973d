module-teams = 團隊
    .one = 團隊
