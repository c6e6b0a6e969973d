module-product_prices = 價格
    .one = 價格
product_prices-product = 產品或服務
product_prices-price_book = 價目表
product_prices-price = 價格
product_prices-from_quantity = 起始數量
