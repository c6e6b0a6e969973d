# The pool, its rules, handing over, the end of the recycle bin. $rule a rule, $user a person, $n a count.

settings-reclaim = Правила возврата
reclaim-text = Клиенты, которыми никто не занимается, попадают в общий пул, откуда их берут другие. Правило говорит когда. История сохраняется.
reclaim-new = Новое правило
reclaim-show-pool = Показать пул
reclaim-empty = Правил пока нет. Клиенты остаются у своих ответственных.
reclaim-when-no-activity = нет активности дней: { $n }
reclaim-when-not-won = нет побед месяцев: { $n }
reclaim-when-lost = проиграно сделок: { $n }
reclaim-tried = Сейчас попало бы в пул: { $n }
pool-title = Общий пул
pool-text = Клиенты без ответственного. Возьмите клиента — и он ваш.
pool-empty = В пуле ничего нет: { $module }.
pool-claim = Взять
pool-claim-of = Взять: { $record }
pool-claimed = Теперь это ваш клиент: { $record }
pool-from = был у: { $user }
pool-handed-over = Передан
pool-figures = Потеряно и взято
pool-lost-days = В пул за { $n } дн.
pool-claimed-days = Взято за { $n } дн.
pool-soon = { $date } запись попадёт в пул, если никто ею не займётся. Правило: { $rule }
pool-since = В пуле с { $date }. Прежний ответственный: { $user }. Причина: { $rule }
change-pooled = Попал в пул
change-claimed = Взят из пула
change-removed = Удалено навсегда
home-soon-pooled = Скоро в пул
home-soon-pooled-by = В этот день попадёт в пул
hand-over-title = Передача дел
hand-over-open = Передать…
hand-over-of = Передать всё, что ведёт { $user }
hand-over-text = Выберите, кому перейдут записи каждого модуля. Это одно действие, его можно отменить.
hand-over-nothing = У этого пользователя ничего нет.
hand-over-keep = Оставить как есть
hand-over-to = Передать: { $user }
hand-over-several = Поровну нескольким
hand-over-pool = В пул
hand-over-open-count = открыто: { $n }
hand-over-deactivate = После этого пользователь не сможет войти
hand-over-start = Передать
hand-over-named = Упоминается в настройках
hand-over-named-text = Здесь указан этот пользователь. Проверьте сами: это не меняется.
hand-over-running = { $done } из { $total }
hand-over-finished = Готово: { $done } из { $total }
hand-over-stopped = Остановлено: { $done } из { $total }
hand-over-failed = Сбой: { $done } из { $total }
hand-over-done = Передано: { $n }
hand-over-skipped = Не переданы, так как их изменили в это время: { $n }
list-assign-along = Вместе с тем, что к ней относится: открытые задачи, контакты, открытые сделки
bin-title = Корзина
bin-text = Удалённое лежит в корзине. По истечении срока оно удаляется навсегда вместе с вложениями; в истории остаётся лишь то, что запись была.
bin-days = Хранить дней (0 — всегда)
bin-keeps = Записи лежат здесь, пока их не восстановят.
bin-remove = Удалить навсегда
bin-remove-title = Удалить навсегда?
bin-remove-text = Записи и вложения исчезнут. Отменить это нельзя.
bin-empty = Очистить корзину
bin-empty-title = Очистить корзину?
bin-removed-n = Удалено навсегда: { $n }
hand-over-count = { $n ->
    [one] { $n } запись
    [few] { $n } записи
   *[other] { $n } записей
}
bin-keeps-days = { $n ->
    [one] Записи удаляются навсегда через { $n } день после удаления.
    [few] Записи удаляются навсегда через { $n } дня после удаления.
   *[other] Записи удаляются навсегда через { $n } дней после удаления.
}
bin-goes = Будет удалено навсегда { $date }.
