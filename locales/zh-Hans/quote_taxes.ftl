module-quote_taxes = 报价税项
    .one = 报价税项
quote_taxes-quote = 报价单
