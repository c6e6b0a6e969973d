module-layouts = Макеты
    .one = Макет
layouts-sections = Разделы
layouts-columns = Столбцы
# The section of fields that a company added.
section-own = Собственные поля
layouts-role = Роль
