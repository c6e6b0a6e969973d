module-product_prices = 가격
    .one = 가격
product_prices-product = 제품 또는 서비스
product_prices-price_book = 가격표
product_prices-price = 가격
product_prices-from_quantity = 최소 수량
