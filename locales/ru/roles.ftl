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
