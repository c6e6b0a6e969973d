module-vendors = Поставщики
    .one = Поставщик

vendors-section-buying = Закупки

vendors-category = Категория
vendors-lead_time = Срок поставки (дней)
vendors-payment_days = Срок оплаты (дней)
vendors-minimum_order = Минимальный заказ
vendors-customer_number = Наш номер клиента
vendors-tax_number = ИНН
