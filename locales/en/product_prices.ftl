module-product_prices = Prices
    .one = Price
product_prices-product = Product or service
product_prices-price_book = Price book
product_prices-price = Price
product_prices-from_quantity = From quantity
