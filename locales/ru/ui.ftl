# Оболочка и страницы. О переменных сказано в en/ui.ftl.
# Названия модулей и записей подставляются в именительном падеже, поэтому предложения построены без склонений.

### Оболочка

app-name = Rapport
skip-to-content = Перейти к содержимому
nav-home = Главная
nav-modules = Модули
nav-search = Поиск
nav-more = Ещё
nav-menu = Меню
nav-new = Создать
nav-reports = Отчёты
nav-dashboards = Панели показателей
nav-settings = Настройки
nav-help = Справка
nav-back = Назад
sidebar-collapse = Свернуть боковую панель
sidebar-expand = Развернуть боковую панель
group-customers = Клиенты
group-selling = Продажи
group-working = Совместная работа
group-running = Организация
group-nowhere = Прочее
account-menu = Ваша учётная запись
my-profile = Мой профиль
sign-in = Войти
sign-out = Выйти
theme = Оформление
theme-light = Светлое
theme-dark = Тёмное
theme-auto = Как в системе
language = Язык
new-record = Новая запись: { $module }
quick-create = Быстрое создание
notifications = Уведомления
live-connected = На связи: изменения видны сразу
live-lost = Нет связи. Подключаемся снова…

### Общие слова на кнопках и подписях

save = Сохранить
save-and-new = Сохранить и создать ещё
saving = Сохранение…
saved = Сохранено
cancel = Отмена
close = Закрыть
back = Назад
next = Далее
previous = Назад
continue = Продолжить
done = Готово
ok = ОК
yes = Да
no = Нет
and = и
or = или
not = не
all = Все
none = Нет
any = Любой
mine = Мои
me = я
my-team = моя команда
my-department = мой отдел
nobody = Никто
new = Создать
add = Добавить
edit = Изменить
remove = Убрать
delete = Удалить
restore = Восстановить
copy = Копировать
copied = Скопировано
open = Открыть
open-in-new-tab = Открыть в новой вкладке
show = Показать
hide = Скрыть
show-more = Показать ещё
show-less = Свернуть
show-all = Показать все
more-actions = Другие действия
actions = Действия
apply = Применить
reset = Сбросить
clear = Очистить
retry = Повторить
refresh = Обновить
download = Скачать
upload = Загрузить
print = Печать
name = Название
description = Описание
optional = необязательно
required = обязательно
empty = Пусто
empty-value = Нет значения
unknown = Неизвестно
loading = Загрузка…
working = Выполняется…
stop = Остановить
undo = Отменить
undone = Отменено
undo-failed = Это уже нельзя отменить
move-up = Выше
move-down = Ниже
drag-to-order = Перетащите, чтобы изменить порядок
deleted-record = Удалённая запись
hidden-record = Запись, которая вам недоступна
records-n = { $n ->
    [one] { $n } запись
    [few] { $n } записи
   *[many] { $n } записей
}
more-n = ещё { $n }
of-n = из { $n }
are-you-sure = Вы уверены?
required-fields-note = Поля со звёздочкой обязательны

### Вход

login-title = Вход в Rapport
login-email = Эл. почта
login-password = Пароль
login-submit = Войти
login-show-password = Показать пароль
login-hide-password = Скрыть пароль
login-wrong-credentials = Неверный адрес или пароль.
login-too-many-attempts = Слишком много попыток. Повторите через { $n ->
    [one] { $n } минуту
    [few] { $n } минуты
   *[many] { $n } минут
}.
login-inactive = Этот пользователь отключён. Обратитесь к администратору.
login-throttled = Слишком много попыток. Подождите несколько минут и попробуйте снова.
login-session-ended = Сеанс завершён. Войдите снова: всё, что вы ввели, сохранилось.
login-signed-out = Вы вышли.
login-set-up = Система уже настроена. Войдите.
login-demo = Демонстрационная компания: выберите, кем войти
setup-title = Добро пожаловать в Rapport
setup-intro = Здесь ещё нет пользователей. Вы станете первым администратором.
setup-name = Ваше имя
setup-company = Компания
setup-currency = Валюта компании
setup-time-zone = Часовой пояс
setup-password = Придумайте пароль
setup-password-again = Повторите пароль
setup-password-hint = Не короче { $n } символов. Хорошо подойдёт короткая фраза.
setup-passwords-differ = Пароли не совпадают.
setup-password-too-short = Пароль слишком короткий: нужно не меньше { $n } символов.
setup-password-too-common = Такой пароль легко угадать.
setup-submit = Создать администратора
setup-link-invalid = Ссылка больше не действует. Перезапустите сервер, чтобы получить новую.
setup-open-link = Здесь ещё нет пользователей. Откройте ссылку, которую сервер напечатал при запуске.

