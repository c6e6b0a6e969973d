# Настройки: база данных, её рост и резервные копии.

settings-database = База данных
database-text = Где хранятся все данные, как они растут, и копии, к которым можно вернуться.
database-postgres = Все данные хранятся в PostgreSQL. Копируйте их через pg_dump, а восстанавливайте через pg_restore.
database-size = Размер
database-records = Записи
database-last-backup = Последняя копия
database-never = Никогда
database-file = Всё хранится в одном файле: { $file }
database-growth = Рост
database-growth-first = Каждый день сохраняется одно значение. График начнётся завтра.
database-growth-said = От { $before } ({ $from }) до { $after } ({ $to })
database-growth-days = Значения по дням
database-day = День
database-modules = Записи по модулям
database-backups = Резервные копии
database-backups-text = Копия содержит все данные и создаётся, не прерывая работы. Храните несколько копий и на другом компьютере.
database-folder = Копии лежат в { $file }
database-key = Секреты в базе зашифрованы ключом из { $file }. В копиях его нет: храните и этот файл, отдельно от них.
database-key-given = Секреты в базе зашифрованы ключом из RAPPORT_KEY. В копиях его нет: храните и его в надёжном месте.
database-back-up = Создать копию
database-backed-up = Копия создана
database-from-file = Восстановить из файла
database-none = Копий пока нет.
database-kind-hand = Вручную
database-kind-scheduled = По расписанию
database-kind-upgrade = Перед обновлением
database-kind-restore = Перед восстановлением
database-download = Скачать копию от { $time }
database-restore = Восстановить
database-restore-of = Восстановить копию от { $time }
database-delete = Удалить копию
database-delete-of = Удалить копию от { $time }
database-deleted = Копия удалена
database-schedule = Расписание
database-schedule-text = Копии создаются в выбранное время. Когда их становится слишком много, удаляются самые старые из созданных по расписанию; остальные остаются.
database-every = Как часто
database-every-never = Никогда
database-every-day = Каждый день
database-every-week = Каждую неделю
database-weekday = День недели
database-hour = Время
database-zone = Часовой пояс
database-keep = Сколько хранить
database-next = Следующая копия: { $time }
database-trouble = Копия по расписанию от { $time } не создана. { $detail }
database-check = Проверка
database-check-text = Читает всю базу данных и ищет повреждения. Работу прерывать не нужно.
database-check-now = Проверить
database-checked-good = База данных цела. Повреждений нет.
database-checked-bad = { $n ->
    [one] Проверка нашла { $n } ошибку. Восстановите более раннюю копию.
    [few] Проверка нашла { $n } ошибки. Восстановите более раннюю копию.
   *[other] Проверка нашла { $n } ошибок. Восстановите более раннюю копию.
}
database-checked-details = Что найдено
database-restore-title = Восстановление из копии
database-made = Создана
database-last-change = Последнее изменение
database-version = Версия Rapport
database-version-unknown = ранняя версия
database-restore-warning = Нынешние данные будут заменены этой копией. Сначала сохраняется копия нынешнего состояния, чтобы к нему можно было вернуться.
database-confirm = Для подтверждения введите «{ $detail }»
database-restoring = Идёт восстановление. Это может занять некоторое время.
database-restored = Копия восстановлена.
database-restored-text = Теперь все видят восстановленные данные. То, что было до этого, есть среди копий.
database-go-on = Продолжить
