module-exchange_rates = 匯率
    .one = 匯率
exchange_rates-day = 起始日
exchange_rates-rate = 一單位折合公司貨幣
