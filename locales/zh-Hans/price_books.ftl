module-price_books = 价目表
    .one = 价目表
price_books-prices_include_tax = 价格含税
price_books-valid_from = 生效日期
price_books-valid_until = 失效日期
