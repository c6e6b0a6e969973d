module-accounts = Компании
    .one = Компания

accounts-section-business = О бизнесе
accounts-section-billing = Адрес для счетов
accounts-section-shipping = Адрес доставки

accounts-parent = Головная компания
accounts-marketing_stage = Стадия развития
accounts-registered_capital = Уставный капитал
accounts-year_established = Год основания
accounts-ownership = Форма собственности
accounts-tax_number = ИНН

accounts-type-prospect = Потенциальный клиент
accounts-type-customer = Клиент
accounts-type-partner = Партнёр
accounts-type-reseller = Дилер
accounts-type-integrator = Интегратор
accounts-type-supplier = Поставщик
accounts-type-competitor = Конкурент
accounts-type-investor = Инвестор
accounts-type-press = Пресса

accounts-marketing_stage-target = Целевой
accounts-marketing_stage-developing = В разработке
accounts-marketing_stage-first_order = Первый заказ
accounts-marketing_stage-regular = Постоянный клиент
accounts-marketing_stage-key_account = Ключевой клиент
accounts-marketing_stage-dormant = Спящий
accounts-marketing_stage-lost = Потерян

accounts-ownership-private = Частная
accounts-ownership-public = Публичная (на бирже)
accounts-ownership-state = Государственная
accounts-ownership-subsidiary = Дочерняя компания
accounts-ownership-partnership = Товарищество
accounts-ownership-sole_trader = Индивидуальный предприниматель
accounts-language = Язык
