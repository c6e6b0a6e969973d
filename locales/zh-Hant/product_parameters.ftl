module-product_parameters = 參數
    .one = 參數
product_parameters-product = 產品
product_parameters-value = 值