### Главная

home-title = Главная
home-hello = Здравствуйте, { $user }
home-today = Сегодня
home-my-tasks = Мои задачи
home-overdue = Просрочено
home-due-today = Срок сегодня
home-due-this-week = На этой неделе
home-no-tasks = Срочных дел нет. Отдохните или запланируйте следующий шаг по сделке.
home-my-pipeline = Моя воронка
home-closing-soon = Скоро закрываются
home-no-closing = В ближайшие недели ни одна ваша сделка не закрывается.
home-mentions = Упоминания
home-recent = Недавно изменённые
home-recently-viewed = Недавно открытые
home-follow-ups = Пора связаться
home-no-recent = Здесь появится то, что меняете вы и ваши коллеги.
home-start-title = С чего начать
home-start-import = Загрузите своих клиентов
home-start-import-text = Подойдёт файл CSV из прежней системы или таблицы.
home-start-users = Добавьте коллег
home-start-users-text = Дайте каждому роль: она решает, кто что видит.
home-start-lead = Запишите первый лид
home-start-lead-text = Достаточно имени и номера телефона.

### Списки

list-search = Поиск: { $module }
list-select-row = Выбрать: { $record }
list-pick = Выбрать несколько
list-select-all = Выбрать все
list-select-all-n = Выбрать все ({ $n })
list-selected = { $n ->
    [one] Выбрана { $n }
    [few] Выбрано { $n }
   *[many] Выбрано { $n }
}
list-clear-selection = Снять выбор
list-count = { $n ->
    [one] { $n } запись
    [few] { $n } записи
   *[many] { $n } записей
}
list-count-more = Больше { $n } записей
list-show-list = Список
list-show-board = Доска
list-columns = Столбцы
list-columns-shown = Показанные столбцы
list-columns-hidden = Остальные поля
list-columns-reset = Столбцы по умолчанию
list-column-width = Ширина столбца «{ $field }»
list-sort = Сортировка
list-sort-by = Сортировать по полю «{ $field }»
list-sort-up = По возрастанию
list-sort-down = По убыванию
list-sort-add = Затем по…
list-sort-remove = Убрать эту сортировку
list-sorted-up = { $field }, по возрастанию
list-sorted-down = { $field }, по убыванию
list-edit-cell = Изменить поле «{ $field }»: { $record }
list-open-beside = Открыть рядом со списком
list-open-full = Открыть на всю страницу
list-close-beside = Закрыть запись
list-change-field = Изменить поле
list-change-field-of = { $n ->
    [one] Изменить поле { $n } записи
    [few] Изменить поле { $n } записей
   *[many] Изменить поле { $n } записей
}
list-change-to = на
list-assign = Передать
list-assign-to = Кому передать
list-add-tag = Добавить метку
list-remove-tag = Убрать метку
list-tag-name = Метка
list-delete-n = { $n ->
    [one] Удалить { $n } запись
    [few] Удалить { $n } записи
   *[many] Удалить { $n } записей
}
list-deleted-n = { $n ->
    [one] Удалена { $n } запись
    [few] Удалены { $n } записи
   *[many] Удалено { $n } записей
}
list-changed-n = { $n ->
    [one] Изменена { $n } запись
    [few] Изменены { $n } записи
   *[many] Изменено { $n } записей
}
list-assigned-n = { $n ->
    [one] Передана { $n } запись
    [few] Переданы { $n } записи
   *[many] Передано { $n } записей
} → { $user }
list-tagged-n = { $n ->
    [one] Метка добавлена к { $n } записи
    [few] Метка добавлена к { $n } записям
   *[many] Метка добавлена к { $n } записям
}
list-restored-n = { $n ->
    [one] Восстановлена { $n } запись
    [few] Восстановлены { $n } записи
   *[many] Восстановлено { $n } записей
}
list-not-allowed-n = { $n ->
    [one] { $n } запись осталась без изменений: у вас нет права её менять.
    [few] { $n } записи остались без изменений: у вас нет права их менять.
   *[many] { $n } записей остались без изменений: у вас нет права их менять.
}
list-export = Выгрузить
list-export-csv = Выгрузить показанное в CSV
list-exporting = Выгрузка…
list-exported-n = { $n ->
    [one] Выгружена { $n } запись
    [few] Выгружены { $n } записи
   *[many] Выгружено { $n } записей
}
list-import = Загрузить
list-empty-title = { $module }: пока пусто
list-empty-text = Создайте первую запись или загрузите файл из прежней системы.
list-empty-read-only = Здесь нет ничего, что вам доступно. Если чего-то не хватает, обратитесь к администратору.
list-nothing-found = Под этот фильтр ничего не подходит.
list-clear-filter = Сбросить фильтр
list-clear-search = Сбросить поиск
list-load-failed = Не удалось загрузить список.
list-end = Конец списка
list-live-n = { $n ->
    [one] { $n } новое изменение. Показать
    [few] { $n } новых изменения. Показать
   *[many] { $n } новых изменений. Показать
}
list-recycle-bin = Корзина
list-recycle-empty = Корзина пуста.
list-sum = Сумма
list-average = Среднее

