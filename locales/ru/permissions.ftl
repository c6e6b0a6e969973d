module-permissions = Разрешения
    .one = Разрешение
field-module = Модуль
section-actions = Действия
section-fields = Поля

permissions-see = Видеть
permissions-create = Создавать
permissions-edit = Изменять
permissions-delete = Удалять
permissions-import = Импорт
permissions-export = Экспорт
permissions-hidden_fields = Скрытые поля
permissions-read_fields = Поля только для чтения
permissions-write_fields = Изменяемые поля
permissions-claim = Брать из пула
permissions-review = Проверка ввода
