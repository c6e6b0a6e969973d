module-quote_lines = 报价明细
    .one = 报价明细
quote_lines-quote = 报价单
quote_lines-name = 产品、服务或文字
