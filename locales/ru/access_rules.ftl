module-access_rules = Правила доступа
    .one = Правило доступа
access_rules-others = Чужие записи
access_rules-owner_lock = Изменяет только ответственный
access_rules-review = Ввод ждёт проверки
