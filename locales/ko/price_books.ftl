module-price_books = 가격표
    .one = 가격표
price_books-prices_include_tax = 세금 포함 가격
price_books-valid_from = 시작일
price_books-valid_until = 종료일
