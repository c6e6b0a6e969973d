module-exchange_rates = 汇率
    .one = 汇率
exchange_rates-day = 起始日
exchange_rates-rate = 一单位折合公司货币