### Фильтр

filter = Фильтр
filter-title = Условия
filter-edit-condition = Исправить условие
filter-add-condition = Добавить условие
filter-add-group = Добавить группу
filter-remove-condition = Убрать условие
filter-remove-group = Убрать группу
filter-match-all = Выполняются все условия
filter-match-any = Выполняется хотя бы одно
filter-match-none = Не выполняется ни одно
filter-field = Поле
filter-operator = Сравнение
filter-value = Значение
filter-values = Значения
filter-moment = Относительная дата
filter-fixed-date = Определённая дата
filter-shift-plus = плюс
filter-shift-minus = минус
filter-moment-after = { $moment } плюс { $n } { $unit }
filter-moment-before = { $moment } минус { $n } { $unit }
filter-unit = Единица времени
filter-as-text = Текстом
filter-as-form = Формой
filter-text-label = Условие текстом
filter-text-hint = Например: stage in (proposal, negotiation) and amount >= 1000 and owner = me
filter-text-error = Символ { $n }: { $detail }
filter-too-complex = Условие слишком сложное для формы. Измените его текстом.
filter-active-n = { $n ->
    [one] { $n } условие
    [few] { $n } условия
   *[many] { $n } условий
}
filter-quick-mine = Мои
filter-quick-team = Моей команды
filter-quick-open = Открытые
filter-quick-recent = Изменённые на этой неделе

### Сохранённые представления

views = Представления
view-default = Все
view-save = Сохранить представление
view-save-as = Сохранить как новое представление
view-name = Название представления
view-share = Доступно всем
view-shared = Общее
view-shared-by = Поделился: { $user }
view-mine = Мои представления
view-rename = Переименовать представление
view-delete = Удалить представление
view-saved = Представление сохранено
view-deleted = Представление удалено
view-changed = Изменено
view-update = Сохранить изменения в этом представлении
view-discard = Отбросить изменения
views-empty = Настройте фильтр, сортировку и столбцы, а затем сохраните их как представление.

### Запись

