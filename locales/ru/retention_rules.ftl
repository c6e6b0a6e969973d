module-retention_rules = Правила хранения
    .one = Правило хранения
retention_rules-module = Модуль
retention_rules-segment = Только записи, отвечающие условию
retention_rules-months = Месяцев с последней активности
retention_rules-action = Тогда
retention_rules-action-bin = В корзину
retention_rules-action-erase = Стереть навсегда
