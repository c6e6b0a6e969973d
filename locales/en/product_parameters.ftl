module-product_parameters = Parameters
    .one = Parameter
product_parameters-product = Product
product_parameters-value = Value
