module-tax_classes = 세금 분류
    .one = 세금 분류
tax_classes-standard = 지정하지 않았을 때
tax_classes-rates = 세금 (순서대로)
