field-review = Проверка
choice-review-waiting = Ожидает
choice-review-returned = Возвращено
field-review_note = Причина возврата

review-tab = На проверку
review-mine = Ещё не принято
review-accept = Принять
review-return = Вернуть
review-asks = Эта запись ждёт вашей проверки: примите её или верните с указанием причины.
review-waits = Эта запись ждёт, пока её примет ответственный.
review-returned = Возвращено: { $detail } – После изменения запись снова ждёт проверки.
review-return-n = { $n ->
    [one] Вернуть { $n } запись
    [few] Вернуть { $n } записи
   *[other] Вернуть { $n } записей
}
review-accepted-n = { $n ->
    [one] Принята { $n } запись
    [few] Приняты { $n } записи
   *[other] Принято { $n } записей
}
review-returned-n = { $n ->
    [one] Возвращена { $n } запись
    [few] Возвращены { $n } записи
   *[other] Возвращено { $n } записей
}
