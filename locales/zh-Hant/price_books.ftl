module-price_books = 價目表
    .one = 價目表
price_books-prices_include_tax = 價格含稅
price_books-valid_from = 生效日期
price_books-valid_until = 失效日期
