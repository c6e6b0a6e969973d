module-quote_taxes = Налоги в предложениях
    .one = Налог в предложении
quote_taxes-quote = Предложение
