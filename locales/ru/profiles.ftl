module-profiles = Профили прав
    .one = Профиль прав
field-profile = Профиль прав

profiles-all_modules = Модули без правил открыты
profiles-personal_data = Личные данные
profiles-revenue = Доходы и затраты

choice-hidden = Скрыто
choice-read = Чтение
choice-write = Изменение
choice-private = Закрыто
