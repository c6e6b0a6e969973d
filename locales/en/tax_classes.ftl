module-tax_classes = Tax classes
    .one = Tax class
tax_classes-standard = Where none is named
tax_classes-rates = Taxes, in their order
