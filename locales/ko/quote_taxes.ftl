module-quote_taxes = 견적 세금
    .one = 견적 세금
quote_taxes-quote = 견적
