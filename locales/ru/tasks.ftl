module-tasks = Задачи
    .one = Задача

tasks-name = Тема
tasks-status = Статус
tasks-priority = Приоритет
tasks-start_date = Начало
tasks-due_date = Срок
tasks-effort = Трудозатраты
tasks-done_at = Выполнена

tasks-status-not_started = Не начата
tasks-status-in_progress = В работе
tasks-status-waiting = Ждёт других
tasks-status-deferred = Отложена
tasks-status-done = Выполнена
tasks-status-cancelled = Отменена

tasks-priority-urgent = Срочный
tasks-priority-high = Высокий
tasks-priority-normal = Обычный
tasks-priority-low = Низкий
