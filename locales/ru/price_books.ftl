module-price_books = Прайс-листы
    .one = Прайс-лист
price_books-prices_include_tax = Цены с налогом
price_books-valid_from = Действует с
price_books-valid_until = Действует по
