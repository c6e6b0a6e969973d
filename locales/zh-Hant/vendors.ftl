module-vendors = 供應商
    .one = 供應商

vendors-section-buying = 採購資訊

vendors-category = 類別
vendors-lead_time = 交貨週期（天）
vendors-payment_days = 付款期限（天）
vendors-minimum_order = 最低訂購金額
vendors-customer_number = 我方客戶編號
vendors-tax_number = 統一編號
