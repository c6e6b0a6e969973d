settings-modules = Модули и поля
shape-modules-text = Что хранит ваша компания. У каждого модуля есть список, формы, фильтры, поиск, импорт, экспорт и интерфейс для программ; вы добавляете поля, меняете их названия и вид форм или создаёте собственные модули. Всё действует сразу и для всех.
shape-new-module = Новый модуль
shape-own-fields = { $n ->
    [one] { $n } собственное поле
    [few] { $n } собственных поля
   *[other] { $n } собственных полей
}
shape-own = Собственный
shape-open-list = Открыть список
shape-edit-module = Изменить модуль
shape-fields-text = Перетаскивайте поля за ручки или двигайте их стрелками. То, что лежит в разделе «Скрыто», сохраняет значения.
shape-new-field = Новое поле
shape-new-field-in = Новое поле в разделе { $section }
shape-new-section = Новый раздел
shape-section-name = Название раздела
shape-one-column = Одна колонка
shape-section-up = Переместить { $section } вверх
shape-section-down = Переместить { $section } вниз
shape-section-remove = Убрать { $section }
shape-hidden = Скрыто
shape-edit-field = Изменить { $field }
shape-layout = Форма: { $module }
shape-empty-section = Перетащите поля сюда.
shape-retire = Вывести из употребления
shape-retire-field = Вывести «{ $field }» из употребления?
shape-retire-field-text = Поле исчезнет из форм, списков и интерфейса для программ. Его значения сохранятся и вернутся вместе с ним.
shape-retire-module = Вывести «{ $module }» из употребления?
shape-retire-module-text = Модуль исчезнет для всех вместе с записями. Ничего не пропадёт: его можно вернуть в любое время.
shape-retired = { $name }: выведено из употребления
shape-restored = { $name }: возвращено
shape-restore = Вернуть
shape-retired-modules = Модули вне употребления
shape-retired-fields = Поля вне употребления
shape-reset = Как было
shape-choices = Варианты
shape-choice-add = Добавить вариант
shape-choice-label = Вариант { $n }
shape-choice-color = Цвет: { $choice }
shape-choice-outcome = Значение на доске: { $choice }
shape-choice-up = Переместить { $choice } вверх
shape-choice-down = Переместить { $choice } вниз
shape-choice-remove = Убрать { $choice }
shape-choice-retire = Больше не предлагать: { $choice }
shape-choice-restore = Снова предлагать: { $choice }
shape-choice-within = Только для
shape-choice-goes-on = продолжается
shape-numbered = Нумеровать записи
shape-kind-fixed = Тип этого поля не меняется.
shape-name-note = В адресах, файлах и для программ оно называется { $name }.
shape-formula-none = Нет: заполняют люди
shape-formula-help = Поля и функции
shape-formula-hint = Поле вычисляется из других полей записи сразу, во время ввода. Тексты — в кавычках, значения списков — по ключу или названию. Пример: if(quantity > 10, price * 0.9, price)
shape-roll-up = Сводка по связанным записям
shape-roll-up-none = Нет: только о самой записи
shape-roll-up-hint = Обновляется само, когда меняется одна из этих записей. Учитываются все, в том числе те, которых читатель не видит: кто видит это поле, решают профили, а кто не видит того, что складывается, не видит и его. Суммы не в валюте записи не учитываются.
shape-numbers-next = Следующие номера
shape-numbers-hint = { "{YYYY}" }, { "{YY}" }, { "{MM}" } и { "{DD}" } до или после счётчика — это год, месяц и день.
shape-numbers-counter = Счётчик продолжит с
shape-numbers-set = Задать
shape-numbers-go-on = Счётчик продолжит с { $next }
shape-numbers-missing = { $n ->
    [one] { $n } запись без номера
    [few] { $n } записи без номера
   *[other] { $n } записей без номера
}
shape-numbers-give = Пронумеровать по возрасту
shape-numbers-given = { $n ->
    [one] { $n } запись получила номер
    [few] { $n } записи получили номера
   *[other] { $n } записей получили номера
}
shape-layout-for = Форма для
shape-layout-for-all = всех
shape-layout-own = { $role }: своя форма
shape-layout-remove = Как у всех
shape-layout-inherits = У этой роли сейчас общая форма. То, что вы переместите здесь, увидят только они.
shape-columns = Столбцы списка
shape-choice-replace = Заменить «{ $choice }» во всех записях
shape-choice-replace-by = Заменить «{ $choice }» на
shape-choice-replace-now = Заменить
shape-choice-replaced = Изменено записей: { $n }
shape-carry = Перенос
shape-carry-text = Модули, поля, списки значений, формулы, формы и правила дубликатов — файлом для другой установки. Перед применением видно, что изменится; это можно отменить.
shape-carry-out = Сохранить в файл
shape-carry-in = Применить файл
shape-carry-title = Что изменит файл
shape-carry-nothing = Всё это уже есть.
shape-carry-same = Уже есть и не меняется: { $n }.
shape-carry-new = новое
shape-carry-changed = изменено
shape-carry-take = Применить
shape-carried = Применено изменений: { $n }
