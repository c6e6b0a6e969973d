module-product_parameters = 参数
    .one = 参数
product_parameters-product = 产品
product_parameters-value = 值