record-edit = Изменить
record-edit-field = Изменить поле «{ $field }»
record-save = Сохранить
record-cancel = Отмена
record-back-to-list = К списку: { $module }
record-previous = Предыдущая запись
record-next = Следующая запись
record-details = Сведения
record-related = Связанное
record-related-empty = { $module }: пока пусто
record-related-add = Добавить: { $module }
record-related-below = Ниже в иерархии
record-related-all = Показать все
record-timeline = Лента событий
record-history = История
record-all-activity = Все события
record-changes = Изменения
record-notes = Заметки
record-comments = Комментарии
record-attachments = Файлы
record-tasks = Задачи
record-add-note = Добавить заметку
record-write-note = Напишите заметку…
record-note-title = Заголовок
record-write-comment = Напишите комментарий… @ упоминает коллегу
record-send-comment = Отправить
record-edit-comment = Изменить комментарий
record-delete-comment = Удалить комментарий
record-mention = Упомянуть
record-mention-nobody = Никого с таким именем
record-add-task = Добавить задачу
record-task-placeholder = Что нужно сделать?
record-task-due = Срок
record-task-mark-done = Отметить выполненной: { $record }
record-task-mark-open = Снять отметку о выполнении: { $record }
record-add-attachment = Добавить файл
record-drop-files = Перетащите файлы сюда
record-uploading = Загружается { $file }…
record-upload-failed = Не удалось загрузить { $file }.
record-delete-attachment = Удалить { $file }
record-timeline-empty = Здесь ещё ничего не происходило. Напишите заметку или запланируйте задачу.
record-notes-empty = Заметок пока нет.
record-comments-empty = Комментариев пока нет.
record-attachments-empty = Файлов пока нет.
record-tasks-empty = Задач пока нет.
record-other-ends = Другие исходы
record-created-by = Создано: { $user }
record-created-at = Создано { $time }
record-changed-by = Изменено: { $user }
record-changed-at = Изменено { $time }
record-owner = Ответственный
record-system = Rapport (автоматически)
change-created = запись создана
change-updated = запись изменена
change-deleted = запись удалена
change-restored = запись восстановлена
change-field-from-to = { $field }: { $before } → { $after }
change-field-set = { $field }: указано { $after }
change-field-emptied = { $field }: очищено, было { $before }
record-undo-change = Отменить это изменение
record-new-title = Новая запись: { $module }
record-edit-title = Изменить: { $record }
record-created = Создано: { $record }
record-saved = Сохранено: { $record }
record-deleted = Удалено: { $record }
record-restored = Восстановлено: { $record }
record-delete = Удалить
record-delete-ask = Удалить «{ $record }»?
record-delete-hint = Запись попадёт в корзину, откуда её можно восстановить.
record-is-deleted = Эта запись в корзине.
record-is-locked = Эта запись закрыта для изменений.
record-duplicate = Создать копию
record-copy-link = Скопировать ссылку
record-unsaved = Есть несохранённые изменения.
record-leave = Уйти без сохранения
record-stay = Продолжить правку
record-problems-n = { $n ->
    [one] Нужно исправить { $n } поле
    [few] Нужно исправить { $n } поля
   *[many] Нужно исправить { $n } полей
}
record-fix-first = Исправьте отмеченные поля и сохраните ещё раз.
record-duplicate-found = Уже есть: { $record }
record-duplicate-owned = Запись «{ $record }» уже закреплена. Ответственный: { $user }.
record-save-anyway = Всё равно сохранить
record-read-only-field = Это поле заполняется автоматически.
record-no-edit = Вы можете видеть эту запись, но не менять её.
conflict-title = Тем временем запись сохранил кто-то другой
conflict-text = Пока вы правили, запись изменил другой пользователь: { $user }. Ничего не потеряно: выберите для каждого поля.
conflict-field = Поле
conflict-mine = Ваше
conflict-theirs = Чужое
conflict-before = Было
conflict-keep-mine = Оставить моё
conflict-take-theirs = Взять чужое
conflict-keep-all-mine = Оставить всё моё
conflict-take-all-theirs = Взять всё чужое
conflict-save = Сохранить этот выбор

### Поля ввода

