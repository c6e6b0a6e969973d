module-quote_taxes = Taxes in quotes
    .one = Tax in a quote
quote_taxes-quote = Quote
