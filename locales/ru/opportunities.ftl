module-opportunities = Сделки
    .one = Сделка

opportunities-section-progress = Ход сделки
opportunities-section-origin = Происхождение

opportunities-product = Товар
opportunities-amount = Сумма
opportunities-pipeline = Воронка
opportunities-stage = Стадия
opportunities-probability = Вероятность
opportunities-close_date = Дата закрытия
opportunities-next_step = Следующий шаг
opportunities-engaged_on = Начало работы
opportunities-valid_until = Действует до
opportunities-lost_reason = Причина отказа
opportunities-originating_unit = Подразделение-источник

opportunities-type-new_business = Новый клиент
opportunities-type-existing_business = Действующий клиент
opportunities-type-renewal = Продление
opportunities-type-direct = Прямая продажа
opportunities-type-project = Проект

opportunities-pipeline-sales = Продажи
opportunities-pipeline-projects = Проекты

opportunities-stage-prospecting = Поиск
opportunities-stage-qualification = Квалификация
opportunities-stage-engaging = Вовлечение
opportunities-stage-proposal = Предложение
opportunities-stage-negotiation = Переговоры
opportunities-stage-inquiry = Запрос
opportunities-stage-assessment = Оценка
opportunities-stage-design = Проектирование
opportunities-stage-offer = Смета и предложение
opportunities-stage-contract = Договор
opportunities-stage-won = Успех
opportunities-stage-lost = Отказ
