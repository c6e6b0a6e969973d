module-roles = Роли
    .one = Роль

roles-parent = Вышестоящая роль
roles-level = Уровень
roles-sees_team = Видит записи команды
roles-sees_all = Видит все записи
roles-second_factor = Второй фактор обязателен

roles-level-administrator = Администратор
roles-level-manager = Руководитель
roles-level-representative = Менеджер по продажам
roles-section-prices = Цены
roles-discount_limit = Скидка без согласования, до
roles-below_floor = Продаёт ниже минимальной цены
roles-changes_prices = Меняет цены в предложениях
