module-sharing_rules = Правила совместного доступа
    .one = Правило совместного доступа
sharing_rules-section-from = Что открыто
sharing_rules-section-to = Кому

sharing_rules-from_role = Принадлежит роли и ниже
sharing_rules-from_team = Принадлежит команде
sharing_rules-segment = Отвечает условию
sharing_rules-to_role = Роль и ниже
sharing_rules-to_team = Команда
sharing_rules-to_user = Пользователь
sharing_rules-may_change = Можно и изменять
sharing_rules-active = Действует
sharing_rules-from_department = Записи отдела и нижестоящих
sharing_rules-to_department = Отдел и нижестоящие
