module-product_prices = Цены
    .one = Цена
product_prices-product = Товар или услуга
product_prices-price_book = Прайс-лист
product_prices-price = Цена
product_prices-from_quantity = От количества
