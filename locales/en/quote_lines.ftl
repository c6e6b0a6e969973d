module-quote_lines = Quote lines
    .one = Quote line
quote_lines-quote = Quote
quote_lines-name = Product, service or text
