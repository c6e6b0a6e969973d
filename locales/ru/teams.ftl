module-teams = Команды
    .one = Команда
