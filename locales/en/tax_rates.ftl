module-tax_rates = Taxes
    .one = Tax
tax_rates-tax_class = Tax class
tax_rates-rate = Rate
tax_rates-compound = On the taxes before it too
tax_rates-valid_from = Valid from
tax_rates-valid_until = Valid until
