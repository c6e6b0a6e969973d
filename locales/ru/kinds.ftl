# Виды полей и то, как их сравнивают и складывают.

kind-text = Текст
kind-long_text = Длинный текст
kind-email = Эл. почта
kind-phone = Телефон
kind-url = Адрес сайта
kind-integer = Целое число
kind-decimal = Дробное число
kind-percent = Процент
kind-money = Денежная сумма
kind-date = Дата
kind-instant = Дата и время
kind-duration = Длительность
kind-yes_no = Да или нет
kind-one_of = Одно из списка
kind-many_of = Несколько из списка
kind-link = Ссылка на запись
kind-user = Пользователь
kind-address = Адрес
kind-tags = Метки
kind-auto_number = Автоматический номер
kind-file = Файл
kind-score = Балл
kind-rows = Строки

op-is = равно
op-is-not = не равно
op-less = меньше
op-at-most = не больше
op-more = больше
op-at-least = не меньше
op-in = одно из
op-not-in = ни одно из
op-contains = содержит
op-starts = начинается с
op-is-empty = пусто
op-is-not-empty = не пусто
# Для дат те же сравнения называются иначе.
op-date-less = раньше
op-date-at-most = не позже
op-date-more = позже
op-date-at-least = не раньше

moment-now = сейчас
moment-today = сегодня
moment-week = начало этой недели
moment-month = начало этого месяца
moment-quarter = начало этого квартала
moment-year = начало этого года
unit-hours = { $n ->
    [one] час
    [few] часа
   *[many] часов
}
unit-days = { $n ->
    [one] день
    [few] дня
   *[many] дней
}
unit-weeks = { $n ->
    [one] неделя
    [few] недели
   *[many] недель
}
unit-months = { $n ->
    [one] месяц
    [few] месяца
   *[many] месяцев
}
unit-quarters = { $n ->
    [one] квартал
    [few] квартала
   *[many] кварталов
}
unit-years = { $n ->
    [one] год
    [few] года
   *[many] лет
}

aggregate-count = Количество
aggregate-sum = Сумма
aggregate-average = Среднее
aggregate-min = Наименьшее
aggregate-max = Наибольшее

outcome-open = В работе
outcome-won = Успех
outcome-lost = Отказ

color-grey = Серый
color-red = Красный
color-orange = Оранжевый
color-amber = Янтарный
color-green = Зелёный
color-teal = Бирюзовый
color-blue = Синий
color-indigo = Индиго
color-violet = Фиолетовый
color-pink = Розовый
