module-quote_taxes = 報價稅項
    .one = 報價稅項
quote_taxes-quote = 報價單
