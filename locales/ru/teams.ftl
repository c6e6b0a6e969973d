module-teams = Команды
    .one = Команда
teams-manager = Руководитель