widget-choose = Выберите…
widget-choose-user = Выберите человека…
widget-choose-record = Найти: { $module }…
widget-choose-module = Вид записи
widget-clear = Очистить поле «{ $field }»
widget-create-linked = Создать «{ $detail }»
widget-no-matches = Ничего не найдено
widget-type-to-search = Начните вводить
widget-add-tag = Добавьте метку…
widget-remove-tag = Убрать метку { $detail }
widget-today = Сегодня
widget-previous-month = Предыдущий месяц
widget-next-month = Следующий месяц
widget-choose-file = Выбрать файл
widget-replace-file = Заменить файл
widget-write = Текст
widget-preview = Просмотр
widget-markdown-hint = Можно использовать Markdown: **жирный**, - список, [ссылка](https://…)
widget-call = Позвонить: { $detail }
widget-write-email = Написать: { $detail }
widget-visit = Открыть { $detail }
widget-show-map = Показать на карте
widget-given-by-system = присвоится при сохранении

### Доска

board-pipeline = Воронка
board-choose-pipeline = Выбрать воронку
board-sum = Сумма
board-weighted = С учётом вероятности
board-cards-n = { $n ->
    [one] { $n } карточка
    [few] { $n } карточки
   *[many] { $n } карточек
}
board-column-summary = { $stage }: { $n ->
    [one] { $n } карточка
    [few] { $n } карточки
   *[many] { $n } карточек
}
board-drop-here = Отпустите здесь
board-moved = { $record } → «{ $stage }»
board-move-failed = Не удалось переместить: { $record }
board-move-to = Переместить в…
board-empty-column = Здесь пусто
board-no-stage = Без стадии
board-days-in-stage = { $n ->
    [one] { $n } день на этой стадии
    [few] { $n } дня на этой стадии
   *[many] { $n } дней на этой стадии
}
board-overdue = Срок закрытия прошёл
board-add-here = Добавить в «{ $stage }»
board-collapse = Свернуть «{ $stage }»
board-expand = Развернуть «{ $stage }»
board-keyboard-help = Пробел берёт карточку, стрелки двигают её, пробел отпускает, Esc отменяет.
board-picked-up = Взято: { $record }, сейчас в «{ $stage }»
board-now-over = { $record } над «{ $stage }», место { $n }
board-dropped = { $record } теперь в «{ $stage }»
board-cancelled = { $record } снова в «{ $stage }»
board-empty = Карточек пока нет. Создайте первую или измените фильтр.
board-show-closed = Показать закрытые
board-hide-closed = Скрыть закрытые

### Преобразование лида

convert-lead = Преобразовать
convert-title = Преобразовать лид: { $record }
convert-intro = За один шаг появятся компания, контакт и, если нужно, сделка. Заметки, задачи и файлы перейдут к ним.
convert-will-create = Будет создано
convert-account = Компания
convert-contact = Контакт
convert-opportunity = Сделка
convert-new-account = Создать новую компанию
convert-use-existing-account = Взять существующую компанию
convert-same-name-found = { $n ->
    [one] Уже есть { $n } компания с таким названием.
    [few] Уже есть { $n } компании с таким названием.
   *[many] Уже есть { $n } компаний с таким названием.
}
convert-no-account = Без компании, частное лицо
convert-new-contact = Создать новый контакт
convert-use-existing-contact = Взять существующий контакт
convert-create-opportunity = Создать также сделку
convert-opportunity-name = Название сделки
convert-opportunity-amount = Сумма
convert-opportunity-close-date = Ожидаемое закрытие
convert-more-fields = Также: { $detail }
convert-goes-along = Перейдёт вместе с лидом
convert-goes-along-n = { $n ->
    [one] Вместе с лидом перейдёт { $n } заметка, задача или файл.
    [few] Вместе с лидом перейдут { $n } заметки, задачи и файла.
   *[many] Вместе с лидом перейдут { $n } заметок, задач и файлов.
}
convert-locked-note = Лид останется в системе, закрытый для изменений.
convert-submit = Преобразовать
convert-done = Преобразовано: { $record }
convert-undone = Преобразование отменено
convert-already = Этот лид уже преобразован.
convert-converted-to = Преобразован в
convert-not-allowed = У вас нет права преобразовать этот лид.

### Загрузка данных

import-title = Загрузка: { $module }
import-step-file = Файл
import-step-columns = Столбцы
import-step-check = Проверка
import-step-run = Загрузка
import-step-result = Итог
import-step-of = Шаг { $n } из { $detail }
import-choose-file = Выберите файл CSV
import-drop-file = …или перетащите его сюда
import-file-hint = CSV или текст в любой кодировке. Можно и большие файлы.
import-example = Скачать образец
import-paste = Вставить таблицу
import-encoding = Кодировка
import-encoding-found = Определена: { $detail }
import-delimiter = Разделитель
import-delimiter-comma = Запятая
import-delimiter-semicolon = Точка с запятой
import-delimiter-tab = Табуляция
import-delimiter-pipe = Вертикальная черта
import-date-order = Порядок в датах
import-date-order-dmy = День, месяц, год
import-date-order-mdy = Месяц, день, год
import-date-order-ymd = Год, месяц, день
import-preview = Первые строки
import-reading = Как читается файл
import-columns-used = Загружается столбцов: { $n } из { $detail }
import-in-text = часть текста
import-mapping = Куда попадёт каждый столбец?
import-column = Столбец в файле
import-goes-to = Поле
import-do-not-import = Не загружать
import-guessed = подобрано
import-constant = Одно значение для всех строк
import-link-by = Искать по
import-create-missing = Создавать недостающее
import-required-missing = Обязательно, но не сопоставлено: { $field }
import-mapped-twice = Поле «{ $field }» заполняется из двух столбцов.
import-load-mapping = Открыть сопоставление
import-save-mapping = Сохранить сопоставление
import-mode = Что делать со строками
import-mode-add = Добавить все как новые записи
import-mode-both = Обновить совпавшие, остальные добавить
import-match-by = Запись совпадает, если одинаковы поля
import-dry-run = Проверить, не загружая
import-rows-bad = { $n ->
    [one] { $detail } строка с ошибками
    [few] { $detail } строки с ошибками
   *[many] { $detail } строк с ошибками
}
import-bad-value = Значение
import-problems = Ошибки
import-no-problems = Ошибок не найдено.
import-bad-rows-note = Строки с ошибками не загружаются. Вы получите их файлом, чтобы исправить и загрузить снова.
import-start-n = { $n ->
    [one] Загрузить { $detail } строку
    [few] Загрузить { $detail } строки
   *[many] Загрузить { $detail } строк
}
import-progress = Строки: { $n } из { $detail }
import-stop = Остановить загрузку
import-stopped = Загрузка остановлена. То, что успело загрузиться, можно отменить.
import-finished = Загрузка завершена
import-failed = Загрузка не удалась: { $detail }
import-download-failed-rows = Скачать строки с ошибками
import-show-records = Показать загруженные записи
import-open-list = Открыть список
import-again = Загрузить другой файл
import-undo = Отменить эту загрузку
import-undo-ask = Отменить всю загрузку? Созданные ею записи удалятся, изменённые вернутся к прежним значениям.
import-undone = Загрузка отменена
import-find-out = Определить
import-paste-hint = Строки, скопированные из таблицы; первой – названия столбцов
import-rows-n = { $n ->
    [one] { $detail } строка
    [few] { $detail } строки
   *[many] { $detail } строк
}
import-whole-name = Имя и фамилия вместе
import-nothing-mapped = Выберите поле хотя бы для одного столбца.
import-match-missing = Выберите хотя бы одно поле для поиска совпадений.
import-mapping-broken = Это не файл сопоставления: { $detail }
import-constant-add = Добавить постоянное значение
import-template-add = Добавить текст из столбцов
import-template-hint = Столбцы пишутся в фигурных скобках, например { $column }.
import-row = Строка
import-problems-first = Показаны первые { $n }. Все ошибки – в файле непринятых строк.
import-start-without = Загрузить строк: { $n }, пропустить: { $detail }
import-leave-note = Страницу можно закрыть: загрузка продолжится.
import-tally-rows = Всего строк
import-tally-add = Добавится
import-tally-update = Обновится
import-tally-added = Добавлено
import-tally-updated = Обновлено
import-tally-failed = С ошибками

### Поиск и команды

search-title = Поиск
search-placeholder = Искать везде…
search-nothing = По запросу «{ $detail }» ничего не найдено
search-type-more = Введите хотя бы два символа
search-results-n = { $n ->
    [one] { $n } результат
    [few] { $n } результата
   *[many] { $n } результатов
}
search-all-modules = Все модули
palette-title = Команды
palette-placeholder = Найти запись или действие…
palette-records = Записи
palette-actions = Действия
palette-pages = Страницы
palette-recent = Недавние
palette-nothing = Ничего не найдено
palette-hint = ↑↓ выбор, Enter открыть, Esc закрыть
palette-go-to = Перейти: { $module }
palette-new = Новая запись: { $module }
palette-board = { $module }: доска
palette-switch-theme = Светлое или тёмное оформление

### Настройки

settings-title = Настройки
settings-personal = Личные
settings-organisation = Для всех
settings-profile = Профиль
settings-profile-text = Ваше имя, язык и часовой пояс.
settings-saved = Настройки сохранены
kept-active = Действует
kept-inactive = Не действует
kept-edit-of = Изменить: { $record }
kept-delete-of = Удалить: { $record }
kept-deleted = Удалено: { $record }
kept-try = Проверить
settings-appearance = Оформление
settings-security = Безопасность
settings-password = Пароль
settings-password-change = Сменить пароль
settings-password-current = Текущий пароль
settings-password-new = Новый пароль
settings-password-again = Повторите новый пароль
settings-password-wrong = Текущий пароль неверен.
settings-password-changed = Пароль изменён. Остальные ваши сеансы завершены.
settings-sessions = Сеансы
settings-sessions-text = Где выполнен вход.
settings-session-this = Этот сеанс
settings-session-since = с { $time }
settings-session-seen = последняя активность { $time }
settings-session-end = Завершить сеанс
settings-session-end-others = Завершить все остальные сеансы
settings-session-ended = Сеанс завершён
settings-tokens = Ключи API
settings-tokens-text = По ключу программы работают от вашего имени через REST API.
settings-token-name = Для чего он?
settings-token-create = Создать ключ
settings-token-once = Скопируйте ключ сейчас. Он показывается только один раз.
settings-token-created = Создан { $time }
settings-token-last-used = Использован { $time }
settings-token-never-used = Ещё не использовался
settings-token-end = Отозвать ключ
settings-token-ended = Ключ отозван
settings-tokens-empty = Ключей пока нет.
settings-users = Пользователи
settings-users-text = Кто здесь работает и в какой роли.
user-profiles = Профили
user-profiles-of = Профили: { $name }
user-profiles-text = Пользователь может всё, что разрешает хотя бы один из профилей. Для каждого поля действует тот, что даёт больше.
user-profile-given = { $name }: выдан профиль «{ $profile }»
user-profile-taken = { $name }: профиль «{ $profile }» отозван
profile-by-role = По роли «{ $name }»
profile-by-team = По команде «{ $name }»
settings-user-invite = Добавить пользователя
settings-user-set-password = Задать пароль
settings-user-set-password-of = Задать пароль: { $name }
settings-user-deactivate = Отключить
settings-user-activate = Включить
settings-user-password-link = Отправьте эту ссылку: { $user }. Она сработает один раз.
settings-user-inactive = Не активен
settings-user-password-set = Пароль задан. Все сеансы этого пользователя завершены.
settings-roles = Роли
settings-roles-text = Дерево ролей: кто выше, видит записи тех, кто ниже.
settings-role-below = Подчинена
settings-teams = Команды
settings-teams-text = Группы коллег с общими записями.
settings-departments = Отделы
settings-departments-text = Структура компании. Руководитель отдела видит и изменяет записи его сотрудников и сотрудников нижестоящих отделов, если в отделе не указано иное.
department-head = Руководит { $name }, видит записи сотрудников
department-head-only = Руководит { $name }
department-no-head = Руководителя пока нет
tree-empty = Пока пусто. Начните с верхнего уровня, остальные добавите под ним.
tree-people = { $n ->
    [one] { $n } человек
    [few] { $n } человека
   *[other] { $n } человек
}
tree-add = Добавить ниже
tree-add-below = Добавить под «{ $name }»
users-all-departments = Все отделы
users-of-department-none = В этом отделе никого нет.
settings-company = Компания
settings-company-name = Название компании
settings-company-currency = Валюта
settings-company-currency-text = В ней указаны суммы, у которых валюта не названа.
settings-imports = Загрузки
settings-recycle-bin = Корзина
settings-about = О программе Rapport
settings-version = Версия { $detail }
settings-api = Интерфейс REST API
settings-api-text = Описание API (OpenAPI) составляется по вашим модулям и полям.

### Сообщения

toast-dismiss = Скрыть
toast-saved = Сохранено
toast-failed = Не получилось.
toast-offline = Нет связи. Изменения отправятся, когда она появится.
toast-online = Связь восстановлена.
toast-changed-elsewhere = Запись изменил другой пользователь: { $user }
toast-deleted-elsewhere = Запись удалил другой пользователь: { $user }
error-not-found-title = Не найдено
error-not-found-text = Такой страницы или записи нет, либо она вам недоступна.
error-no-rights-title = Нет доступа
error-no-rights-text = У вас нет на это права. Администратор может изменить вашу роль.
error-server-title = Что-то пошло не так
error-server-text = Сервер не смог это выполнить. Подробности в его журнале; попробуйте ещё раз.
error-unreachable = Сервер недоступен.
error-offline = Нет связи с сетью.
error-too-large = Слишком большой объём для отправки.
error-too-many-requests = Слишком много запросов. Подождите немного.
error-invalid-filter = Не удалось разобрать условие.
error-invalid-request = Не удалось разобрать запрос.
error-go-home = На главную
error-details = Подробности
failure-not-signed-in = Вы не вошли, или ваш сеанс завершён.
failure-not-allowed = У вас нет на это прав. Администратор может изменить вашу роль.
failure-second-factor-required = Ваша роль требует второго фактора. Сначала настройте его.
failure-not-found = Такой страницы или записи нет, или она вам не видна.
failure-conflict = Тем временем эту запись сохранил кто-то другой.
failure-invalid = Запрос не удалось понять.
failure-too-large = Это слишком велико.
failure-too-many-requests = Слишком много запросов. Подождите немного.
failure-unavailable = Сервер сейчас не может этого сделать. Причина записана в его журнал; попробуйте снова.
failure-unreachable = Сервер недоступен. Проверьте соединение и попробуйте снова.

### Время словами

time-just-now = только что
time-minutes-ago = { $n ->
    [one] { $n } минуту назад
    [few] { $n } минуты назад
   *[many] { $n } минут назад
}
time-hours-ago = { $n ->
    [one] { $n } час назад
    [few] { $n } часа назад
   *[many] { $n } часов назад
}
time-days-ago = { $n ->
    [1] вчера
    [one] { $n } день назад
    [few] { $n } дня назад
   *[many] { $n } дней назад
}
time-weeks-ago = { $n ->
    [1] на прошлой неделе
    [one] { $n } неделю назад
    [few] { $n } недели назад
   *[many] { $n } недель назад
}
time-months-ago = { $n ->
    [1] в прошлом месяце
    [one] { $n } месяц назад
    [few] { $n } месяца назад
   *[many] { $n } месяцев назад
}
time-years-ago = { $n ->
    [1] в прошлом году
    [one] { $n } год назад
    [few] { $n } года назад
   *[many] { $n } лет назад
}
time-in-minutes = { $n ->
    [one] через { $n } минуту
    [few] через { $n } минуты
   *[many] через { $n } минут
}
time-in-hours = { $n ->
    [one] через { $n } час
    [few] через { $n } часа
   *[many] через { $n } часов
}
time-in-days = { $n ->
    [1] завтра
    [one] через { $n } день
    [few] через { $n } дня
   *[many] через { $n } дней
}
time-today = сегодня
time-tomorrow = завтра
time-yesterday = вчера
time-overdue-days = { $n ->
    [one] просрочено на { $n } день
    [few] просрочено на { $n } дня
   *[many] просрочено на { $n } дней
}
weekday-monday = понедельник
weekday-tuesday = вторник
weekday-wednesday = среда
weekday-thursday = четверг
weekday-friday = пятница
weekday-saturday = суббота
weekday-sunday = воскресенье
weekday-monday-short = Пн
weekday-tuesday-short = Вт
weekday-wednesday-short = Ср
weekday-thursday-short = Чт
weekday-friday-short = Пт
weekday-saturday-short = Сб
weekday-sunday-short = Вс
month-1 = Январь
month-2 = Февраль
month-3 = Март
month-4 = Апрель
month-5 = Май
month-6 = Июнь
month-7 = Июль
month-8 = Август
month-9 = Сентябрь
month-10 = Октябрь
month-11 = Ноябрь
month-12 = Декабрь

### Размеры

size-bytes = { $n } Б
size-kilobytes = { $n } КБ
size-megabytes = { $n } МБ
size-gigabytes = { $n } ГБ

### Клавиши

keys-title = Клавиши
keys-open-help = Показать эту справку
keys-palette = Найти любую запись или действие
keys-search = Поиск
keys-new = Новая запись
keys-edit = Изменить
keys-save = Сохранить
keys-cancel = Отменить или закрыть
keys-move = Двигаться по списку
keys-open = Открыть запись
keys-select = Выбрать строку
keys-select-range = Выбрать несколько строк подряд
keys-previous-next = Предыдущая или следующая запись
keys-undo = Отменить действие
keys-go-home = На главную
keys-pick-card = Взять или отпустить карточку

### Страницы, которых пока нет

reports-empty = Отчёты появятся в следующей версии. А пока отфильтруйте список и выгрузите его.
dashboards-empty = Панели показателей появятся в следующей версии.

### Форма условия

filter-where = Где
settings-access = Доступ
settings-access-text = Кто что видит и изменяет.
access-modules-title = Для всей компании
access-modules-text = Что всем можно делать с чужими записями. Закрыто: только ответственный, те, кто выше, и те, кому открыто.
access-profiles-title = Профили прав
access-profiles-text = Что можно в каждом модуле. Профили пользователя, роли и команды складываются: можно всё, что разрешает хотя бы один. Если их нет, решает уровень роли. Профили выдают на странице «Пользователи».
access-profiles-empty = Профилей пока нет: решает уровень роли.
access-sharing-title = Совместный доступ
access-sharing-text = Записи, которые видны кроме собственных.
access-sharing-empty = Помимо дерева ролей ничего не открыто.
access-fields = Поля модуля «{ $module }» для профиля «{ $profile }»
access-fields-of = Поля
access-field-usual = Как обычно: { $detail }
access-cell = { $action }: { $module }, { $profile }
access-shown-profile = Показан профиль
access-without-profile = без профиля
access-held-by-nobody = Ни у кого
access-held-by-more = { $names } и ещё { $n }
access-all-records = все записи
access-to = для: { $detail }
access-inactive = Не действует
filter-always = всегда
filter-never = никогда

rows-add = Добавить строку
rows-up = Строку { $n } выше
rows-down = Строку { $n } ниже
rows-remove = Удалить строку { $n }
rows-actions = Порядок строк
rows-like-category = Названия как в этой категории
rows-like-none = У других товаров этой категории параметров нет.
