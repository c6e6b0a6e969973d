module-vendors = 供应商
    .one = 供应商

vendors-section-buying = 采购信息

vendors-category = 类别
vendors-lead_time = 交货周期（天）
vendors-payment_days = 付款期限（天）
vendors-minimum_order = 最低起订金额
vendors-customer_number = 我方客户编号
vendors-tax_number = 税号
