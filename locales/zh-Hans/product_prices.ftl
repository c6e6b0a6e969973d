module-product_prices = 价格
    .one = 价格
product_prices-product = 产品或服务
product_prices-price_book = 价目表
product_prices-price = 价格
product_prices-from_quantity = 起订数量
