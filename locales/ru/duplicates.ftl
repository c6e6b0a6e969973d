settings-duplicates = Дубликаты
duplicates-rules = Правила
duplicates-rules-text = Что должно совпадать, чтобы две записи считались одной. Проверяется при вводе и среди всех записей.
duplicates-empty = Правил пока нет.
duplicates-new-rule = Новое правило
duplicates-edit-rule = Изменить правило
duplicates-remove-rule = Удалить правило
duplicates-rule-removed = Правило удалено
duplicates-find = Найти дубликаты
duplicates-title = { $module }: дубликаты
duplicates-there = Похоже, такая запись уже есть
duplicates-owned = ответственный: { $user }
duplicates-owned-hidden = Уже есть, ответственный: { $user }
duplicates-hidden = Уже есть, но вам не видно
duplicates-refused = Вторая запись не допускается.
duplicates-ask = Всё равно сохранить?
duplicates-save-anyway = Всё равно сохранить
duplicates-groups = { $n ->
    [one] { $n } группа одинаковых записей
    [few] { $n } группы одинаковых записей
   *[many] { $n } групп одинаковых записей
}
duplicates-none = Дубликатов нет
duplicates-none-text = Среди записей, которые вы видите, по этому правилу одинаковых нет.
duplicates-no-rules-text = Нет правила, по которому такие записи считаются одинаковыми.
duplicates-busy = Записи ещё сравниваются. Может найтись больше, чем показано.
duplicates-alike = Одинаковых: { $n }
merge = Объединить
merge-title = Объединить: { $module }
merge-text = Выберите запись, которая останется, и её значения. Всё, что ведёт к другим, будет вести к ней, а другие попадут в корзину. Это можно отменить.
merge-stays = Какая запись остаётся
merge-fields = Различия
merge-no-difference = Записи не различаются ни в чём, что вы можете изменить.
merge-tags = Метки всех записей сохранятся.
merge-moves = { $n ->
    [one] Перейдёт { $n } связанная запись.
    [few] Перейдут { $n } связанные записи.
   *[many] Перейдут { $n } связанных записей.
}
merge-done = Объединено в { $record }
merge-number = Выберите в списке от двух до пяти записей.
merge-not-allowed = Вы не можете объединить { $record }.
merge-became = Эта запись объединена с другой.

problem-there-already = Такая запись уже есть ({ $detail }), вторая не допускается.
problem-not-comparable = Так это сравнить нельзя: { $detail }.
failure-duplicates = Похоже, такая запись уже есть.
