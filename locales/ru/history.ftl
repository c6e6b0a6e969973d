# What was done and can be undone; a record as it was. $n a count, $detail an action or a value, $date a moment.

settings-history = История
settings-history-text = Что было сделано, начиная с последнего. Действие отменяется целиком; то, что с тех пор изменил кто-то другой, остаётся.
history-mine = Мои
history-everybody = Всех
history-empty = Пока ничего не сделано.
history-undone = Отменено
history-undo-of = Отменить: { $detail }
history-undo-many = { $n ->
    [one] Это было одно действие с { $n } записью.
    [few] Это было одно действие с { $n } записями. Всем вернутся прежние значения.
   *[many] Это было одно действие с { $n } записями. Всем вернутся прежние значения.
}
action-create = Создание
action-update = Изменение
action-delete = Удаление
action-restore = Восстановление из корзины
action-remove = Окончательное удаление
action-import = Импорт
action-convert = Преобразование
action-merge = Объединение
action-undo = Отмена
action-hand-over = Передача дел
action-claim = Взято из общего пула
action-pool = Отправлено в общий пул
action-erase = Удалены личные данные
action-fill = Заполнено для измерений

past-title = Как было
past-menu = Как было на дату…
past-then = Как было тогда
past-back = К текущему виду
past-on = Состояние на { $date }.
past-last = До этого изменено { $date }, { $user }.
past-deleted = Запись лежала в корзине.
past-moment = Дата и время
past-earlier = До предыдущего изменения
past-later = После следующего изменения
past-now = сейчас: { $detail }
