module-product_parameters = 매개변수
    .one = 매개변수
product_parameters-product = 제품
product_parameters-value = 값
