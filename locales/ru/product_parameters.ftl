module-product_parameters = Параметры
    .one = Параметр
product_parameters-product = Товар
product_parameters-value = Значение
