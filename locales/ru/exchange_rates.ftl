module-exchange_rates = Курсы валют
    .one = Курс валюты
exchange_rates-day = С даты
exchange_rates-rate = Единица в валюте компании
