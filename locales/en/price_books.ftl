module-price_books = Price books
    .one = Price book
price_books-prices_include_tax = Prices include tax
price_books-valid_from = Valid from
price_books-valid_until = Valid until
