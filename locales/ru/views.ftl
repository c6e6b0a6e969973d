module-views = Сохранённые представления
    .one = Сохранённое представление

views-module = Модуль
views-query = Состояние
views-shared = Доступно всем
